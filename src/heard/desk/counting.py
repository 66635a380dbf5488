"""How much waits, for the menu: worked out once a minute, and at once where the desk is opened."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.conf import settings

from heard.access import Action, Thing
from heard.desk.selectors import items_for, waiting_of

if TYPE_CHECKING:
    from heard.access import Reader

_MOST = 1000
_known: dict[Reader, tuple[float, int]] = {}


def count_for_menu(reader: Reader) -> int | None:
    """How much waits for the reader's landlord; a minute old at most. None: the menu says nothing.

    Each process keeps its own, so that a page costs no queries for it.
    """
    if not settings.DESK_COUNT_KEPT or not reader.may(Thing.DESK, Action.READ):
        return None
    known = _known.get(reader)
    if known is None or time.monotonic() - known[0] > settings.DESK_COUNT_KEPT:
        return count_keep(reader, waiting_of(items_for(reader)))
    return known[1]


def count_keep(reader: Reader, count: int) -> int:
    """Remember what was just counted."""
    if len(_known) >= _MOST:
        _known.clear()
    _known[reader] = (time.monotonic(), count)
    return count
