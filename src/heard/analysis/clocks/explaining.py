"""A deadline's sum, conditions and warnings, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.analysis.clocks import lines
from heard.analysis.clocks.rules import Limit
from heard.analysis.clocks.step import Step
from heard.analysis.clocks.words import NamedDay, Phrase, london_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from heard.analysis.clocks.reckoning import Grant, Reckoning

_MANY_HOURS = 72
_LATE_TO_KNOW = 1  # days after which it is worth saying that Heard learnt of it later


def steps_of(sum_: Reckoning) -> tuple[Step, ...]:
    """The sum, in the order in which one would do it on paper."""
    return tuple(
        step
        for part in (_start, _left_out, _pauses, _first_due, _extensions, _outcome)
        for step in part(sum_)
    )


def _start(sum_: Reckoning) -> Iterator[Step]:
    """What it is counted from."""
    opening = sum_.opening
    fact = opening.start or opening.opened
    yield _step("start", lines.HAPPENED[fact.kind], fact.at, day=_moment(sum_, fact.at))
    learnt = fact.entered_at
    if learnt and (london_day(learnt) - london_day(fact.at)).days >= _LATE_TO_KNOW:
        yield _step("entered", lines.ENTERED, learnt, day=london_day(learnt))
    if opening.start is None and sum_.waits_until:
        before = sum_.pack.rule(sum_.rule.after)
        name = Phrase(before.name if before else "")
        day = london_day(sum_.waits_until)
        yield _step("waiting", lines.WAITING, sum_.waits_until, step=name, day=day)
    if sum_.count.unit == "working-days":
        yield _step("day-0", lines.DAY_NOUGHT, sum_.counted_from, day=london_day(sum_.counted_from))


def _left_out(sum_: Reckoning) -> Iterator[Step]:
    """Which days between start and deadline aren't worked."""
    if sum_.count.unit != "working-days":
        return
    calendar = sum_.count.calendar
    days = calendar.holidays_between(london_day(sum_.counted_from), sum_.due_on)
    if days:
        named = tuple(NamedDay(day, calendar.names.get(day, "")) for day in days)
        yield _step("left-out", lines.HOLIDAYS, None, days=named)
    else:
        yield _step("left-out", lines.WEEKENDS, None)


def _pauses(sum_: Reckoning) -> Iterator[Step]:
    """Which times were paused."""
    hours = sum_.count.unit == "hours"
    text, going = (
        (lines.PAUSED_HOURS, lines.PAUSED_STILL_HOURS)
        if hours
        else (
            lines.PAUSED,
            lines.PAUSED_STILL,
        )
    )
    for pause in sum_.paused:
        since = _moment(sum_, pause.since)
        if pause.until is None:
            yield _step("paused", going, pause.since, since=since)
        else:
            until = _moment(sum_, pause.until)
            yield _step("paused", text, pause.since, since=since, until=until)


def _first_due(sum_: Reckoning) -> Iterator[Step]:
    """When it was due before any extension."""
    yield _due(sum_, sum_.first_due_at, sum_.rule.within.number)


def _due(sum_: Reckoning, due_at: datetime, number: int) -> Step:
    """When it is due after so many units."""
    unit = sum_.count.unit
    if unit == "working-days":
        return _step("due", lines.DUE_WORKING_DAY, due_at, n=number, day=london_day(due_at))
    length = Limit(number, unit)
    return _step("due", lines.DUE_LATER, due_at, length=length, day=_moment(sum_, due_at))


def _extensions(sum_: Reckoning) -> Iterator[Step]:
    """How extensions moved it."""
    given = 0
    for grant in sum_.grants:
        if grant.refusal:
            continue
        given += grant.given
        length, told = Limit(grant.given, sum_.count.unit), london_day(grant.fact.at)
        if grant.fact.reason:
            reason = grant.fact.reason
            line = _step(
                "extended", lines.EXTENDED_WHY, grant.fact.at, day=told, length=length, why=reason
            )
        else:
            line = _step("extended", lines.EXTENDED, grant.fact.at, day=told, length=length)
        yield line
        yield _due(sum_, grant.due_at, sum_.rule.within.number + given)


def _outcome(sum_: Reckoning) -> Iterator[Step]:
    """How it ended, or how it stands."""
    opening, count = sum_.opening, sum_.count
    if sum_.reaches_unannounced:
        yield _step("unannounced", lines.UNANNOUNCED, None, day=count.calendar.announced)
    if opening.lapse and (sum_.state == "lapsed" or not opening.stop):
        fact = opening.lapse
        yield _step("happened", lines.HAPPENED[fact.kind], fact.at, day=_moment(sum_, fact.at))
        yield _step("lapsed", lines.LAPSED if sum_.state == "lapsed" else lines.TOO_LATE, fact.at)
    elif opening.stop:
        fact = opening.stop
        yield _step("happened", lines.HAPPENED[fact.kind], fact.at, day=_moment(sum_, fact.at))
        yield _verdict(sum_, fact.at)
    else:
        yield _standing(sum_)


