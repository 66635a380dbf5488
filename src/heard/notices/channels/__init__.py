"""The ways by which messages go. One small interface, so that texts and letters can follow."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

from heard.notices.channels.email import EmailChannel
from heard.notices.models import Channel as Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from heard.notices.models import Notice


class Channel(Protocol):
    """A way by which messages go, open for as long as a round of sending takes."""

    def send(self, notice: Notice) -> None:
        """Hand over one message.

        Raises:
            TemporaryError: trying again later may help.
            PermanentError: trying again would not help.
        """

    def close(self) -> None:
        """Let go of what it holds open."""


REGISTRY: dict[str, Callable[[], Channel]] = {Name.EMAIL: EmailChannel}


@contextmanager
def open_channels() -> Iterator[Mapping[str, Channel]]:
    """Every way, ready; none connects before it has something to send."""
    with ExitStack() as stack:
        channels = {name: make() for name, make in REGISTRY.items()}
        for channel in channels.values():
            stack.callback(channel.close)
        yield channels
