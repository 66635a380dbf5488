"""Rises that look like files being loaded rather than trouble."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.analysis.arrays import Floats
    from heard.analysis.cells import Cells
    from heard.analysis.warnings.choosing import Warned
    from heard.analysis.warnings.types import Truths

_BEFORE = 13  # periods that say what is usual
_TIMES = 3.0  # a load is so many times the usual, in counts and in series
_MORE = 10  # and so many more in each
_APART = 0.35  # its mix of categories differs from the usual by no more than this


@dataclass(frozen=True, slots=True)
class Load:
    """A landlord's cases that came all at once; `landlord` is a position, `usual` a median."""

    landlord: int
    count: int
    usual: float


def loads(cells: Cells, period: int) -> tuple[Load, ...]:
    """Landlords of whom a file seems to have been loaded in a period.

    Trouble is in some categories or places. A load is everywhere at once: several times the usual
    count, in several times the usual number of series, in the usual mix of categories.

    Args:
        cells: counts.
        period: the period looked at; up to 13 before it say what is usual.
    """
    found: list[Load] = []
    for landlord in np.unique(cells.landlord[cells.period == period]).tolist():
        load = _load(cells, cells.landlord == landlord, period, landlord)
        if load is not None:
            found.append(load)
    return tuple(found)


def _load(cells: Cells, own: Truths, period: int, landlord: int) -> Load | None:
    first = max(0, period - _BEFORE)
    before = own & (cells.period >= first) & (cells.period < period)
    now = own & (cells.period == period)
    size = period - first
    if not size or not before.any():
        return None
    at = cells.period[before] - first
    counts = np.bincount(at, weights=cells.count[before], minlength=size)
    series = np.bincount(at, minlength=size)
    usual = float(np.median(counts))
    count = int(cells.count[now].sum())
    many = count > _TIMES * usual + _MORE and now.sum() > _TIMES * np.median(series) + _MORE
    if many and _apart(_mix(cells, before), _mix(cells, now)) <= _APART:
        return Load(landlord, count, usual)
    return None


def _mix(cells: Cells, rows: Truths) -> Floats:
    counts = np.bincount(
        cells.category[rows], weights=cells.count[rows], minlength=len(cells.categories)
    )
    return np.asarray(counts / counts.sum(), dtype=np.float64)


def _apart(one: Floats, other: Floats) -> float:
    """Total variation distance: what share would have to change category."""
    return float(np.abs(one - other).sum() / 2)


def without_loads(listed: Sequence[Warned], cells: Cells, period: int) -> list[Warned]:
    """The warnings but for those that a file gave that was loaded in this period."""
    loaded = {cells.landlords[load.landlord] or None for load in loads(cells, period)}
    if not loaded:
        return list(listed)
    if len(cells.landlords) == 1:
        return []
    return [one for one in listed if one.landlord is not None and one.landlord not in loaded]
