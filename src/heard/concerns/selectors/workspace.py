"""What a landlord's officers, and ward councillors, find in their lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.concerns.events import Kind, Waiting
from heard.concerns.models import Concern, Deadline
from heard.concerns.selectors.finding import councillor_cases_for, landlord_cases_for
from heard.concerns.selectors.lists import counted, page_of
from heard.concerns.state import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.concerns.selectors.lists import Page
    from heard.concerns.selectors.viewing import EventView
    from heard.concerns.state import Fact

SHOWS = ("waiting", "open", "closed")
ORDER = {"waiting": "due", "open": "newest", "closed": "newest"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the lists that somebody can look at, and how much is in it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """An action that a landlord committed to and hasn't done."""

    number: int
    text: str
    due_on: date | None
    overdue: bool


def workspace_for(reader: Reader, *, show: str, after: str) -> tuple[list[Tab], Page]:
    """A landlord's lists: a page of the one chosen, and how much is in each. Four queries."""
    return _lists(
        landlord_cases_for(reader, only_open=True),
        landlord_cases_for(reader),
        Waiting.LANDLORD,
        show,
        after,
    )


def cases_waiting_for(reader: Reader) -> QuerySet[Concern]:
    """Open cases that wait for the landlord, the first due first."""
    rows = Concern.objects.filter(
        pk__in=landlord_cases_for(reader, only_open=True).values("pk"),
        closed_at=None,
        waiting_on=Waiting.LANDLORD,
    )
    shown = ("reference", "category", "due_at", "estate__name")
    return (
        rows.select_related("estate").only(*shown).order_by(F("due_at").asc(nulls_last=True), "pk")
    )


def promises_waiting_for(reader: Reader) -> QuerySet[Deadline]:
    """What the landlord promised in open cases that it sees and hasn't done, by the day named."""
    if not reader.may(Thing.LANDLORD_CASE, Action.READ):
        return Deadline.objects.none()
    rows = Deadline.objects.filter(
        rule="commitment",
        stopped_at=None,
        landlord__in=reader.landlords,
        concern__closed_at=None,
        concern__in=landlord_cases_for(reader, only_open=True).values("pk"),
    )
    shown = ("due_at", "concern__reference", "concern__category")
    return rows.select_related("concern").only(*shown).order_by("due_at", "pk")


def councillor_lists_for(reader: Reader, *, show: str, after: str) -> tuple[list[Tab], Page]:
    """The same for a ward's councillors."""
    return _lists(
        councillor_cases_for(reader, only_open=True),
        councillor_cases_for(reader),
        Waiting.COUNCILLOR,
        show,
        after,
    )


def _lists(
    current: QuerySet[Concern],
    every: QuerySet[Concern],
    turn: Waiting,
    show: str,
    after: str,
) -> tuple[list[Tab], Page]:
    parts = {
        "waiting": current.filter(closed_at=None, waiting_on=turn),
        "open": current.filter(closed_at=None),
        "closed": every.filter(closed_at__isnull=False),
    }
    labels = {"waiting": _("Waiting for you"), "open": _("All open"), "closed": _("Closed")}
    tabs = [Tab(code, labels[code], counted(parts[code])) for code in SHOWS]
    chosen = show if show in parts else "waiting"
    return tabs, page_of(parts[chosen], order=ORDER[chosen], after=after)


def commitments_of(
    facts: Sequence[Fact], timeline: Sequence[EventView], today: date
) -> list[Commitment]:
    """Actions that are still to be done, the first due first."""
    words = {view.number: view.text for view in timeline if view.kind == Kind.COMMITTED}
    found = [
        Commitment(number, words[number], due, due is not None and due < today)
        for number, due in fold(facts).commitments
        if number in words
    ]
    return sorted(found, key=lambda each: (each.due_on is None, each.due_on))
