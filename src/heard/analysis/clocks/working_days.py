"""Which days are worked, and how they are counted."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from heard.analysis.clocks.bank_holidays import bank_holidays_by_rule

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, eq=False)
class WorkingCalendar:
    """Working days of England: Monday to Friday, without bank holidays.

    Inside `first` to `last` the days off are those in `holidays`; outside, those that the law
    sets by rule. Days after `announced` can still change, so a sum that reaches them is
    provisional. Equal only to itself, so that it can be a key for what was worked out with it.
    """

    holidays: frozenset[date]
    first: date
    last: date
    announced: date
    names: Mapping[date, str] = field(default_factory=dict[date, str])

    def is_working(self, day: date) -> bool:
        """Whether a day counts as a working day."""
        return day.weekday() < _SATURDAY and not self.is_holiday(day)

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a bank holiday."""
        if self.first <= day <= self.last:
            return day in self.holidays
        return day in bank_holidays_by_rule(day.year)

    def add(self, day: date, number: int) -> date:
        """The working day that is `number` working days after `day`, which is day 0.

        The first working day after `day` is day 1, whether or not `day` is worked. Nought days
        after a day is the day itself.

        Examples:
            >>> calendar = calendar_by_rule()
            >>> str(calendar.add(date(2025, 12, 19), 10))
            '2026-01-07'
        """
        if number <= 0:
            return day
        days = _ordinals(self)
        place = bisect_right(days, day.toordinal()) + number - 1
        if days[0] <= day.toordinal() and place < len(days):
            return date.fromordinal(days[place])
        while number:
            day += _DAY
            number -= self.is_working(day)
        return day

    def count(self, after: date, until: date) -> int:
        """Working days after one day, up to and including another; negative if it lies before.

        Examples:
            >>> calendar_by_rule().count(date(2026, 4, 2), date(2026, 4, 7))
            1
        """
        if until < after:
            return -self.count(until, after)
        days = _ordinals(self)
        if days[0] <= after.toordinal() and until.toordinal() <= days[-1]:
            return bisect_right(days, until.toordinal()) - bisect_right(days, after.toordinal())
        length = (until - after).days
        return sum(self.is_working(after + _DAY * step) for step in range(1, length + 1))

    def holidays_between(self, after: date, until: date) -> tuple[date, ...]:
        """Bank holidays on weekdays after one day, up to and including another."""
        years = range(after.year, until.year + 1)
        known = (day for year in years for day in _by_year(self, year))
        return tuple(day for day in known if after < day <= until)


@lru_cache(maxsize=16)
def _ordinals(calendar: WorkingCalendar) -> tuple[int, ...]:
    """Every working day that the calendar knows, as numbers in order, to search by halving."""
    span = range(calendar.first.toordinal(), calendar.last.toordinal() + 1)
    return tuple(day for day in span if calendar.is_working(date.fromordinal(day)))


@lru_cache(maxsize=1024)
def _by_year(calendar: WorkingCalendar, year: int) -> tuple[date, ...]:
    """A year's bank holidays on weekdays, in order."""
    known = calendar.holidays | bank_holidays_by_rule(year)
    return tuple(
        day
        for day in sorted(known)
        if day.year == year and day.weekday() < _SATURDAY and calendar.is_holiday(day)
    )


@lru_cache(maxsize=1)
def calendar_by_rule() -> WorkingCalendar:
    """England's calendar without any one-off day, which nothing has announced: for examples."""
    holidays = frozenset(day for year in range(2015, 2036) for day in bank_holidays_by_rule(year))
    return WorkingCalendar(
        holidays, date(2015, 1, 1), date(2035, 12, 31), announced=date(2035, 12, 31)
    )
