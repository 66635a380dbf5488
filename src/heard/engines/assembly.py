"""Cells and entries from groups that an engine counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.cells import Cells
from heard.engines.contract import Entries
from heard.engines.texts import next_first_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_MOST = 2**62


@dataclass(frozen=True, slots=True)
class Groups:
    """Counts by names, period and period of entry: columns of equal length.

    `place`, `landlord` and `category` are positions in the names, which are in order; `period` and
    `known` are first days of periods as `date.toordinal` has them.
    """

    place: NDArray[np.int64]
    landlord: NDArray[np.int64]
    category: NDArray[np.int64]
    period: NDArray[np.int64]
    known: NDArray[np.int64]
    count: NDArray[np.int64]
    places: Sequence[str]
    landlords: Sequence[str]
    categories: Sequence[str]


def assembled(
    groups: Groups, last: date | None, by: str, *, entered: bool
) -> tuple[Cells, Entries | None]:
    """Cells in order and, where the table says when rows were entered, the entries."""
    place, places = _used(groups.place, groups.places)
    landlord, landlords = _used(groups.landlord, groups.landlords)
    category, categories = _used(groups.category, groups.categories)
    periods = tuple(_periods(groups.period, last, by))
    firsts = np.array([one.toordinal() for one in periods], dtype=np.int64)
    period = np.searchsorted(firsts, groups.period)
    sizes = (len(places), len(landlords), len(categories), len(periods))
    order, first, parts = _cells((place, landlord, category, period), sizes)
    count = np.add.reduceat(groups.count[order], np.flatnonzero(first)) if len(order) else order
    place, landlord, category, period = parts
    count = count.astype(np.int64, copy=False)
    cells = Cells(place, landlord, category, period, count, places, landlords, categories, periods)
    if not entered:
        return cells, None
    cell = np.cumsum(first) - 1
    known = np.searchsorted(firsts, groups.known)[order]
    within = np.lexsort((known, cell))
    return cells, Entries(cell[within], known[within], groups.count[order][within])


def _used(at: NDArray[np.int64], names: Sequence[str]) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Positions among the names that are used, and those names."""
    use = np.bincount(at, minlength=len(names)) > 0 if len(at) else np.zeros(len(names), dtype=bool)
    return (np.cumsum(use) - 1)[at], tuple(names[one] for one in np.flatnonzero(use).tolist())


def _cells(
    parts: tuple[NDArray[np.int64], ...], sizes: tuple[int, ...]
) -> tuple[NDArray[np.int64], NDArray[np.bool_], list[NDArray[np.int64]]]:
    """The order of groups by cell, which of them in this order start a cell, and these cells."""
    if prod(map(float, sizes)) >= _MOST:
        order = np.lexsort(parts[::-1])
        ordered = [part[order] for part in parts]
        first = np.zeros(len(order), dtype=bool)
        first[:1] = True
        for part in ordered:
            first[1:] |= part[1:] != part[:-1]
        return order, first, [part[first] for part in ordered]
    key = np.ravel_multi_index(parts, sizes) if len(parts[0]) else parts[0]
    order = np.argsort(key)  # one number for each cell sorts ten times faster than four
    key = key[order]
    first = np.concatenate([np.ones(min(1, len(key)), dtype=bool), key[1:] != key[:-1]])
    whole = np.unravel_index(key[first], sizes) if len(key) else parts
    return order, first, [part.astype(np.int64, copy=False) for part in whole]


def _periods(firsts: NDArray[np.int64], last: date | None, by: str) -> Iterator[date]:
    if not len(firsts) or last is None:
        return
    day = date.fromordinal(int(firsts.min()))
    while day <= last:
        yield day
        day = next_first_day(day, by)
