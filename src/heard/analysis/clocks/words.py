"""How dates, lengths and lines are put into words, in English or through a translation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from heard.analysis.clocks.rules import Limit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONDON = ZoneInfo("Europe/London")


def gettext_noop(text: str) -> str:
    """The text itself, marked for those who gather what is to be translated."""
    return text


@dataclass(frozen=True, slots=True)
class Phrase:
    """A value that is itself to be translated, such as a bank holiday's name."""

    text: str


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with what it is called, such as Thu 25 Dec 2025 (Christmas Day)."""

    day: date
    name: str


_WEEKDAYS = (
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)
_MONTHS = (
    gettext_noop("Jan"),
    gettext_noop("Feb"),
    gettext_noop("Mar"),
    gettext_noop("Apr"),
    gettext_noop("May"),
    gettext_noop("Jun"),
    gettext_noop("Jul"),
    gettext_noop("Aug"),
    gettext_noop("Sep"),
    gettext_noop("Oct"),
    gettext_noop("Nov"),
    gettext_noop("Dec"),
)
_LENGTHS = {
    "working-days": (gettext_noop("%(n)d working day"), gettext_noop("%(n)d working days")),
    "days": (gettext_noop("%(n)d day"), gettext_noop("%(n)d days")),
    "weeks": (gettext_noop("%(n)d week"), gettext_noop("%(n)d weeks")),
    "hours": (gettext_noop("%(n)d hour"), gettext_noop("%(n)d hours")),
}
_AT_TIME = gettext_noop("%(day)s at %(time)s")


@lru_cache(maxsize=8192)  # a case's few moments are asked for again and again
def london_day(at: datetime) -> date:
    """The day on which a moment fell in England."""
    return at.astimezone(LONDON).date()


def say(text: str, values: Mapping[str, object], translate: Callable[[str], str] = str) -> str:
    """A line with its values put in.

    Examples:
        >>> say("Due by the end of %(day)s.", {"day": date(2026, 1, 6)})
        'Due by the end of Tue 6 Jan 2026.'
    """
    return translate(text) % {name: _value(value, translate) for name, value in values.items()}


def _value(value: object, translate: Callable[[str], str]) -> object:
    """One value in words."""
    match value:
        case datetime():
            local = value.astimezone(LONDON)
            # the two hours called 01:30 in October are told apart by their names
            time = f"{local:%H:%M %Z}" if _is_twice(local) else f"{local:%H:%M}"
            day = _value(local.date(), translate)
            return translate(_AT_TIME) % {"day": day, "time": time}
        case date():
            weekday = translate(_WEEKDAYS[value.weekday()])
            return f"{weekday} {value.day} {translate(_MONTHS[value.month - 1])} {value.year}"
        case Limit(number, unit):
            return translate(_LENGTHS[unit][number != 1]) % {"n": number}
        case Phrase(text):
            return translate(text)
        case NamedDay(day, name):
            said = _value(day, translate)
            return f"{said} ({translate(name)})" if name else said
        case tuple():
            parts = cast("tuple[object, ...]", value)
            return ", ".join(str(_value(part, translate)) for part in parts)
        case _:
            return value


def _is_twice(local: datetime) -> bool:
    """Whether the clock showed this time twice, when it went back."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
