"""Where a series starts from before it has a history, and how its category's series differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.forecast import Step
    from heard.analysis.warnings.series import Level
    from heard.analysis.warnings.types import Truths, Whole

_UNIT_WEIGHT = 0.5  # what a parent's rate counts for beside a unit's own
_SHARE_WEIGHT = 1.0  # counts spread evenly over categories before any is known
_FORGET = 0.97
_START = 5.0
_EXTRA = (0.005, 3.0)  # bounds of the squared spread beyond chance
_WEIGHT = (0.2, 10.0)  # bounds of a prior's weight, in counts
_LEAST_TOLD = 0.3  # expected counts under this tell nothing of spread
_MOST = 10.0  # one surprise adds no more than this to a squared spread


def prior_means(level: Level, counted: Floats, lasting: Floats, known: Truths) -> Floats:
    """A series' rate if its unit were like others in what it raises, shape (n,).

    The unit's own rate times the category's share. A unit's rate is drawn towards its parent's
    (all units of a landlord, say), and a parent's towards everybody's, so a new
    place starts from its peers.
    """
    units = len(level.above)
    parents = int(level.above.max(initial=0)) + 1
    counts = np.where(known, counted, 0.0)
    by_unit = np.bincount(level.unit, weights=counts, minlength=units)
    by_category = np.bincount(level.category, weights=counts, minlength=level.categories)
    share = (by_category + _SHARE_WEIGHT / level.categories) / (by_category.sum() + _SHARE_WEIGHT)
    overall = (by_unit.sum() + _UNIT_WEIGHT) / (lasting.sum() + 1.0)
    of_parent = np.bincount(level.above, weights=by_unit, minlength=parents)
    time = np.bincount(level.above, weights=lasting, minlength=parents)
    parent = (of_parent + _UNIT_WEIGHT) / (time + _UNIT_WEIGHT / overall)
    own = (by_unit + _UNIT_WEIGHT) / (lasting + _UNIT_WEIGHT / parent[level.above])
    return np.asarray(own[level.unit] * share[level.category], dtype=np.float64)


@dataclass(slots=True)
class Spread:
    """What is learnt of each category from all its series, each shape (categories,).

    `extra` is the squared spread of a period's rate beyond what a series' forecast allows for,
    and `weight` how many counts a series' prior is worth.
    """

    off: Floats
    told: Floats
    extra: Floats
    weight: Floats

    @classmethod
    def new(cls, categories: int) -> Spread:
        """Before anything is known."""
        off, told = np.full(categories, 0.5), np.full(categories, _START)
        return cls(off, told, off / told, np.full(categories, 1.0))

    def learn(self, step: Step, own: Floats, known: Truths, category: Whole) -> None:
        """Take in by how much forecasts were off: squares less what chance explains.

        References:
            Breslow (1984), Applied Statistics 33(1), 38-44 (moments of extra-Poisson variation).
        """
        expected = step.expected
        extra = self.extra[category]
        use = known & (expected > _LEAST_TOLD)
        weight = np.where(use, expected**2 / (1 + extra * expected) ** 2, 0.0)
        off = ((step.observed - expected) ** 2 - expected) / np.maximum(expected, 0.01) ** 2
        off = np.minimum(off - own, _MOST)
        count = len(self.off)
        self.off = _FORGET * self.off + np.bincount(category, weight * off, count)
        self.told = _FORGET * self.told + np.bincount(category, weight, count)
        whole = self.off.sum() / self.told.sum()
        shrunk = (self.off + _START * whole) / (self.told + _START)
        self.extra = np.clip(shrunk, *_EXTRA)

    def weigh(self, counted: Floats, meant: Floats, known: Truths, category: Whole) -> None:
        """How much a series' prior deserves: 1 over the squared spread of rates about it.

        References:
            Marshall (1991), Applied Statistics 40(2), 283-294.
        """
        weight = np.where(known, meant / (1 + meant), 0.0)
        size = np.maximum(meant, 1e-6)
        off = weight * np.minimum(((counted - meant) ** 2 - meant) / size, 50.0) * weight
        held = weight * meant * weight
        count = len(self.off)
        spread = (np.bincount(category, off, count) + _START) / (
            np.bincount(category, held, count) + _START
        )
        self.weight = np.clip(1 / np.maximum(spread, 1e-6), *_WEIGHT)
