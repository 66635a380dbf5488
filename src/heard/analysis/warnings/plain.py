"""The plain z-score that any method has to be better than, at the same levels."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.arrays import normal_below
from heard.analysis.warnings.levels import levels_of
from heard.analysis.warnings.scanning import PER_YEAR, Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from heard.analysis.arrays import Floats
    from heard.analysis.cells import Cells
    from heard.analysis.warnings.levels import Named
    from heard.analysis.warnings.scanning import Period

_ENOUGH = 3  # periods from which a deviation can be taken
_LEAST = 1e-9


def plain_walk(
    cells: Cells, *, by: Period, first: int, parents: Mapping[str, str] | None = None
) -> Iterator[tuple[Found, ...]]:
    """Each period's count less the mean of the year before it, over its standard deviation.

    A series that never varied has no z-score, and so no warning: `p` and `score` are NaN.
    """
    if not len(cells.place):
        return
    walks = [_Plain(one, PER_YEAR[by]) for one in levels_of(cells, parents)]
    for period in range(len(cells.periods)):
        found = tuple(one.step(period) for one in walks)
        if period >= first:
            yield found


class _Plain:
    """One level's last year of counts, with their sums."""

    def __init__(self, named: Named, year: int) -> None:
        self.named = named
        self.year = year
        self.past: deque[Floats] = deque()
        self.sums = np.zeros(len(named.level.unit))
        self.squares = np.zeros(len(named.level.unit))

    def step(self, period: int) -> Found:
        level = self.named.level
        observed = level.counts(period)
        series = np.flatnonzero(level.seen <= period)
        size = max(len(self.past), 1)
        mean = self.sums / size
        spread = np.maximum(self.squares - self.sums * mean, 0.0) / max(size - 1, 1)
        known = (spread > _LEAST) & (len(self.past) >= _ENOUGH)
        score = np.where(known, (observed - mean) / np.sqrt(np.maximum(spread, _LEAST)), np.nan)
        self._take_in(observed)
        extra = np.maximum(spread - mean, _LEAST) / np.maximum(mean, _LEAST) ** 2
        columns = (one[series] for one in (observed, mean, extra, score, normal_below(-score)))
        return Found(self.named, period, series, *columns)

    def _take_in(self, observed: Floats) -> None:
        self.past.append(observed)
        self.sums = self.sums + observed
        self.squares = self.squares + observed**2
        if len(self.past) > self.year:
            oldest = self.past.popleft()
            self.sums = self.sums - oldest
            self.squares = self.squares - oldest**2
