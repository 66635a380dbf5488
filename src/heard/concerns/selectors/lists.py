"""Lists of concerns, a page at a time. The work doesn't grow with the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from heard.concerns.events import Status

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from heard.concerns.events import Waiting
    from heard.concerns.models import Concern

PAGE = 25
LARGEST_KEY = 2**63  # what a key of the store can be
MOST_COUNTED = 1000  # a count beyond this is said as "more than 1,000"
SHOWN = ("landlord", "estate", "assigned_to")
ORDERS = {
    "due": ("due_at", "id"),
    "oldest": ("raised_at", "id"),
    "newest": ("-raised_at", "-id"),
    "quietest": ("last_at", "id"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which concerns somebody wants to see. Empty means any."""

    status: str = ""
    waiting_on: str = ""
    landlord: int | None = None
    category: str = ""
    ward: int | None = None
    assigned_to: int | None = None
    unassigned: bool = False
    due_before: datetime | None = None
    only_open: bool = True
    order: str = "due"


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and where the next ones start. `after` is None on the last page."""

    rows: list[Concern]
    after: str | None


def filtered(concerns: QuerySet[Concern], wanted: Wanted) -> QuerySet[Concern]:
    """Those of the concerns that somebody wants to see, unordered."""
    exact = {
        "status": wanted.status,
        "waiting_on": wanted.waiting_on,
        "landlord_id": wanted.landlord,
        "category": wanted.category,
        "ward_id": wanted.ward,
        "assigned_to_id": wanted.assigned_to,
    }
    concerns = concerns.filter(**{name: value for name, value in exact.items() if value})
    if wanted.only_open:
        concerns = concerns.filter(closed_at=None)
    if wanted.unassigned:
        concerns = concerns.filter(assigned_to=None)
    if wanted.due_before:
        concerns = concerns.filter(due_at__lt=wanted.due_before)
    return concerns


def page_of(concerns: QuerySet[Concern], *, order: str = "due", after: str = "") -> Page:
    """One page of the concerns in an order, from after a row on. One query."""
    first, second = ORDERS.get(order, ORDERS["due"])
    column, down = first.lstrip("-"), first.startswith("-")
    concerns = concerns.filter(**{f"{column}__isnull": False}).order_by(first, second)
    mark = _mark(after)
    if mark:
        at, pk = mark
        than = "lt" if down else "gt"
        concerns = concerns.filter(
            Q(**{f"{column}__{than}": at}) | Q(**{column: at, f"id__{than}": pk})
        )
    rows = list(concerns.select_related(*SHOWN).defer("description", "answers")[: PAGE + 1])
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    last = f"{getattr(rows[-1], column).isoformat()}_{rows[-1].pk}" if more else None
    return Page(rows, last)


def _mark(after: str) -> tuple[datetime, int] | None:
    """Where the last page ended; None for the first page, or for what was never given."""
    text, _sep, pk = after.rpartition("_")
    try:
        at, row = datetime.fromisoformat(text), int(pk)
        at.astimezone(UTC)  # the store asks for it, and not every moment has one
    except (ValueError, OverflowError):
        return None
    return (at, row) if at.tzinfo is not None and abs(row) < LARGEST_KEY else None


def counted(concerns: QuerySet[Concern]) -> int:
    """How many, up to one more than MOST_COUNTED."""
    return concerns.order_by()[: MOST_COUNTED + 1].count()


def overdue(concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    """Open concerns whose next deadline has passed."""
    return concerns.filter(closed_at=None, due_at__lt=timezone.now())


def new_and_unassigned(concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    """Taken up, and nobody's yet."""
    return concerns.filter(closed_at=None, status=Status.NEW, assigned_to=None)


def waiting_on(concerns: QuerySet[Concern], whom: Waiting) -> QuerySet[Concern]:
    """Open concerns that wait for somebody."""
    return concerns.filter(closed_at=None, waiting_on=whom)
