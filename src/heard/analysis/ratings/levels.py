"""A landlord's level as its panel sees it: an estimate, its variance and degrees of freedom.

Levels on criteria are estimated together by generalised least squares, so that a criterion rated
by the severe alone isn't put down for it. A weighted mean of them has a variance that is a sum of
mean squares; Satterthwaite's rule gives the degrees of freedom of its t-interval.

References:
    Henderson (1975), Biometrics 31(2), 423-447 (best linear unbiased estimation, mixed model).
    Satterthwaite (1946), Biometrics Bulletin 2(6), 110-114.
    Giesbrecht & Burns (1985), Biometrics 41(2), 477-486 (the rule for such means).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import special

from heard.analysis.ratings.components import components_of, squares_of, table_of

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.ratings.components import Components, Table
    from heard.analysis.ratings.panels import Panels, Whole

_TINY = 1e-12


class Estimates(NamedTuple):
    """A weighted mean for each landlord; every array has shape (landlords,), NaN where unknown.

    Attributes:
        values: the means, in levels.
        variances: their variances.
        df: degrees of freedom of those.
    """

    values: Floats
    variances: Floats
    df: Floats

    def half(self, level: float = 0.95) -> Floats:
        """Half the width of each t-interval."""
        reach = special.stdtrit(np.maximum(self.df, 1.0), 0.5 + level / 2)
        return np.asarray(reach * np.sqrt(self.variances), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Levels of all landlords on some criteria, estimated together.

    Attributes:
        table: the ratings.
        components: variances.
        ratio: variance of severity over that of the rest, shape (landlords,).
        levels: estimated levels, shape (landlords, criteria); NaN where nobody rated.
        inverse: their covariances over the variance of the rest, (landlords, criteria, criteria);
            rows of criteria that nobody rated mean nothing.
    """

    table: Table
    components: Components
    ratio: Floats
    levels: Floats
    inverse: Floats

    def mean(self, weights: Floats) -> Estimates:
        """Weighted means over the criteria that the landlord's panel rated.

        Args:
            weights: shape (landlords, criteria) or (criteria,); nought or more. They are scaled
                to sum to one over the criteria rated.

        Returns:
            The means; NaN where no criterion with a weight was rated, and variances also where
            the panel is too small to know them.
        """
        shares = np.where(self.table.counts > 0, np.broadcast_to(weights, self.levels.shape), 0.0)
        total = shares.sum(axis=1)
        some = total > 0
        shares = shares / np.where(some, total, 1.0)[:, None]
        values = np.where(some, (shares * np.nan_to_num(self.levels)).sum(axis=1), np.nan)
        solved = np.einsum("lij,lj->li", self.inverse, shares)
        parts = self.components
        variances = parts.rest * (solved * shares).sum(axis=1)
        df = self._degrees(solved, variances)
        known = some & parts.known
        return Estimates(values, np.where(known, variances, np.nan), np.where(known, df, np.nan))

    def _degrees(self, solved: Floats, variances: Floats) -> Floats:
        """Degrees of freedom: the variance as a sum of the two mean squares."""
        parts, table = self.components, self.table
        owner = table.panels.owner
        given = table.given.sum(axis=1)
        seen = (table.given * solved[owner]).sum(axis=1) / (1 + given * self.ratio[owner])
        by_severity = table.summed(seen**2)
        by_rest = (variances - by_severity * parts.severity) / np.maximum(parts.rest, _TINY)
        per_rater = np.maximum(parts.per_rater, 1.0)
        raters = by_severity / per_rater * (parts.rest + per_rater * parts.severity)
        rest = (by_rest - by_severity / per_rater) * parts.rest
        scatter = raters**2 / np.maximum(parts.raters_df, _TINY)
        scatter += np.where(np.abs(rest) < _TINY, 0.0, rest**2 / np.maximum(parts.rest_df, _TINY))
        return variances**2 / np.maximum(scatter, _TINY)


def fit(panels: Panels) -> Fit:
    """Estimate every landlord's level on every criterion of the table.

    Examples:
        Three see both criteria alike; a fourth, severe one rated the second alone:

        >>> from heard.analysis.ratings.panels import stacked
        >>> nan = float("nan")
        >>> seen = np.array([[4, 3], [3, 2], [2, 1], [nan, 0]])
        >>> fit(stacked([seen])).levels.round(2).tolist()
        [[2.53, 1.5]]
    """
    table = table_of(panels)
    components = components_of(squares_of(table))
    ratio = components.severity / np.maximum(components.rest, _TINY)
    each = table.given.sum(axis=1)
    own = ratio[panels.owner]
    pull = own / (1 + each * own)
    normal = -table.together(pull)
    diagonal: Whole = np.arange(table.counts.shape[1], dtype=np.int64)
    normal[:, diagonal, diagonal] += np.where(table.counts > 0, table.counts, 1.0)
    inverse = np.linalg.inv(normal)
    sums = table.about.sum(axis=1)
    right = -table.summed(table.given * (pull * sums)[:, None])
    moved = table.means + np.einsum("lij,lj->li", inverse, right)
    levels = np.where(table.counts > 0, moved, np.nan)
    return Fit(table, components, ratio, levels, np.asarray(inverse, dtype=np.float64))
