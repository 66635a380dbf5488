"""When a length of time is over: working days, days, weeks and hours, with pauses left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from heard.analysis.clocks.words import LONDON, london_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from heard.analysis.clocks.happenings import Happening
    from heard.analysis.clocks.rules import Unit
    from heard.analysis.clocks.working_days import WorkingCalendar

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that isn't counted; still going on if it has no end."""

    since: datetime
    until: datetime | None


def end_of(day: date) -> datetime:
    """The last moment of a day in England."""
    return datetime.combine(day, time.max, LONDON).astimezone(UTC)


def pauses(later: Iterable[Happening]) -> tuple[Pause, ...]:
    """Times that aren't counted, joined where they overlap, oldest first.

    A pause ends with the resumption that gives its reason, with one that gives none, or on the
    date that it was to end by, whichever comes first.
    """
    going: dict[str, Happening] = {}
    found: list[tuple[datetime, datetime | None]] = []
    for fact in later:
        if fact.kind == "paused":
            _end_of_itself(going, found, fact.reason or "", fact.at)
            going.setdefault(fact.reason or "", fact)
        elif fact.kind == "resumed":
            for reason in [fact.reason] if fact.reason else list(going):
                pause = going.pop(reason, None)
                if pause is not None:
                    found.append((pause.at, min(fact.at, pause.until or fact.at)))
    found += [(pause.at, pause.until) for pause in going.values()]
    return _joined(found)


def _end_of_itself(
    going: dict[str, Happening],
    found: list[tuple[datetime, datetime | None]],
    reason: str,
    at: datetime,
) -> None:
    """Put away a pause that had ended by its own date when the next for that reason began."""
    pause = going.get(reason)
    if pause is not None and pause.until is not None and pause.until < at:
        found.append((pause.at, pause.until))
        del going[reason]


def _joined(spans: Iterable[tuple[datetime, datetime | None]]) -> tuple[Pause, ...]:
    """Overlapping times as one."""
    joined: list[Pause] = []
    for since, until in sorted(spans, key=lambda span: span[0]):
        last = joined[-1] if joined else None
        if last is not None and (last.until is None or since <= last.until):
            if last.until is not None and (until is None or until > last.until):
                joined[-1] = Pause(last.since, until)
        elif until is None or until > since:
            joined.append(Pause(since, until))
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Count:
    """How a clock counts: in which unit, with which calendar, without which times.

    A pause leaves out the day on which it begins and every day up to the one on which it ends;
    that one counts again. So a pause that ends on the day it began leaves nothing out. A pause
    that goes on is taken to end at `now`.
    """

    unit: Unit
    calendar: WorkingCalendar
    paused: Sequence[Pause]
    now: datetime

    def add(self, start: datetime, number: int) -> datetime:
        """The last moment of a length that starts then; the day it starts is day 0."""
        if self.unit == "hours":
            return self._add_hours(start, number)
        return end_of(self.add_days(london_day(start), number))

    def add_days(self, day: date, number: int) -> date:
        """The day that is so many counted days (or weeks) after a day."""
        number *= _WEEK if self.unit == "weeks" else 1
        worked = self.unit == "working-days"
        left_out = self.left_out(day)
        if not left_out:
            return self.calendar.add(day, number) if worked else day + _DAY * number
        while number > 0:
            day += _DAY
            if not _within(day, left_out) and (not worked or self.calendar.is_working(day)):
                number -= 1
        return day

    def left_out(self, after: date) -> list[tuple[date, date]]:
        """Days left out from a day on, each as its first day and the first that counts again."""
        spans = [
            (london_day(pause.since), london_day(pause.until or max(self.now, pause.since)))
            for pause in self.paused
        ]
        return [(since, until) for since, until in spans if until > since and until > after]

    def between(self, after: datetime, until: datetime) -> int:
        """Whole units from one moment to another; negative if it lies before.

        Days are counted after the first moment's day, up to and including the second's.
        """
        if self.unit == "hours":
            return int((until - after) / _HOUR)
        if self.unit == "working-days":
            return self.calendar.count(london_day(after), london_day(until))
        days = (london_day(until) - london_day(after)).days
        return int(days / _WEEK) if self.unit == "weeks" else days

    def _add_hours(self, start: datetime, number: int) -> datetime:
        """Hours that really pass, whatever clocks on the wall do in between."""
        due = start + timedelta(hours=number)
        for pause in self.paused:
            since, until = pause.since, pause.until or max(self.now, pause.since)
            if since <= due and until > start:
                due += until - max(since, start)
        return due


def _within(day: date, spans: Iterable[tuple[date, date]]) -> bool:
    """Whether a day is left out."""
    return any(since <= day < until for since, until in spans)
