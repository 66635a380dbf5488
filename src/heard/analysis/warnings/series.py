"""Series of one level, such as place by category, in the order in which a forecast walks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.types import Whole


@dataclass(frozen=True, slots=True)
class Rows:
    """Counts of a level before they are series, each shape (m,)."""

    unit: Whole
    category: Whole
    period: Whole
    count: Whole


@dataclass(frozen=True, slots=True)
class Level:
    """All series of one level: counts by unit (a place, a landlord …), category and period.

    `unit` and `category`, shape (n,), say what each series is of; `seen` in which period it
    first had a row; `opened` in which its unit first had one. `row`, `count` and `start` hold
    the counts by period: those of period t stand from `start[t]` to `start[t + 1]`, `row` being
    the series. `above`, shape (units,), is the unit's parent, from whom a new one borrows.
    """

    unit: Whole
    category: Whole
    seen: Whole
    opened: Whole
    row: Whole
    count: Floats
    start: Whole
    above: Whole
    categories: int
    periods: int

    def counts(self, period: int) -> Floats:
        """What each series counted in a period, shape (n,)."""
        rows = slice(self.start[period], self.start[period + 1])
        found = np.zeros(len(self.unit))
        found[self.row[rows]] = self.count[rows]
        return found

    def totals(self) -> Floats:
        """Counts by category and period, shape (categories, periods)."""
        when = np.repeat(np.arange(self.periods), np.diff(self.start))
        found = np.bincount(
            self.category[self.row] * self.periods + when,
            weights=self.count,
            minlength=self.categories * self.periods,
        )
        return np.asarray(found.reshape(self.categories, self.periods), dtype=np.float64)


def level_of(rows: Rows, *, categories: int, periods: int, above: Whole) -> Level:
    """The series that any row belongs to, rows of the same series and period added up.

    Args:
        rows: counts; units are positions in `above`, categories under `categories`.
        categories: how many there are.
        periods: how many there are, each row's lying under it.
        above: each unit's parent, shape (units,); all 0 where there is none.
    """
    keys = rows.unit * categories + rows.category
    series, row = np.unique(keys, return_inverse=True)
    cell = rows.period * len(series) + row
    cells, back = np.unique(cell, return_inverse=True)
    count = np.bincount(back, weights=rows.count, minlength=len(cells))
    when, which = np.divmod(cells, max(len(series), 1))
    unit, category = np.divmod(series, categories)
    seen = np.full(len(series), periods)
    np.minimum.at(seen, which, when)
    opened = np.full(len(above), periods)
    np.minimum.at(opened, unit, seen)
    return Level(
        unit=unit,
        category=category,
        seen=seen,
        opened=opened[unit],
        row=which,
        count=np.asarray(count, dtype=np.float64),
        start=np.searchsorted(when, np.arange(periods + 1)),
        above=above,
        categories=categories,
        periods=periods,
    )
