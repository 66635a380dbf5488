"""What a working group can't take, in words for whoever asked for it."""

from __future__ import annotations

from heard.errors import HeardError


class MeetingError(HeardError):
    """Something can't be done with a group or a meeting; `field` names the box it is about."""

    def __init__(self, said: str, *, field: str = "") -> None:
        super().__init__(said)
        self.field = field
