"""Whether a commitment was kept: a rule from what was signed, reported and said by residents.

The rule is ours, version `METHOD`. It takes no weights and no points, so that anybody can follow
it with a finger: `docs/explanation/commitment-status.md` says it in words.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from heard.analysis.intervals import share_interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.analysis.intervals import Interval

METHOD = "commitment-status-1"
LEAST = 10  # answers, under which residents' verdict isn't known


class Signed(StrEnum):
    """Whether somebody stands by a commitment."""

    YES = "yes"
    NO = "no"
    WITHDRAWN = "withdrawn"


class Told(StrEnum):
    """How far a signatory says that it kept a commitment."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not-done"
    NOT_YET = "not-yet"


class Verdict(StrEnum):
    """What residents say together."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not-kept"


class Status(StrEnum):
    """Where a commitment stands with one signatory in one period."""

    KEPT = "kept"
    PARTLY_KEPT = "partly-kept"
    NOT_KEPT = "not-kept"
    NOT_VERIFIED = "not-verified"
    DISAGREE = "disagree"
    NOTHING_REPORTED = "nothing-reported"
    NOT_DUE = "not-due"
    NOT_SIGNED = "not-signed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Heard:
    """What residents say together: a verdict, and the share that says “kept” with its interval."""

    verdict: Verdict
    base: int
    kept: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Period:
    """A time that one report covers, both days included, and the day by which it is due."""

    first: date
    last: date
    due: date


def status_of(*, signed: Signed, due: bool, told: Told | None, verdict: Verdict | None) -> Status:
    """Where a commitment stands, by rule.

    `due` is whether the report's day has passed; `told` and `verdict` are None where there is no
    report, and where too few residents said anything. Residents can lower what a signatory says of
    itself, never raise it; and nothing is kept on its own word alone.

    Examples:
        >>> status_of(signed=Signed.YES, due=True, told=Told.DONE, verdict=Verdict.KEPT).value
        'kept'
        >>> status_of(signed=Signed.YES, due=True, told=Told.DONE, verdict=None).value
        'not-verified'
        >>> status_of(signed=Signed.YES, due=True, told=None, verdict=Verdict.KEPT).value
        'nothing-reported'
    """
    if signed is not Signed.YES:
        return Status.NOT_SIGNED if signed is Signed.NO else Status.WITHDRAWN
    if told is None:
        return Status.NOTHING_REPORTED if due else Status.NOT_DUE
    if told is Told.NOT_DONE:
        return Status.NOT_KEPT
    if verdict is Verdict.NOT_KEPT:
        return Status.DISAGREE
    if told is Told.NOT_YET:
        return Status.NOT_DUE
    if verdict is None:
        return Status.NOT_VERIFIED
    whole = told is Told.DONE and verdict is Verdict.KEPT
    return Status.KEPT if whole else Status.PARTLY_KEPT


def heard_of(*, kept: int, partly: int, not_kept: int, least: int = LEAST) -> Heard | None:
    """What residents say together; None where fewer than `least` said anything.

    Kept if more than half say kept; not kept if more than half say not; partly otherwise. Those
    who don't know are left out before.

    Examples:
        >>> heard_of(kept=12, partly=3, not_kept=5).verdict.value
        'kept'
        >>> heard_of(kept=5, partly=4, not_kept=0) is None
        True
    """
    base = kept + partly + not_kept
    if base < max(least, 1):
        return None
    if 2 * kept > base:
        verdict = Verdict.KEPT
    elif 2 * not_kept > base:
        verdict = Verdict.NOT_KEPT
    else:
        verdict = Verdict.PARTLY
    return Heard(verdict, base, kept / base, share_interval(kept / base, base))


def periods_of(
    *, start: date, months: int, within: int, until: date, end: date | None = None
) -> list[Period]:
    """The periods that began by `until`, the oldest first; the last one ends by `end` if given.

    Args:
        start: the day on which the commitment takes effect.
        months: how long a period is.
        within: days after a period's end by which its report is due.
        until: the last day on which a period may begin.
        end: the last day on which the commitment holds, if it doesn't hold on.

    Examples:
        >>> one = periods_of(start=date(2025, 1, 31), months=6, within=30, until=date(2025, 2, 1))
        >>> one[0].last, one[0].due
        (datetime.date(2025, 7, 30), datetime.date(2025, 8, 29))
    """
    found: list[Period] = []
    stop = min(until, end) if end else until
    first = start
    while first <= stop:
        following = _later(start, months * (len(found) + 1))
        last = following - timedelta(days=1)
        last = min(last, end) if end else last
        found.append(Period(first, last, last + timedelta(days=within)))
        first = following
    return found


def standing_of(newest_first: Iterable[Status]) -> Status:
    """Where a commitment stands now: the newest period that says anything.

    What isn't due says nothing, unless there is nothing else.

    Examples:
        >>> standing_of([Status.NOT_DUE, Status.KEPT, Status.DISAGREE]).value
        'kept'
        >>> standing_of([]).value
        'not-due'
    """
    said = (one for one in newest_first if one is not Status.NOT_DUE)
    return next(said, Status.NOT_DUE)


def _later(day: date, months: int) -> date:
    """So many months later, on the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
