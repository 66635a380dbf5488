"""What can go wrong with telling people."""

from __future__ import annotations

from heard.errors import HeardError


class NoticeError(HeardError):
    """A message can't be written, sent or changed as asked."""


class WordingError(NoticeError):
    """The wording of a template can't be used. `field` is the one to mend."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class StateError(NoticeError):
    """The message is no longer in a state in which this can be done."""


class SendError(NoticeError):
    """A channel couldn't send. The words carry a reason, never an address or a text.

    `whole_channel` means that the next message would fare no better.
    """

    def __init__(self, message: str, *, whole_channel: bool = False) -> None:
        super().__init__(message)
        self.whole_channel = whole_channel


class TemporaryError(SendError):
    """Trying again later may help."""


class PermanentError(SendError):
    """Trying again would not help."""
