"""How much raters differ in severity, and how much their ratings vary besides.

A rating is the landlord's level on the criterion, plus how severe this rater is with everything,
plus what is left: this rater's view of this criterion. Raters belong to one landlord, cross its
criteria, and miss some. The variances of severity and of the rest are found from two sums of
squares that hold whatever is missing: about the criteria's means, and about criteria and raters.

References:
    Henderson (1953), Biometrics 9(2), 226-252 (method 3: fitting constants).
    Brennan (2001), Generalizability Theory, Springer, ch. 3 and 7 (raters nested, criteria fixed;
    unbalanced designs).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.ratings.borrowing import borrow

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.ratings.panels import Panels, Truths, Whole

ROUNDING = 1 / 12
"""Variance of the rest is taken as no less: raters answer in whole levels (Sheppard)."""
_TINY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Squares:
    """Sums of squares of each landlord's ratings; every array has shape (landlords,).

    Attributes:
        raters: what raters' severity explains once criteria are allowed for.
        raters_df: its degrees of freedom.
        rest: what neither criteria nor raters explain.
        rest_df: its degrees of freedom.
        within: degrees of freedom about the criteria's means: ratings less criteria rated.
    """

    raters: Floats
    raters_df: Floats
    rest: Floats
    rest_df: Floats
    within: Floats

    @property
    def per_rater(self) -> Floats:
        """How often the variance of severity counts in the mean square of raters."""
        return self.within / np.maximum(self.raters_df, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """Variances for each landlord, with what they rest on; every array has shape (landlords,).

    Attributes:
        severity: variance between raters.
        rest: variance of a rating about its rater and criterion.
        per_rater: how often severity counts in the mean square of raters.
        raters_df: degrees of freedom of the mean square of raters, after borrowing.
        rest_df: those of the rest.
        known: whether the landlord's variances can be known at all.
    """

    severity: Floats
    rest: Floats
    per_rater: Floats
    raters_df: Floats
    rest_df: Floats
    known: Truths


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Ratings about the mean of their landlord and criterion, ready for sums.

    Attributes:
        panels: the ratings.
        given: 1.0 where there is a rating, else 0.0; shape (raters, criteria).
        about: rating less the mean of its landlord and criterion, 0 where none.
        counts: ratings of each landlord on each criterion; shape (landlords, criteria).
        means: their plain means; 0 where there are none.
    """

    panels: Panels
    given: Floats
    about: Floats
    counts: Floats
    means: Floats

    def summed(self, values: Floats) -> Floats:
        """Sums over each landlord's raters, shape (landlords, ...)."""
        out = np.zeros((self.panels.landlords, *values.shape[1:]))
        here = np.flatnonzero(np.diff(self.panels.owner, prepend=-1))
        if len(here):
            out[self.panels.owner[here]] = np.add.reduceat(values, here, axis=0)
        return out

    def together(self, weights: Floats) -> Floats:
        """Weighted count of raters who rated both of two criteria, for each landlord.

        Args:
            weights: of the raters, shape (raters,).

        Returns:
            Shape (landlords, criteria, criteria).
        """
        criteria = self.given.shape[1]
        out = np.zeros((self.panels.landlords, criteria, criteria))
        weighted = self.given * weights[:, None]
        for place, (start, end) in enumerate(self.panels.spans()):
            out[place] = weighted[start:end].T @ self.given[start:end]
        return out


def table_of(panels: Panels) -> Table:
    """The ratings with their counts and plain means."""
    there = ~np.isnan(panels.levels)
    given = there.astype(np.float64)
    bare = Table(panels, given, given, given, given)
    counts = bare.summed(given)
    sums = bare.summed(np.where(there, panels.levels, 0.0))
    means = sums / np.maximum(counts, 1)
    about = np.where(there, panels.levels - means[panels.owner], 0.0)
    return Table(panels, given, about, counts, means)


