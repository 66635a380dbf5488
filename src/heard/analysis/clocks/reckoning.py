"""The sum behind one deadline, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.analysis.clocks.lengths import Count, end_of, pauses
from heard.analysis.clocks.words import london_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from heard.analysis.clocks.happenings import Happening
    from heard.analysis.clocks.lengths import Pause
    from heard.analysis.clocks.openings import Opening
    from heard.analysis.clocks.rules import Rule, RulePack
    from heard.analysis.clocks.working_days import WorkingCalendar

State = Literal["running", "paused", "met", "missed", "lapsed"]
Refusal = Literal["", "not-allowed", "too-late", "too-often", "no-length"]


@dataclass(frozen=True, slots=True)
class Grant:
    """What came of one extension: how much was asked, how much it moves the deadline, and why."""

    fact: Happening
    asked: int
    given: int
    due_at: datetime
    refusal: Refusal = ""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Everything that a deadline's sum is made of.

    `counted_from` is the start, or the latest moment allowed for the step before (`waits_until`)
    while that hasn't happened. `early_due_at` is when it would have been due had the step before
    been in time.
    """

    rule: Rule
    pack: RulePack
    opening: Opening
    count: Count
    counted_from: datetime
    waits_until: datetime | None
    early_due_at: datetime | None
    first_due_at: datetime
    due_at: datetime
    grants: tuple[Grant, ...]
    paused: tuple[Pause, ...]
    refused_pauses: tuple[Happening, ...]
    state: State
    left: int | None
    hazard_known: bool

    @property
    def due_on(self) -> date:
        """The last day."""
        return london_day(self.due_at)

    @property
    def extended_by(self) -> int:
        """How much later than at first it is due, in the rule's unit."""
        return sum(grant.given for grant in self.grants)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return not self.opening.has_ended

    @property
    def reaches_unannounced(self) -> bool:
        """Whether it counts working days in years whose bank holidays aren't announced."""
        return self.count.unit == "working-days" and self.due_on > self.count.calendar.announced


def reckon(
    rule: Rule,
    pack: RulePack,
    opening: Opening,
    calendar: WorkingCalendar,
    now: datetime,
    *,
    hazard_known: bool = True,
) -> Reckoning:
    """Work one deadline out, as it stands at `now`."""
    asked = [fact for fact in opening.later if fact.kind in {"paused", "resumed"}]
    paused = pauses(asked) if rule.may_pause else ()
    ignored = () if rule.may_pause else tuple(fact for fact in asked if fact.clock)
    count = Count(rule.within.unit, calendar, paused, now)
    waits_until = _step_before(rule, pack, opening, calendar, now)
    start = opening.start.at if opening.start else waits_until or opening.opened.at
    first_due_at = count.add(start, rule.within.number)
    grants = _grants(rule, opening, count, start, first_due_at)
    due_at = grants[-1].due_at if grants else first_due_at
    state = _state(opening, due_at, paused, now)
    return Reckoning(
        rule,
        pack,
        opening,
        count,
        counted_from=start,
        waits_until=waits_until,
        early_due_at=count.add(waits_until, rule.within.number)
        if waits_until and start > waits_until
        else None,
        first_due_at=first_due_at,
        due_at=due_at,
        grants=grants,
        paused=tuple(pause for pause in paused if _touches(pause, start, due_at)),
        refused_pauses=tuple(fact for fact in ignored if fact.kind == "paused"),
        state=state,
        left=None if opening.has_ended else count.between(now, due_at),
        hazard_known=hazard_known,
    )


def _step_before(
    rule: Rule, pack: RulePack, opening: Opening, calendar: WorkingCalendar, now: datetime
) -> datetime | None:
    """The latest moment allowed for the step that starts this clock, if it has such a step."""
    before = pack.rule(rule.after) if rule.after else None
    if before is None or opening.opened is opening.start:
        return None
    pausing = pauses(opening.later) if before.may_pause else ()
    return Count(before.within.unit, calendar, pausing, now).add(
        opening.opened.at, before.within.number
    )


def _grants(
    rule: Rule, opening: Opening, count: Count, start: datetime, due_at: datetime
) -> tuple[Grant, ...]:
    """What each extension does to the deadline, oldest first.

    One that comes after the deadline, or after the end, changes nothing. Together they add no
    more than the rule allows. None ever brings the deadline forward.
    """
    found: list[Grant] = []
    given = 0
    for fact in opening.later:
        if not _is_about(rule, opening, fact):
            continue
        asked = _asked(fact, count, due_at)
        refusal = _refusal(rule, fact, asked, due_at, sum(not grant.refusal for grant in found))
        if rule.extension is None or refusal:
            found.append(Grant(fact, asked or 0, 0, due_at, refusal))
            continue
        more = min(asked or 0, rule.extension.most - given)
        given += more
        due_at = max(due_at, count.add(start, rule.within.number + given))
        latest = count.add(start, rule.within.number + rule.extension.most)
        if fact.days is None and fact.until is not None and count.unit != "hours":
            # a promise for a day that isn't worked stands as promised
            due_at = max(due_at, min(end_of(london_day(fact.until)), latest))
        found.append(Grant(fact, asked or 0, more, due_at))
    return tuple(found)


def _is_about(rule: Rule, opening: Opening, fact: Happening) -> bool:
    """Whether a fact is an extension meant for this clock, which still ran.

    One that names no clock is meant for those that can be extended.
    """
    if fact.kind != "extended" or (opening.stop and fact.at > opening.stop.at):
        return False
    return rule.extension is not None or bool(fact.clock)


def _asked(fact: Happening, count: Count, due_at: datetime) -> int | None:
    """By how much an extension would put the deadline off, in the rule's unit."""
    if fact.days is not None:
        return max(0, fact.days)
    return None if fact.until is None else max(0, count.between(due_at, fact.until))


def _refusal(
    rule: Rule, fact: Happening, asked: int | None, due_at: datetime, before: int
) -> Refusal:
    """Why an extension doesn't move the deadline; empty if it may."""
    if rule.extension is None:
        return "not-allowed"
    if fact.at > due_at:
        return "too-late"
    if rule.extension.times is not None and before >= rule.extension.times:
        return "too-often"
    return "no-length" if asked is None else ""


def _state(opening: Opening, due_at: datetime, paused: tuple[Pause, ...], now: datetime) -> State:
    """How a deadline stands. A duty that ended after the deadline had been missed by then."""
    stop, lapse = opening.stop, opening.lapse
    if lapse and lapse.at <= due_at and (stop is None or lapse.at < stop.at):
        return "lapsed"
    if stop:
        return "met" if stop.at <= due_at else "missed"
    if now > due_at:
        return "missed"
    goes_on = bool(paused) and (paused[-1].until is None or paused[-1].until > now)
    return "paused" if goes_on else "running"


def _touches(pause: Pause, start: datetime, due_at: datetime) -> bool:
    """Whether a pause fell into the time that was counted."""
    return pause.since <= due_at and (pause.until is None or pause.until > start)
