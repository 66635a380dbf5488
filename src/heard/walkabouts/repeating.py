"""On which days something falls that comes round every so many months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS, _WEEK = 12, 7
_SHORTEST = 28


def repeated_days(first: date, every: int, until: date) -> Iterator[date]:
    """The first day and those that follow every `every` months, up to and with `until`.

    Each is on the first day's day of the week, as near as can be to its day of the month: those
    who come on Tuesdays keep coming on Tuesdays.

    Examples:
        >>> [str(day) for day in repeated_days(date(2026, 1, 31), 1, date(2026, 4, 30))]
        ['2026-01-31', '2026-02-28', '2026-03-28']
        >>> [str(day) for day in repeated_days(date(2026, 3, 3), 3, date(2026, 12, 31))]
        ['2026-03-03', '2026-06-02', '2026-09-01', '2026-12-01']
    """
    step = 0
    while (day := _near(first, step * every)) <= until:
        yield day
        step += 1


def _near(first: date, months: int) -> date:
    """So many months on, moved to the same day of the week by three days at most."""
    years, month = divmod(first.month - 1 + months, _MONTHS)
    start = date(first.year + years, month + 1, min(first.day, _SHORTEST))
    same = start + timedelta(days=first.day - start.day)
    if same.month != start.month:  # the month is too short
        same -= timedelta(days=same.day)
    ahead = (first.weekday() - same.weekday()) % _WEEK
    return same + timedelta(days=ahead if ahead <= _WEEK // 2 else ahead - _WEEK)
