"""Weeks and months as scans count them. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

WEEK, MONTH = "week", "month"
_ENOUGH = {WEEK: 3, MONTH: 10}  # days of the last period that must have been lived through


def first_day(day: date, by: str) -> date:
    """The first day of the period that a day lies in.

    Examples:
        >>> from datetime import date
        >>> first_day(date(2026, 11, 29), "week")
        datetime.date(2026, 11, 23)
    """
    return day - timedelta(days=day.weekday()) if by == WEEK else day.replace(day=1)


def next_period(first: date, by: str) -> date:
    """The first day of the period after."""
    if by == WEEK:
        return first + timedelta(days=7)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def last_day(first: date, by: str) -> date:
    """The last day of a period."""
    return next_period(first, by) - timedelta(days=1)


def last_period(as_of: date, by: str) -> date:
    """The period to look at on a day: its own, once enough of it is over; else the one before.

    Examples:
        >>> from datetime import date
        >>> last_period(date(2026, 11, 24), "week"), last_period(date(2026, 11, 25), "week")
        (datetime.date(2026, 11, 16), datetime.date(2026, 11, 23))
    """
    first = first_day(as_of, by)
    if (as_of - first).days + 1 >= _ENOUGH[by]:
        return first
    return first_day(first - timedelta(days=1), by)


def lived(first: date, as_of: date, by: str) -> float:
    """How much of a period is over at the end of a day, 0-1."""
    length = (next_period(first, by) - first).days
    return min(1.0, max(0, (as_of - first).days + 1) / length)


def periods_between(first: date, last: date, by: str) -> tuple[date, ...]:
    """The first days of all periods from one to another."""
    found = []
    while first <= last:
        found.append(first)
        first = next_period(first, by)
    return tuple(found)
