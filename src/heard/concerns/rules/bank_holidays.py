"""England's working days, from the bank holidays that were proclaimed and those to come."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import holidays

from heard.analysis.clocks import WorkingCalendar
from heard.concerns.rules.loading import standard_bank_holidays

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST, LAST = date(2015, 1, 1), date(2035, 12, 31)
ANNOUNCED = date(2027, 12, 31)  # gov.uk/bank-holidays lists no later year that we have seen
_NAMES = {  # as gov.uk/bank-holidays calls them
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": "State Funeral of Queen Elizabeth II",
    "Coronation of Charles III": "Bank holiday for the coronation of King Charles III",
}


def england_calendar() -> WorkingCalendar:
    """Working days of England, 2015 to 2035, with any day off that the council added.

    Later days are worked out by rule; everything after the last announced year is provisional.

    References:
        https://www.gov.uk/bank-holidays, through the library `holidays`.
    """
    return _calendar(tuple(sorted(standard_bank_holidays().items())))


@lru_cache(maxsize=4)
def _calendar(added: tuple[tuple[date, str], ...]) -> WorkingCalendar:
    """The calendar with these days added; the same object for the same days."""
    names = {**_proclaimed(), **dict(added)}
    return WorkingCalendar(frozenset(names), FIRST, LAST, ANNOUNCED, names)


@lru_cache(maxsize=1)
def _proclaimed() -> Mapping[date, str]:
    """Bank holidays of England with their names."""
    years = range(FIRST.year, LAST.year + 1)
    found = holidays.country_holidays("GB", subdiv="ENG", years=years, language="en_GB")
    return {day: _name(name) for day, name in found.items()}


def _name(name: str) -> str:
    """What gov.uk calls a bank holiday."""
    plain = name.removesuffix(" (observed)")
    plain = _NAMES.get(plain, plain)
    return f"{plain} (substitute day)" if name.endswith("(observed)") else plain
