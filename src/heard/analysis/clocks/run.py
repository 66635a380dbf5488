"""All clocks of a case, from what happened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.analysis.clocks.clock import Clock
from heard.analysis.clocks.happenings import in_order
from heard.analysis.clocks.openings import openings
from heard.analysis.clocks.reckoning import reckon
from heard.analysis.clocks.rules import TENURES
from heard.analysis.clocks.words import london_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from heard.analysis.clocks.happenings import Happening
    from heard.analysis.clocks.reckoning import Reckoning
    from heard.analysis.clocks.rules import Rule, RulePack
    from heard.analysis.clocks.working_days import WorkingCalendar


def clocks_run(
    happenings: Iterable[Happening],
    packs: Sequence[RulePack],
    calendar: WorkingCalendar,
    *,
    now: datetime,
    tenure: str = "",
) -> tuple[Clock, ...]:
    """Every deadline of a case as it stands at `now`, the soonest first.

    What happens after `now` is left out, so the same facts tell how a case stood on any day.

    Args:
        happenings: the facts of one case, in any order; repeats change nothing.
        packs: versions of rules. Unconfirmed ones never run.
        calendar: which days are worked.
        now: the moment to work it out for, with a time zone.
        tenure: one of TENURES; empty if it isn't known, and then what depends on it says so.

    Returns:
        A clock for each time that a rule started; none for what never started.

    Raises:
        ValueError: an unknown tenure, or `now` without a time zone.

    References:
        docs/explanation/clocks.md says how each sum is done, and where each rule stands.
    """
    if now.tzinfo is None:
        raise ValueError("now has no time zone.")
    if tenure and tenure not in TENURES:
        raise ValueError(f"{tenure!r} is no tenure: use one of {', '.join(TENURES)}.")
    facts = in_order(happenings, now)
    kinds = {fact.kind for fact in facts}
    clocks = [
        _clock(reckoning, party, tenure)
        for pack in packs
        if pack.confirmed
        for rule in pack.rules
        if _can_start(rule, pack, kinds, tenure)
        for party, about in _by_party(rule, pack, facts)
        for reckoning in _reckonings(rule, pack, about, calendar, now)
    ]
    return tuple(sorted(clocks, key=lambda clock: (clock.due_at, clock.key, clock.pack.version)))


def _can_start(rule: Rule, pack: RulePack, kinds: set[str], tenure: str) -> bool:
    """Whether a case has what could start a rule, and a home that the rule may cover."""
    if tenure and rule.tenures and tenure not in rule.tenures:
        return False
    if rule.needs and not kinds.intersection(rule.needs):
        return False
    return bool(kinds.intersection(_starting_kinds(rule, pack)))


def _starting_kinds(rule: Rule, pack: RulePack) -> tuple[str, ...]:
    """Every kind of fact that may start a rule, or the step before it."""
    before = pack.rule(rule.after) if rule.after else None
    return rule.starts + rule.or_else + (before.starts + before.or_else if before else ())


def _by_party(
    rule: Rule, pack: RulePack, facts: Sequence[Happening]
) -> Iterator[tuple[str, Sequence[Happening]]]:
    """A case's facts for each landlord whose deadline it is; for the council, all of them.

    A fact that names no landlord is about each of them.
    """
    if rule.who == "council":
        yield "", facts
        return
    kinds = _starting_kinds(rule, pack)
    parties = {fact.party for fact in facts if fact.kind in kinds}
    named = parties - {""}
    if not named:
        yield "", facts
    for party in sorted(named):
        yield party, [fact for fact in facts if fact.party in {"", party}]


def _reckonings(
    rule: Rule,
    pack: RulePack,
    facts: Sequence[Happening],
    calendar: WorkingCalendar,
    now: datetime,
) -> Iterator[Reckoning]:
    """The sums of a rule's clocks that this version governs."""
    covered = [fact for fact in facts if _is_covered(rule, pack, fact)] if rule.needs else facts
    for opening in openings(rule, pack, covered):
        day = london_day(opening.root.at)
        if not pack.in_effect(day):
            continue
        needed = _hazards(rule, pack, covered, day) if rule.needs else []
        if rule.needs and not needed:
            continue
        known = any(fact.hazard or not _must_be_listed(rule, fact) for fact in needed)
        yield reckon(rule, pack, opening, calendar, now, hazard_known=known)


def _is_covered(rule: Rule, pack: RulePack, fact: Happening) -> bool:
    """Whether a fact can count for a rule: a hazard must be one that the rule covers at all."""
    if fact.kind not in rule.needs or not fact.hazard:
        return True
    if fact.hazard in rule.not_hazards:
        return False
    return not _must_be_listed(rule, fact) or any(
        hazard.code == fact.hazard and hazard.confirmed for hazard in pack.hazards
    )


def _must_be_listed(rule: Rule, fact: Happening) -> bool:
    """Whether a fact is a hazard that counts only from its day on the list: a significant one."""
    return rule.listed_hazards and fact.kind == "hazard-significant"


def _hazards(rule: Rule, pack: RulePack, facts: Iterable[Happening], day: date) -> list[Happening]:
    """The facts that the rule needs and that were covered on the day that decides."""
    codes = {hazard.code for hazard in pack.hazards if hazard.confirmed and hazard.since <= day}
    return [
        fact
        for fact in facts
        if fact.kind in rule.needs
        and (not _must_be_listed(rule, fact) or not fact.hazard or fact.hazard in codes)
    ]


def _clock(reckoning: Reckoning, party: str, tenure: str) -> Clock:
    """A sum as people see it."""
    opening = reckoning.opening
    ends = [end.at for end in (opening.stop, opening.lapse) if end]
    moves = reckoning.is_open and any(pause.until is None for pause in reckoning.paused)
    return Clock(
        rule=reckoning.rule,
        pack=reckoning.pack,
        party=party,
        number=opening.number,
        started_at=opening.start.at if opening.start else None,
        started_by=opening.start or opening.opened,
        due_on=reckoning.due_on,
        due_at=reckoning.due_at,
        first_due_on=london_day(reckoning.first_due_at),
        stopped_at=opening.stop.at if opening.stop else None,
        ended_at=min(ends, default=None),
        paused=reckoning.paused,
        extended_by=reckoning.extended_by,
        state=reckoning.state,
        left=reckoning.left,
        provisional=opening.start is None or moves or reckoning.reaches_unannounced,
        tenure=tenure,
        reckoning=reckoning,
    )
