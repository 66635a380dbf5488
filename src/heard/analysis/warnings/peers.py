"""How much all of a group have just moved together, told to each by the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.types import Truths, Whole

_FORGET = 0.97  # what is kept a period of how much groups have moved before
_EASY = 5.0  # periods at the usual spread from which the estimate starts
_USUAL = 0.05  # squared spread of a group's shocks until it has told
_LEAST_FACTOR = 0.1
_MOST_FACTOR = 10.0


class Shock(NamedTuple):
    """What each series is multiplied by, and the squared spread that leaves unsure, shape (n,)."""

    factor: Floats
    unsure: Floats


@dataclass(slots=True)
class Shocks:
    """Groups that move together: `group`, shape (n,), with the squared spread of their shocks."""

    group: Whole
    groups: int
    moved: float
    told: float

    @classmethod
    def new(cls, group: Whole, groups: int) -> Shocks:
        """Before anything is known."""
        return cls(group, groups, _USUAL * _EASY, _EASY)

    def take(self, seen: Floats, expected: Floats, variance: Floats, known: Truths) -> Shock:
        """Best linear estimate of each series' shock from the others of its group.

        With a shock of mean 1 and squared spread τ², the others counting o where e were expected
        with variance v: 1 + τ²e(o - e)/(τ²e² + v), which leaves τ²v/(τ²e² + v) unsure.

        References:
            Bühlmann & Straub (1970), Mitteilungen der Vereinigung schweizerischer
            Versicherungsmathematiker 70, 111-133 (credibility).
        """
        counts = np.where(known, seen, 0.0)
        meant = np.where(known, expected, 0.0)
        wide = np.where(known, expected + expected**2 * variance, 0.0)
        all_counts, all_meant, all_wide = (self._sum(one) for one in (counts, meant, wide))
        others = np.maximum(all_meant[self.group] - meant, 0.0)
        surplus = all_counts[self.group] - counts - others
        unsure = np.maximum(all_wide[self.group] - wide, 0.0)
        between = self.moved / self.told
        whole = np.maximum(between * others**2 + unsure, 1e-12)
        factor = 1 + between * others * surplus / whole
        left = np.where(others > 0, between * unsure / whole, 0.0)
        self._learn(all_counts, all_meant, all_wide)
        return Shock(np.clip(factor, _LEAST_FACTOR, _MOST_FACTOR), left)

    def _sum(self, values: Floats) -> Floats:
        found = np.bincount(self.group, weights=values, minlength=self.groups)
        return np.asarray(found, dtype=np.float64)

    def _learn(self, counts: Floats, meant: Floats, wide: Floats) -> None:
        """Moments: the square of what groups were off by, less what chance explains."""
        weight = meant**2 / np.maximum(wide, 1e-12) ** 2
        held = weight * meant**2
        off = weight * ((counts - meant) ** 2 - wide)
        size = held.sum()
        if size > 0:
            share = min(1.0, float(size) / _EASY)
            found = float(np.clip(off.sum() / size, 0.0, 1.0))
            self.moved = _FORGET * self.moved + share * found
            self.told = _FORGET * self.told + share
