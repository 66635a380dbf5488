"""Whether the order would change if criteria were weighed otherwise.

A hundred other weightings are drawn about the framework's own: any split of the whole weight
among the criteria is as likely as any other, where the framework weighs all alike. For each,
levels are worked out anew.

References:
    Lahdelma, Hokkanen & Salminen (1998), European Journal of Operational Research 106(1), 137-143
    (acceptability over random weights).
    Saisana, Saltelli & Tarantola (2005), JRSS A 168(2), 307-323 (composite indicators).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from heard.analysis.ratings.apart import told_apart

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.ratings.levels import Fit
    from heard.analysis.ratings.panels import Truths, Whole

DRAWS = 100
SEED = 20


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far the order hangs on the weights.

    Attributes:
        draws: how many other weightings were tried.
        clear: pairs of landlords told apart at the framework's weights.
        all_hold: weightings in which each of those pairs keeps its order.
        holds: for each landlord, weightings in which each clear order that it is in holds; None
            where it is in none.
        within: for each landlord, weightings in which the rank of its level is one of the places
            that it could take at the framework's weights; None where it isn't compared.
        pairs: for two landlords by place, weightings in which their order of levels is that at
            the framework's weights, clear or not.
    """

    draws: int
    clear: int
    all_hold: int
    holds: tuple[int | None, ...]
    within: tuple[int | None, ...]
    members: tuple[int, ...]
    pairs: tuple[tuple[int, ...], ...]

    def order_holds(self, one: int, other: int) -> int | None:
        """In how many weightings two landlords keep their order; None where one isn't compared."""
        if one not in self.members or other not in self.members:
            return None
        return self.pairs[self.members.index(one)][self.members.index(other)]


def weightings(weights: Floats, *, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """Other weightings of the criteria, shape (draws, criteria), each summing to one.

    Drawn from Dirichlet's distribution with the weights given as its mean and as many in all as
    there are criteria. The same seed gives the same weightings on any machine.

    Examples:
        >>> weightings(np.array([1.0, 1.0, 2.0]), draws=2, seed=1).round(2).tolist()
        [[0.14, 0.74, 0.12], [0.67, 0.06, 0.27]]
    """
    many = len(weights)
    raw = np.random.PCG64(seed).random_raw(draws * many)
    even = (np.asarray(raw, dtype=np.uint64) >> np.uint64(11)).astype(np.float64)
    even = ((even + 0.5) / 2.0**53).reshape(draws, many)
    shape = weights * many / weights.sum()
    parts = np.maximum(special.gammaincinv(shape, even), 1e-12)
    return np.asarray(parts / parts.sum(axis=1, keepdims=True), dtype=np.float64)


def sensitivity(
    found: Fit,
    weights: Floats,
    compared: Truths,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Sensitivity:
    """How often the order holds under other weightings.

    Args:
        found: levels of all landlords on the criteria.
        weights: the framework's, shape (criteria,).
        compared: which landlords are compared, shape (landlords,).
        draws: how many other weightings.
        seed: which ones.
    """
    base = told_apart(found.mean(weights), compared)
    members = base.members
    order = _order(found, weights, members)
    first, last = 1 + base.above.sum(axis=0), len(members) - base.above.sum(axis=1)
    kept = np.zeros(order.shape, dtype=np.int64)
    within, hold = np.zeros((2, len(members)), dtype=np.int64)
    all_hold = 0
    for other in weightings(weights, draws=draws, seed=seed):
        now = _order(found, other, members)
        agrees = now == order
        kept += agrees
        broken = base.above & ~agrees
        hold += ~(broken.any(axis=0) | broken.any(axis=1))
        all_hold += not broken.any()
        rank = 1 + (now < 0).sum(axis=1)
        within += (first <= rank) & (rank <= last)
    told = np.asarray(base.above.any(axis=0) | base.above.any(axis=1))
    return Sensitivity(
        draws=draws,
        clear=int(base.above.sum()),
        all_hold=all_hold,
        holds=_by_landlord(hold, members[told], told, len(compared)),
        within=_by_landlord(within, members, np.full(len(members), True), len(compared)),
        members=tuple(members.tolist()),
        pairs=tuple(tuple(map(int, row)) for row in kept),
    )


def _by_landlord(
    counts: Whole, members: Whole, counted: Truths, landlords: int
) -> tuple[int | None, ...]:
    """The counts in the order of all landlords; None for those not counted."""
    found: list[int | None] = [None] * landlords
    for count, member in zip(counts[counted].tolist(), members.tolist(), strict=True):
        found[member] = count
    return tuple(found)


def _order(found: Fit, weights: Floats, members: Whole) -> Floats:
    """1 where the row's landlord is above the column's, -1 below, 0 level."""
    values = found.mean(weights).values[members]
    return np.sign(values[:, None] - values[None, :])