def _verdict(sum_: Reckoning, at: datetime) -> Step:
    """Whether it was done in time, and else by how much too late."""
    if sum_.state == "met":
        return _step("met", lines.IN_TIME, at)
    late = sum_.count.between(sum_.due_at, at)
    if late:
        return _step("missed", lines.TOO_LATE_BY, at, length=_length(late, sum_))
    return _step("missed", lines.TOO_LATE, at)


def _standing(sum_: Reckoning) -> Step:
    """How much is left, or by how much it is overdue."""
    left = sum_.left or 0
    length = _length(abs(left), sum_)
    if sum_.state == "missed":
        text = lines.OVERDUE_BY if left else lines.OVERDUE
        return _step("overdue", text, None, length=length)
    if sum_.state == "paused":
        return _step("left", lines.LEFT_PAUSED, None, length=length)
    if left or sum_.count.unit == "hours":
        return _step("left", lines.LEFT, None, length=length)
    return _step(
        "left", lines.LAST_DAY if london_day(sum_.count.now) == sum_.due_on else lines.NEARLY, None
    )


def _length(number: int, sum_: Reckoning) -> Limit:
    """A length in the rule's unit; days rather than many hours."""
    if sum_.count.unit == "hours" and number >= _MANY_HOURS:
        return Limit(number // 24, "days")
    return Limit(number, sum_.count.unit)


def conditions_of(sum_: Reckoning, tenure: str) -> tuple[Step, ...]:
    """What must be true for the rule to apply and isn't known."""
    rule, found = sum_.rule, list[Step]()
    if rule.tenures and not tenure:
        names = tuple(Phrase(lines.TENURES[code]) for code in rule.tenures)
        found.append(_step("tenure", lines.IF_TENURE, None, tenures=names))
    if rule.listed_hazards and not sum_.hazard_known:
        names = tuple(
            Phrase(hazard.name)
            for hazard in sum_.pack.hazards
            if hazard.confirmed and hazard.since <= london_day(sum_.opening.root.at)
        )
        found.append(_step("hazard", lines.IF_HAZARD, None, hazards=names))
    return tuple(found)


def warnings_of(sum_: Reckoning) -> tuple[Step, ...]:
    """What people should look at: what was recorded but doesn't count, and why."""
    return tuple(step for part in (_late_step, _grant_warnings, _others) for step in part(sum_))


def _late_step(sum_: Reckoning) -> Iterator[Step]:
    """The step before came too late, which put this deadline off."""
    if sum_.early_due_at and sum_.waits_until:
        days = {
            "day": london_day(sum_.waits_until),
            "due": london_day(sum_.early_due_at),
        }
        before = sum_.pack.rule(sum_.rule.after)
        name = Phrase(before.name if before else "")
        yield _step("step-late", lines.STEP_LATE, None, step=name, **days)


def _grant_warnings(sum_: Reckoning) -> Iterator[Step]:
    """Extensions that don't count, count in part, or lack what the rule asks for."""
    extension = sum_.rule.extension
    for grant in sum_.grants:
        told = london_day(grant.fact.at)
        if grant.refusal:
            yield _step(
                f"extension-{grant.refusal}", lines.REFUSED[grant.refusal], grant.fact.at, day=told
            )
            continue
        if grant.asked > grant.given and extension:
            yield _too_long(sum_, grant, extension.most)
        if extension and extension.needs_reason and grant.fact.reason == "":
            yield _step("extension-no-reason", lines.NO_REASON, grant.fact.at, day=told)


def _too_long(sum_: Reckoning, grant: Grant, most: int) -> Step:
    """An extension by more than the rule allows."""
    unit = sum_.count.unit
    return _step(
        "extension-too-long",
        lines.TOO_LONG,
        grant.fact.at,
        day=london_day(grant.fact.at),
        asked=Limit(grant.asked, unit),
        most=Limit(most, unit),
    )


def _others(sum_: Reckoning) -> Iterator[Step]:
    """Pauses that the rule doesn't know, and what came after the deadline."""
    opening = sum_.opening
    for fact in sum_.refused_pauses:
        yield _step("pause-not-allowed", lines.NO_PAUSE, fact.at, day=london_day(fact.at))
    if opening.lapse and sum_.state == "missed" and opening.lapse.at > sum_.due_at:
        fact = opening.lapse
        yield _step("lapse-too-late", lines.LAPSE_LATE, fact.at, day=london_day(fact.at))
    learnt = sum_.opening.opened.entered_at
    if learnt and learnt > sum_.due_at:
        yield _step("entered-too-late", lines.ENTERED_LATE, learnt, day=london_day(learnt))


def _moment(sum_: Reckoning, at: datetime) -> object:
    """A moment as the clock counts it: to the minute for hours, else its day."""
    return at if sum_.count.unit == "hours" else london_day(at)


def _step(code: str, text: str, at: datetime | None, **values: object) -> Step:
    """One line."""
    return Step(code, text, values, london_day(at) if at else None)
