"""Which landlords can be told apart, and the places that each could take.

Every pair is tested at once (Welch's t, Holm's steps), so that the chance of calling any two apart
that aren't is 5% for the whole table. A landlord's places then run from one more than those
clearly above it, to all less those clearly below: a simultaneous confidence set for ranks.

References:
    Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70.
    Mogstad, Romano, Shaikh & Wilhelm (2024), Review of Economic Studies 91(1), 476-518.
    Goldstein & Healy (1995), JRSS A 158(1), 175-177 (why overlapping intervals don't do).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.ratings.levels import Estimates
    from heard.analysis.ratings.panels import Truths, Whole


class Places(NamedTuple):
    """The places that a landlord could take among those compared, 1 for the highest level."""

    first: int
    last: int
    of: int

    def __str__(self) -> str:
        span = f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"
        return f"{span} of {self.of}"


class Apart(NamedTuple):
    """Who is clearly above whom.

    Attributes:
        members: places of the landlords compared in the list of all, shape (m,).
        above: True where the landlord of the row is clearly above that of the column, (m, m).
    """

    members: Whole
    above: Truths

    def places(self, landlords: int) -> tuple[Places | None, ...]:
        """The places of every landlord; None for those not compared."""
        found: list[Places | None] = [None] * landlords
        many = len(self.members)
        beaten = self.above.sum(axis=0).tolist()
        beating = self.above.sum(axis=1).tolist()
        rows = zip(self.members.tolist(), beaten, beating, strict=True)
        for member, over, under in rows:
            found[member] = Places(1 + over, many - under, many)
        return tuple(found)


def told_apart(estimates: Estimates, compared: Truths, *, level: float = 0.05) -> Apart:
    """Compare every two of the landlords named, all at once.

    Args:
        estimates: levels with variances and degrees of freedom.
        compared: who is compared, shape (landlords,); those without a variance never are.
        level: greatest probability that any two that are alike are called apart.

    Returns:
        Who is clearly above whom; nobody, where fewer than two are compared.

    Examples:
        >>> from heard.analysis.ratings.levels import Estimates
        >>> seen = Estimates(np.array([3.0, 2.9, 1.0]), np.full(3, 0.01), np.full(3, 30.0))
        >>> [str(one) for one in told_apart(seen, np.full(3, True)).places(3)]
        ['1 to 2 of 3', '1 to 2 of 3', '3 of 3']
    """
    members = np.flatnonzero(compared & ~np.isnan(estimates.variances))
    many = len(members)
    above = np.zeros((many, many), dtype=np.bool_)
    if many < 2:  # noqa: PLR2004 - nobody to compare with
        return Apart(members[:0], above[:0, :0])
    values, variances = estimates.values[members], estimates.variances[members]
    one, other = np.triu_indices(many, 1)
    gaps = values[one] - values[other]
    wide = np.maximum(variances[one] + variances[other], 1e-12)
    parts = variances**2 / estimates.df[members]
    df = wide**2 / np.maximum(parts[one] + parts[other], 1e-24)
    chance = 2 * special.stdtr(df, -np.abs(gaps) / np.sqrt(wide))
    clear = holm(np.asarray(chance, dtype=np.float64), level=level)
    above[one, other] = clear & (gaps > 0)
    above[other, one] = clear & (gaps < 0)
    return Apart(members, above)


def holm(chances: Floats, *, level: float = 0.05) -> Truths:
    """Which of many findings stand when all are made at once, by Holm's steps.

    Examples:
        >>> holm(np.array([0.01, 0.04, 0.03, 0.005])).tolist()
        [True, False, False, True]
    """
    many = len(chances)
    order = np.argsort(chances, kind="stable")
    fails = np.flatnonzero(chances[order] * (many - np.arange(many)) > level)
    first = int(fails[0]) if len(fails) else many
    stand = np.zeros(many, dtype=np.bool_)
    stand[order[:first]] = True
    return stand
