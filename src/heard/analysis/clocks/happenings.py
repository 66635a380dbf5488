"""What happened in a case, as far as clocks care."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = (
    # In the order in which they are taken when they happened at the same moment.
    "raised",
    "council-acknowledged",
    "checked",
    "hazard-emergency",
    "hazard-significant",
    "referred",
    "landlord-aware",
    "complaint",
    "complaint-acknowledged",
    "complaint-answered",
    "escalated",
    "escalation-acknowledged",
    "escalation-answered",
    "investigated",
    "summary-given",
    "made-safe",
    "works-begun",
    "works-started",
    "works-done",
    "landlord-answered",
    "resident-told",
    "not-fixed",
    "reopened",
    "extended",
    "paused",
    "resumed",
    "moved-out",
    "consent-refused",
    "no-hazard",
    "lapsed",
    "withdrawn",
    "closed",
    "retracted",
)
_ORDER = {kind: place for place, kind in enumerate(KINDS)}
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Happening:
    """One fact of a case, from its timeline.

    Args:
        kind: one of KINDS.
        at: when it happened in the world, not when somebody typed it; with a time zone.
        entered_at: when Heard learnt of it.
        clock: for `extended`, `paused`, `resumed` and `lapsed`: the code of the rule it is
            about, or the start of it up to a full stop ("complaint-code"); empty for all that it
            can be about. For any other fact: keeps it to these clocks, such as an awareness of
            the emergency alone.
        days: for `extended`: how many more, in the unit of the rule.
        until: for `extended`: the date promised. For `paused`: when it ends at the latest.
        reason: why; None where it isn't handed over, empty where none was given. A pause ends
            with the resumption that gives the same reason, or none.
        party: the landlord's code, where a case has several.
        hazard: the hazard's code in the pack ("damp-mould"), for the two hazard facts.
        ref: what a later happening can name to put this one right.
        corrects: the `ref` of the happening that this one replaces. A `retracted` one replaces
            it by nothing.
    """

    kind: str
    at: datetime
    entered_at: datetime | None = None
    clock: str = ""
    days: int | None = None
    until: datetime | None = None
    reason: str | None = None
    party: str = ""
    hazard: str = ""
    ref: str = ""
    corrects: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"{self.kind} has no time zone.")
        if self.kind not in _ORDER:
            raise ValueError(f"{self.kind!r} is no kind of happening.")


def in_order(happenings: Iterable[Happening], now: datetime) -> tuple[Happening, ...]:
    """What has happened by now, each once, what was put right left out, oldest first.

    The order of the input never matters: facts are sorted by when they happened, then by KINDS,
    then by when Heard learnt of them.
    """
    found = tuple(_in_utc(fact) for fact in happenings)
    replaced = {fact.corrects for fact in found if fact.corrects}
    kept: dict[tuple[object, ...], Happening] = {}
    for fact in sorted(found, key=_place):
        if fact.at <= now and fact.ref not in replaced and fact.kind != "retracted":
            kept.setdefault(_same(fact), fact)
    return tuple(kept.values())


def _in_utc(fact: Happening) -> Happening:
    """The same fact with its moments in one time zone.

    Python compares and subtracts two moments of one zone by what the wall clock showed, which is
    an hour wrong across a change of the clocks.
    """
    if all(at is None or at.tzinfo is UTC for at in (fact.at, fact.until, fact.entered_at)):
        return fact
    return replace(
        fact,
        at=fact.at.astimezone(UTC),
        until=fact.until.astimezone(UTC) if fact.until else None,
        entered_at=fact.entered_at.astimezone(UTC) if fact.entered_at else None,
    )


def _place(fact: Happening) -> tuple[object, ...]:
    """Where a fact stands among others; the same for facts that differ in nothing."""
    return (
        fact.at,
        _ORDER[fact.kind],
        fact.entered_at or _NEVER,
        fact.party,
        fact.clock,
        fact.hazard,
        fact.days or 0,
        fact.until or _NEVER,
        fact.reason or "",
        fact.reason is None,
        fact.ref,
        fact.corrects,
    )


def _same(fact: Happening) -> tuple[object, ...]:
    """What makes two entries the same fact."""
    return (
        fact.kind,
        fact.at,
        fact.clock,
        fact.days,
        fact.until,
        fact.reason,
        fact.party,
        fact.hazard,
    )
