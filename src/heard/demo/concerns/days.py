"""Moments in England: office hours, working days, evenings at home."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from heard.analysis.clocks.bank_holidays import bank_holidays_by_rule

if TYPE_CHECKING:
    from datetime import date

    from heard.demo.concerns.luck import Luck

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
SATURDAY = 5
OPENS, CLOSES = 9, 17
WAKES, SLEEPS = 7, 23


@cache
def is_worked(day: date) -> bool:
    """Whether offices in England are open."""
    return day.weekday() < SATURDAY and day not in bank_holidays_by_rule(day.year)


def day_of(at: datetime) -> date:
    """The day in England."""
    return at.astimezone(LONDON).date()


def moment(day: date, hour: int, minute: int) -> datetime:
    """A time of a day in England."""
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)


def worked_later(day: date, days: int) -> date:
    """So many working days later; 0 is the day itself, or the next that is worked."""
    while not is_worked(day):
        day += DAY
    for _ in range(days):
        day += DAY
        while not is_worked(day):
            day += DAY
    return day


def in_office(at: datetime, days: int, luck: Luck) -> datetime:
    """A time in office hours so many working days later, always after `at`."""
    day = worked_later(day_of(at), days)
    found = moment(day, luck.number(OPENS, CLOSES - 1), luck.number(0, 59))
    if found > at:
        return found
    soon = at + timedelta(minutes=luck.number(4, 45))
    if day_of(soon) == day and soon.astimezone(LONDON).hour < CLOSES:
        return soon
    return in_office(moment(worked_later(day + DAY, 0), OPENS - 1, 59), 0, luck)


def at_home(at: datetime, days: int, luck: Luck) -> datetime:
    """A time at which somebody at home writes, so many days later, always after `at`."""
    day = day_of(at) + days * DAY
    found = moment(day, luck.number(WAKES, SLEEPS - 1), luck.number(0, 59))
    return found if found > at else at + timedelta(minutes=luck.number(9, 200))
