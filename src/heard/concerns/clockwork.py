"""From a concern's events to the facts that are folded and the clocks that run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.analysis.clocks import Happening, clocks_run
from heard.concerns.events import HAPPENINGS, Kind
from heard.concerns.models import Event
from heard.concerns.rules import england_calendar, rule_packs
from heard.concerns.state import Fact
from heard.landlords.models import Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from heard.analysis.clocks import Clock
    from heard.concerns.models import Concern

# How a home is held, as the rules call it. Supported housing can be either, so it isn't known.
TENURES: dict[str, str] = {
    Tenure.SOCIAL_RENT: "social-tenancy",
    Tenure.AFFORDABLE_RENT: "social-tenancy",
    Tenure.SHARED_OWNERSHIP: "shared-ownership",
    Tenure.LEASEHOLD: "leasehold",
}
_COLUMNS = (
    "number",
    "kind",
    "at",
    "entered_at",
    "landlord_id",
    "ward_id",
    "assignee_id",
    "outcome",
    "due_on",
    "about",
    "clock",
    "hazard",
    "days",
    "party_id",
    "target_id",
)


def facts_of(concern: Concern) -> list[Fact]:
    """Every event of the concern as a fact, in the order entered. One query."""
    rows = Event.objects.filter(concern=concern).order_by("number").values_list(*_COLUMNS)
    return [Fact(*row) for row in rows]


def fact_of(event: Event) -> Fact:
    """An event that needn't have been saved, as a fact."""
    return Fact(*(getattr(event, column) for column in _COLUMNS))


def happenings_of(facts: Iterable[Fact]) -> Iterator[Happening]:
    """What the clocks count: each event under the names that the rules know it by."""
    kept = list(facts)
    undone = {fact.about for fact in kept if fact.kind == Kind.UNDONE}
    several = len({fact.landlord for fact in kept if fact.landlord}) > 1
    for fact in kept:
        if fact.number in undone:
            continue
        for name in HAPPENINGS.get(fact.kind, ()):
            yield Happening(
                kind=name,
                at=fact.at,
                entered_at=fact.entered_at,
                clock=fact.clock,
                days=fact.days,
                hazard=fact.hazard,
                party=str(fact.landlord or "") if several else "",
            )


def clocks_of(concern: Concern, facts: Sequence[Fact], *, now: datetime) -> tuple[Clock, ...]:
    """Every clock of the concern as it stands at `now`."""
    return clocks_run(
        happenings_of(facts),
        rule_packs(),
        england_calendar(),
        now=now,
        tenure=TENURES.get(concern.tenure, ""),
    )
