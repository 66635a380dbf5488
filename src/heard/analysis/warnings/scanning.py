"""How unusual each series' last period is, at every level."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from heard.analysis.arrays import normal_below
from heard.analysis.clocks.bank_holidays import bank_holidays_by_rule
from heard.analysis.warnings.echo import Echo
from heard.analysis.warnings.forecast import steps
from heard.analysis.warnings.levels import levels_of
from heard.analysis.warnings.seasons import holiday_factors, seasons
from heard.analysis.warnings.tails import deviate, middle_p, smoothed, usual_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from heard.analysis.arrays import Floats
    from heard.analysis.cells import Cells
    from heard.analysis.warnings.forecast import Step
    from heard.analysis.warnings.levels import Named
    from heard.analysis.warnings.types import Whole

Period = Literal["week", "month"]
PER_YEAR: Mapping[str, int] = {"week": 52, "month": 12}
KEPT: Mapping[str, float] = {"week": 0.5, "month": 0.2}
"""Weight of a period beside that of the next: about three weeks, or two months, matter."""
_BACK = 8  # deviates further back weigh less than 0.5**8
_USUAL = 0.95
_KNOWN_ENOUGH = 0.2  # a period of which less has come in yet is held back


@dataclass(frozen=True, slots=True)
class Found:
    """What a level's series counted in one period beside what was expected, each shape (n,).

    `series` are positions in the level. `score` is a standard normal deviate of this period and
    the few before it, `p` how often chance gives so high a one; both are NaN for a period held
    back. `variance` is of the rate: counts are negative binomial.
    """

    named: Named
    period: int
    series: Whole
    observed: Floats
    expected: Floats
    variance: Floats
    score: Floats
    p: Floats

    def chosen(self, which: Whole) -> Found:
        """The same of some of the series."""
        return Found(
            self.named,
            self.period,
            self.series[which],
            self.observed[which],
            self.expected[which],
            self.variance[which],
            self.score[which],
            self.p[which],
        )

    def ranges(self) -> tuple[Floats, Floats]:
        """Between which counts 95 of 100 such periods would lie, each shape (n,)."""
        return usual_range(self.expected, self.variance, _USUAL)


def scan(
    cells: Cells,
    *,
    by: Period,
    parents: Mapping[str, str] | None = None,
    share: Floats | None = None,
) -> tuple[Found, ...]:
    """How unusual the last period of every series is, level by level.

    Args:
        cells: counts to the period that is asked about.
        by: what the periods are.
        parents: the ward or estate of each place, by name.
        share: how much of each period has come in, 0-1, shape (periods,); all of it unless given.

    Returns:
        A `Found` for each level, all its series in it; nothing where there are no cells.

    Examples:
        >>> from datetime import date
        >>> from heard.analysis.cells import Cells
        >>> months = [date(2024 + m // 12, m % 12 + 1, 1) for m in range(18)]
        >>> rows = np.arange(18)
        >>> none = np.zeros(18, dtype=np.int64)
        >>> counts = np.array([2] * 17 + [9])
        >>> names = (("Elm House",), ("",), ("Damp",))
        >>> found = scan(Cells(none, none, none, rows, counts, *names, tuple(months)), by="month")
        >>> [(one.named.name, bool(one.p[0] < 0.01)) for one in found]
        [('place', True)]

    References:
        See `steps` for the forecasts, `middle_p` for the tails and `smoothed` for time.
    """
    last = len(cells.periods) - 1
    return next(walk(cells, by=by, first=last, parents=parents, share=share), ())


def walk(
    cells: Cells,
    *,
    by: Period,
    first: int,
    parents: Mapping[str, str] | None = None,
    share: Floats | None = None,
) -> Iterator[tuple[Found, ...]]:
    """What `scan` would have said at each period from `first` on, in one walk.

    It holds for counts that came in at once; with late entry each date is scanned from what was
    known then (`replays`).
    """
    if not len(cells.place):
        return
    whole = np.ones(len(cells.periods)) if share is None else share
    levels = levels_of(cells, parents)
    walks = [_Walk(one, cells.periods, by, whole) for one in levels]
    for period in range(len(cells.periods)):
        near = period >= first - _BACK
        found = [one.step(near=near, asked=period >= first) for one in walks]
        if period >= first:
            yield tuple(one for one in found if one is not None)


class _Walk:
    """One level's walk with its last few deviates."""

    def __init__(self, named: Named, periods: Sequence[date], by: Period, share: Floats) -> None:
        self.named = named
        self.share = share
        self.kept = KEPT[by]
        self.steps = steps(named.level, _calendar(named, periods, by), PER_YEAR[by], share)
        self.deviates: deque[Floats] = deque(maxlen=_BACK + 1)
        self.echo = Echo()

    def step(self, *, near: bool, asked: bool) -> Found | None:
        step = next(self.steps)
        self.echo.learn(step)
        if near:
            self.deviates.append(self._deviates(step))
        return self._found(step) if asked else None

    def _deviates(self, step: Step) -> Floats:
        if self.share[step.period] < _KNOWN_ENOUGH:
            return np.full(len(step.observed), np.nan)
        tails = middle_p(step.observed, step.expected, step.variance)
        return np.where(step.known, deviate(tails), np.nan)

    def _found(self, step: Step) -> Found:
        series = np.flatnonzero(step.known)
        recent = np.stack(self.deviates)[:, series]
        score = np.where(
            np.isnan(recent[-1]), np.nan, smoothed(recent, self.kept) / self.echo.width(self.kept)
        )
        return Found(
            named=self.named,
            period=step.period,
            series=series,
            observed=step.observed[series],
            expected=step.expected[series],
            variance=step.variance[series],
            score=score,
            p=normal_below(-score),
        )


def _calendar(named: Named, periods: Sequence[date], by: Period) -> Floats:
    """Seasons and bank holidays of each category, shape (categories, periods)."""
    totals = named.level.totals()
    factors = seasons(totals, PER_YEAR[by])
    if by == "week":
        factors = factors * holiday_factors(totals.sum(axis=0), days_off(periods))
    return factors


def days_off(weeks: Sequence[date]) -> Floats:
    """Bank holidays in each week, shape (weeks,).

    Examples:
        >>> from datetime import date
        >>> days_off([date(2025, 12, 15), date(2025, 12, 22)]).tolist()
        [0.0, 2.0]
    """
    first = np.array(weeks, dtype="datetime64[D]")
    found = np.zeros(len(first))
    if len(weeks):
        for year in range(weeks[0].year, weeks[-1].year + 2):
            days = np.array(sorted(bank_holidays_by_rule(year)), dtype="datetime64[D]")
            at = np.searchsorted(first, days, side="right") - 1
            near = (at >= 0) & (days - first[np.maximum(at, 0)] < np.timedelta64(7, "D"))
            np.add.at(found, at[near], 1.0)
    return found
