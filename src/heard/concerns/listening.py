"""Other parts of Heard that want to know what residents say. They register; concerns know none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Callable

    Listener = Callable[[int], object]

_listeners: dict[str, Listener] = {}
_hearers: dict[str, Listener] = {}


def raised_listen(name: str, listener: Listener) -> None:
    """Call a listener with the key of each new concern; a later one of a name replaces it."""
    _listeners[name] = listener


def raised_tell(pk: int) -> None:
    """Tell the listeners once the concern is stored. One that fails undoes nothing."""
    for listener in _listeners.values():
        transaction.on_commit(partial(listener, pk), robust=True)


def said_listen(name: str, listener: Listener) -> None:
    """Call a listener with the key of each event in which a resident says more of a concern."""
    _hearers[name] = listener


def said_tell(pk: int) -> None:
    """Tell the listeners once the event is stored. One that fails undoes nothing."""
    for listener in _hearers.values():
        transaction.on_commit(partial(listener, pk), robust=True)
