"""Bank holidays of England as the law sets them, for years that nobody has announced yet."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6


@lru_cache(maxsize=128)
def bank_holidays_by_rule(year: int) -> frozenset[date]:
    """Days off on weekdays in a year without one-offs, substitute days in place.

    One-off days (a coronation, a jubilee) and moved days are proclaimed and can't be foreseen.

    Examples:
        >>> [str(day) for day in sorted(bank_holidays_by_rule(2027))][-2:]
        ['2027-12-27', '2027-12-28']

    References:
        Banking and Financial Dealings Act 1971, schedule 1; Good Friday and Christmas Day are
        common law holidays. Substitute days are proclaimed each time a day falls on a weekend.
    """
    easter = easter_sunday(year)
    christmas = _weekday_from(date(year, 12, 25))
    boxing = _weekday_from(date(year, 12, 26))
    if boxing == christmas:
        boxing = _weekday_from(christmas + _DAY)
    if date(year, 12, 25).weekday() == _SUNDAY:  # then Boxing Day keeps Monday, Christmas Tuesday
        boxing, christmas = date(year, 12, 26), date(year, 12, 27)
    return frozenset(
        {
            _weekday_from(date(year, 1, 1)),
            easter - 2 * _DAY,
            easter + _DAY,
            _first_monday(date(year, 5, 1)),
            _first_monday(date(year, 5, 25)),
            _first_monday(date(year, 8, 25)),
            christmas,
            boxing,
        }
    )


def easter_sunday(year: int) -> date:
    """Western Easter, as the Gregorian calendar reckons it.

    Examples:
        >>> str(easter_sunday(2026))
        '2026-04-05'

    References:
        Meeus (1991), Astronomical Algorithms, chapter 8 (the anonymous Gregorian algorithm).
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century + 8) // 25
    epact = (19 * golden + century - leaps - (century - moon + 1) // 3 + 15) % 30
    fours, ones = divmod(of_century, 4)
    week = (32 + 2 * rest + 2 * fours - epact - ones) % 7
    late = (golden + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _weekday_from(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + _DAY * (7 - day.weekday() if day.weekday() > _FRIDAY else 0)


def _first_monday(day: date) -> date:
    """The first Monday on or after a day."""
    return day + _DAY * (-day.weekday() % 7)
