"""From how unusual everything is to a short list, each happening on it once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heard.analysis.warnings.budget import discoveries
from heard.analysis.warnings.levels import CATEGORY, LANDLORD, PARENT, PLACE
from heard.analysis.warnings.tails import middle_p

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from heard.analysis.warnings.scanning import Found

CHANCE = 0.2
"""Share of warnings that may be chance: one in five."""
SELDOM = 0.01
"""No warning is given of what chance gives as often as this, however few series there are."""
_STILL = 0.05  # what is left over of a warning is unusual still at this tail
_ORDER = (PLACE, PARENT, LANDLORD, CATEGORY)


class About(NamedTuple):
    """What a series is of; None where it is of all."""

    place: str | None
    landlord: str | None
    category: str | None


@dataclass(frozen=True, slots=True)
class Warned:
    """One series in one period: what was counted beside what was to be expected.

    `low` and `high` hold 95 of 100 such periods. `score` is a standard normal deviate over this
    period and the few before it, `p` its tail; None for a period of which too little has come in.
    `parts` are warnings that this one explains.
    """

    place: str | None
    landlord: str | None
    category: str | None
    period: date
    observed: int
    expected: float
    low: int
    high: int
    score: float | None
    p: float | None
    level: str
    variance: float = 0.0
    parts: tuple[About, ...] = ()

    @property
    def about(self) -> About:
        """Place, landlord and category."""
        return About(self.place, self.landlord, self.category)


def rows_of(found: Iterable[Found], periods: Sequence[date]) -> Iterator[Warned]:
    """Every series of every level as a row of its own."""
    for one in found:
        low, high = one.ranges()
        columns = (one.series, one.observed, one.expected, low, high, one.score, one.p)
        whole = zip(*(column.tolist() for column in columns), one.variance.tolist(), strict=True)
        for series, observed, expected, least, most, score, p, variance in whole:
            place, landlord, category = one.named.about(series)
            unknown = score != score  # noqa: PLR0124 - NaN
            yield Warned(
                place,
                landlord,
                category,
                periods[one.period],
                round(observed),
                expected,
                round(least),
                round(most),
                None if unknown else score,
                None if unknown else p,
                one.named.name,
                variance,
            )


def under(found: Iterable[Found], rate: float) -> tuple[Found, ...]:
    """Series whose tail is under a false-alarm rate, level by level."""
    return tuple(one.chosen(np.flatnonzero(one.p < rate)) for one in found)


def chosen(
    found: Sequence[Found],
    periods: Sequence[date],
    *,
    most: int,
    chance: float = CHANCE,
    parents: Mapping[str, str] | None = None,
) -> list[Warned]:
    """The warnings to follow up, at most `most`, the most unusual first.

    At each level so many are taken that a share `chance` of them is expected to be chance, and
    none that chance gives as often as once in a hundred periods. Of
    a place and its parents, landlord and totals one warning stands for one happening:
    the wider one if the narrower one has only its share of it, else the narrower one, and the
    wider one as well only if it is unusual without it.

    References:
        Benjamini & Hochberg (1995), JRSS B 57(1), 289-300; by level, Efron (2008), Annals of
        Applied Statistics 2(1), 197-223.
    """
    believed = [discoveries(one.p, chance) & (one.p < SELDOM) for one in found]
    taken = [one.chosen(np.flatnonzero(which)) for one, which in zip(found, believed, strict=True)]
    listed = sorted(rows_of(taken, periods), key=_rank)
    return merged(listed[: most * 20], parents or {})[:most]


def _rank(one: Warned) -> tuple[float, str, str, str, str]:
    names = (one.level, one.place or "", one.landlord or "", one.category or "")
    return (-(one.score or 0.0), *names)


def merged(warnings: Sequence[Warned], parents: Mapping[str, str]) -> list[Warned]:
    """The same happenings, each told once at the level that explains it best, in their order."""
    kept = list(warnings)
    for wide in sorted(warnings, key=_width, reverse=True):
        inside = [one for one in kept if one is not wide and _within(one, wide, parents)]
        parts = [one for one in inside if _only_its_share(one, wide)]
        if parts:
            kept = [one for one in kept if one not in parts]
            swap = replace(wide, parts=tuple(one.about for one in parts))
            kept = [swap if one == wide else one for one in kept]
    for wide in sorted(kept, key=_width, reverse=True):
        inside = [one for one in kept if one != wide and _within(one, wide, parents)]
        if inside and not unusual_without(wide, inside):
            kept = [one for one in kept if one != wide]
    return kept


def _width(one: Warned) -> tuple[int, bool]:
    base = one.level.removesuffix("-total")
    return (_ORDER.index(base) if base in _ORDER else len(_ORDER), one.category is None)


def _within(one: Warned, wide: Warned, parents: Mapping[str, str]) -> bool:
    """Whether all that one counts is counted by the other too."""
    if _width(one) >= _width(wide) or wide.category not in (None, one.category):
        return False
    if wide.landlord is not None and wide.landlord != one.landlord:
        return False
    at = (one.place, parents.get(one.place or ""))
    return wide.place is None or wide.place in at


def _only_its_share(one: Warned, wide: Warned) -> bool:
    """Whether a series rose no more than the rest of what is about it."""
    rest = max(wide.expected - one.expected, 1e-6)
    rise = max(1.0, (wide.observed - one.observed + 1) / (rest + 1))
    return _tail(one.observed, one.expected * rise, one.variance) > _STILL


def unusual_without(wide: Warned, inside: Sequence[Warned]) -> bool:
    """Whether a series is unusual without what its parts had too much of."""
    own = [one for one in inside if not any(_same(one, other) for other in inside)]
    surplus = sum(max(one.observed - one.expected, 0.0) for one in own)
    return _tail(wide.observed - surplus, wide.expected, wide.variance) <= _STILL


def _same(one: Warned, other: Warned) -> bool:
    """Whether another one counts all of this and more."""
    return _width(one) < _width(other) and _within(one, other, {})


def _tail(observed: float, expected: float, variance: float) -> float:
    found = middle_p(np.array([observed]), np.array([expected]), np.array([max(variance, 1e-9)]))
    return float(found[0])
