"""Figures, ranges, changes and places in words."""

from __future__ import annotations

from math import inf
from typing import Literal

from django.utils.translation import gettext, pgettext

from heard.measures.charts.scales import known

Unit = Literal["share", "rate"]
_HALF = 0.5  # of a point; less would be rounded to nought
MINUS = "\N{MINUS SIGN}"
LIMITS: dict[Unit, tuple[float, float]] = {"share": (0.0, 1.0), "rate": (0.0, inf)}


def figure(value: float, unit: Unit, digits: int | None = None) -> str:
    """A figure with its unit: "62%", or "41.3" per 1,000 homes."""
    places = (0 if unit == "share" else 1) if digits is None else digits
    text = f"{(value * 100 if unit == 'share' else value):,.{places}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.replace("-", MINUS) + ("%" if unit == "share" else "")


def interval(low: float | None, high: float | None, unit: Unit) -> str:
    """A range: "58% to 66%"; empty where there is none."""
    low, high = known(low), known(high)
    if low is None or high is None:
        return ""
    return gettext("%(low)s to %(high)s") % {"low": figure(low, unit), "high": figure(high, unit)}


def not_published(reason: str) -> str:
    """Says that there is no figure, and why."""
    if reason:
        return gettext("Not published: %(reason)s") % {"reason": reason}
    return gettext("Not published")


def points(amount: float, unit: Unit, digits: int | None = None) -> str:
    """How much a figure moved, without its direction: "3 points", "4.1"."""
    text = figure(abs(amount), unit, digits).removesuffix("%")
    if unit == "rate":
        return text
    name = gettext("point") if text == "1" else gettext("points")
    return f"{text} {name}"


def change(amount: float, low: float | None, high: float | None, unit: Unit) -> tuple[str, str]:
    """What can be said of a change, and its likely range.

    A change whose range holds nought can't be told from chance, and isn't called up or down.
    """
    low, high = known(low), known(high)
    moved = _moved(amount, unit)
    if low is None or high is None:
        return moved, gettext("likely range not known")
    span = _span(low, high, unit)
    if low <= 0 <= high:
        return gettext("No clear change"), span
    return moved, span


def _moved(amount: float, unit: Unit) -> str:
    """Up or down by how much."""
    text = points(amount, unit)
    if text.split()[0].strip("0.,") == "":
        return gettext("No change")
    return (gettext("Up %(amount)s") if amount > 0 else gettext("Down %(amount)s")) % {
        "amount": text
    }


def _span(low: float, high: float, unit: Unit) -> str:
    """The likely range of a change, in the direction it goes."""
    small = min(abs(low), abs(high)) * (100 if unit == "share" else 1)
    digits = None if small >= _HALF else 1
    near, far = sorted((abs(low), abs(high))) if low > 0 or high < 0 else (low, high)
    words = {"low": points(near, unit, digits).split()[0], "high": points(far, unit, digits)}
    if low > 0 or high < 0:
        return pgettext("range of a change", "%(low)s to %(high)s") % words
    return gettext("down %(low)s to up %(high)s") % words


def ordinal(place: int) -> str:
    """A place in a ranking: 1st, 2nd, 3rd, 4th."""
    if place % 100 in {11, 12, 13}:
        return pgettext("place", "%(n)sth") % {"n": place}
    match place % 10:
        case 1:
            return pgettext("place", "%(n)sst") % {"n": place}
        case 2:
            return pgettext("place", "%(n)snd") % {"n": place}
        case 3:
            return pgettext("place", "%(n)srd") % {"n": place}
    return pgettext("place", "%(n)sth") % {"n": place}


def place(low: int, high: int, of: int) -> str:
    """A rank with its interval: "between 120th and 190th of 353"."""
    if low == high:
        return gettext("%(place)s of %(of)s") % {"place": ordinal(low), "of": of}
    return gettext("between %(low)s and %(high)s of %(of)s") % {
        "low": ordinal(low),
        "high": ordinal(high),
        "of": of,
    }
