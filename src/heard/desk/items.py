"""What stands on a desk: one thing that waits, and the sections that gather them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.utils.functional import _StrPromise as Lazy

    from heard.access import Reader

MOST = 200  # of one section


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: `key` tells it from every other, `what` is to be done, `title` of what.

    `overdue` is said by whoever knows the clock; `note` is a meeting or the like, never overdue.
    """

    key: str
    what: str
    title: str
    url: str
    due_on: date | None = None
    detail: str = ""
    overdue: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of Heard that things wait in. `gather` makes a fixed number of queries."""

    code: str
    label: Lazy | str
    gather: Callable[[Reader, date], list[Item]]
