"""What each series was likely to count next, given only what came before: one walk over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.warnings.peers import Shocks
from heard.analysis.warnings.priors import Spread, prior_means

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.series import Level
    from heard.analysis.warnings.types import Truths

_WIDE = 3.0  # a count more than 3 deviations and 3 over its forecast tells peers no more than that
_FLOOR = 1e-6


@dataclass(frozen=True, slots=True)
class Step:
    """One period's counts beside their forecasts, each shape (n,).

    Counts are negative binomial about `expected`, their rate's squared coefficient of variation
    being `variance`. `known` are series that had a row by then.
    """

    period: int
    observed: Floats
    expected: Floats
    variance: Floats
    known: Truths


def steps(level: Level, calendar: Floats, memory: float, share: Floats) -> Iterator[Step]:
    """Walk the periods, forecasting each before taking it in.

    The rate of a series is a gamma that forgets: of its count and its exposure `1 - 1/memory` is
    kept a period. It starts from its unit's rate times its category's share, with the
    weight that the category's series deserve (`priors`). Exposure is the time of year and the
    calendar, times how series of the same category elsewhere, and of the same place in other
    categories, have just moved (`peers`): what moves them all isn't news of this one.

    Args:
        level: the series.
        calendar: factor by category and period, shape (categories, periods).
        memory: periods that count, about a year's.
        share: how much of each period has been counted, 0-1, shape (periods,).

    References:
        West, Harrison & Migon (1985), JASA 80(389), 73-83 (discounted gamma-Poisson).
        Clayton & Kaldor (1987), Biometrics 43(3), 671-681 (gamma prior by empirical Bayes).
        Held, Hofmann, Höhle & Schmid (2006), Biostatistics 7(3), 422-437 (neighbours' counts).
    """
    state = _State.new(level, keep=1 - 1 / memory)
    for period in range(level.periods):
        yield state.step(period, calendar[:, period], share[period])


@dataclass(slots=True)
class _State:
    level: Level
    keep: float
    counted: Floats  # each series' count, what is old kept in part
    exposed: Floats  # its exposure, likewise
    lasting: Floats  # the unit's periods, likewise
    spread: Spread
    alike: Shocks
    beside: Shocks

    @classmethod
    def new(cls, level: Level, *, keep: float) -> _State:
        size = len(level.unit)
        return cls(
            level=level,
            keep=keep,
            counted=np.zeros(size),
            exposed=np.zeros(size),
            lasting=np.zeros(len(level.above)),
            spread=Spread.new(level.categories),
            alike=Shocks.new(level.category, level.categories),
            beside=Shocks.new(level.unit, len(level.above)),
        )

    def step(self, period: int, calendar: Floats, share: float) -> Step:
        level = self.level
        observed = level.counts(period)
        known = level.seen <= period
        before = level.seen < period
        alive = level.opened <= period
        prior = prior_means(level, self.counted, self.lasting, before)
        weight = self.spread.weight[level.category]
        shape = weight + self.counted
        rate = shape / (weight / np.maximum(prior, _FLOOR) + self.exposed)
        season = calendar[level.category]
        plain = np.maximum(rate * season * share, _FLOOR)
        variance = 1 / shape + self.spread.extra[level.category]
        moved, expected, variance = self._peers(observed, plain, variance, before)
        step = Step(period, observed, expected, variance, known)
        self.spread.learn(step, 1 / shape, before, level.category)
        self.spread.weigh(self.counted, self.exposed * prior, before, level.category)
        self._take_in(observed, np.where(alive, season * moved * share, 0.0), period)
        return step

    def _peers(
        self, observed: Floats, plain: Floats, variance: Floats, before: Truths
    ) -> tuple[Floats, Floats, Floats]:
        moved, expected = np.ones(len(plain)), plain
        for shocks in (self.alike, self.beside):
            most = expected + _WIDE * (1 + np.sqrt(expected + expected**2 * variance))
            seen = np.minimum(observed, most)
            shock = shocks.take(seen, expected, variance, before)
            moved = moved * shock.factor
            expected = expected * shock.factor
            variance = variance + shock.unsure
        return moved, expected, variance

    def _take_in(self, observed: Floats, exposure: Floats, period: int) -> None:
        self.counted = self.keep * self.counted + observed
        self.exposed = self.keep * self.exposed + exposure
        open_ = np.zeros(len(self.lasting))
        open_[self.level.unit[self.level.opened <= period]] = 1.0
        self.lasting = self.keep * self.lasting + open_