def squares_of(table: Table) -> Squares:
    """Sums of squares about criteria, and about criteria and raters.

    Examples:
        Six targets that four judges rate (Shrout & Fleiss 1979, table 2), as one landlord:

        >>> from heard.analysis.ratings.panels import stacked
        >>> one, two = [9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2]
        >>> three, four = [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]
        >>> found = squares_of(table_of(stacked([np.array([one, two, three, four], float)])))
        >>> float((found.raters / found.raters_df).round(2)[0])
        32.49
        >>> float((found.rest / found.rest_df).round(2)[0])
        1.02
    """
    each = np.maximum(table.given.sum(axis=1), 1)
    sums = table.about.sum(axis=1)
    within = table.summed((table.about**2).sum(axis=1))
    left = -table.summed(table.given * (sums / each)[:, None])
    explained, rank = _explained(table.counts, table.together(1 / each), left)
    rest = np.maximum(within - table.summed(sums**2 / each) - explained, 0.0)
    ratings, raters = table.counts.sum(axis=1), table.panels.raters()
    rated = (table.counts > 0).sum(axis=1)
    rest_df = ratings - raters - rank
    about = (ratings - rated).astype(np.float64)
    return Squares(
        raters=np.maximum(within - rest, 0.0),
        raters_df=about - rest_df,
        rest=np.where(rest_df > 0, rest, 0.0),
        rest_df=rest_df.astype(np.float64),
        within=about,
    )


def _explained(counts: Floats, together: Floats, left: Floats) -> tuple[Floats, Floats]:
    """What criteria explain once raters are allowed for, and in how many dimensions."""
    normal = -together
    diagonal: Whole = np.arange(counts.shape[1], dtype=np.int64)
    normal[:, diagonal, diagonal] += counts
    values, vectors = np.linalg.eigh(normal)
    there = values > _TINY * np.maximum(counts.max(axis=1, initial=1.0), 1.0)[:, None]
    along = np.einsum("lij,li->lj", vectors, left)
    explained = np.where(there, along**2 / np.where(there, values, 1.0), 0.0).sum(axis=1)
    return explained, there.sum(axis=1).astype(np.float64)


def pooled(squares: Squares) -> tuple[float, float]:
    """Variance of severity and of the rest over all landlords together; neither below nought.

    Where nobody rated two criteria, or there is but one, the two can't be told apart: all of it
    is then the rest.
    """
    within, rest_df = float(squares.within.sum()), float(squares.rest_df.sum())
    if not within:
        return 0.0, 0.0
    total = float((squares.raters + squares.rest).sum()) / within
    if not rest_df:
        return 0.0, total
    rest = float(squares.rest.sum()) / rest_df
    return max(total - rest, 0.0), rest


def components_of(squares: Squares) -> Components:
    """Each landlord's variances, with what small panels borrow from the others.

    The mean square of raters counts severity as often as raters rated on average, which differs
    by landlord; so what is borrowed is its ratio to what the pooled variances lead to expect.
    """
    severity, rest = pooled(squares)
    told_apart = bool(squares.rest_df.sum())
    found = borrow(_mean(squares.rest, squares.rest_df), squares.rest_df)
    per_rater = squares.per_rater
    expected = np.maximum(rest + (per_rater * severity if told_apart else 0.0), _TINY)
    ratio = borrow(_mean(squares.raters, squares.raters_df) / expected, squares.raters_df)
    square = np.maximum(ratio.values * expected, ROUNDING)
    own_rest = np.maximum(found.values, ROUNDING) if told_apart else square
    between = np.maximum(square - own_rest, 0.0) / np.maximum(per_rater, _TINY)
    known = (ratio.df > 0) & (np.nan_to_num(own_rest) > 0) & (squares.within >= 0)
    known &= (found.df > 0) if told_apart else True
    return Components(
        severity=np.where(known & (per_rater > 0), between, severity if told_apart else 0.0),
        rest=np.where(known, own_rest, max(rest, ROUNDING)),
        per_rater=per_rater,
        raters_df=ratio.df,
        rest_df=found.df,
        known=known,
    )


def _mean(sums: Floats, df: Floats) -> Floats:
    return sums / np.maximum(df, 1)
