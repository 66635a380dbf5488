"""What landlords alike have in common: the level that each one's figure is drawn towards.

Councils and associations, London and the North, small and large landlords differ on average.
A set that is large enough shows by how much, and a figure is then drawn towards the level of
landlords like it instead of everybody's. Nothing is taken for granted: a trait that makes no
difference adds nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heard.analysis.arrays import floats
from heard.analysis.spread import halve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.analysis.arrays import Floats

FEWEST_ALIKE = 50
"""Landlords from which a set can show what those alike have in common."""
USUAL_DIFFERENCE = 0.05
"""How far landlords of one trait usually lie from all: five points, either way."""
_TINY = 1e-12


class Centre(NamedTuple):
    """What each figure is drawn towards.

    Attributes:
        values: the level of landlords like this one, shape (k,).
        unsure: variances of those levels, shape (k,).
        terms: how many numbers they took from the figures; 1 for one level for all.
        between: variance between true levels that is left about them.
    """

    values: Floats
    unsure: Floats
    terms: float
    between: float


def traits_design(traits: Sequence[Mapping[str, str]]) -> Floats:
    """A column for each trait's levels, measured from how common the level is; shape (k, q).

    Where a landlord's trait isn't known it counts as average. A trait that all share, or that
    each has alone, tells nothing and has no column.

    Examples:
        >>> traits_design([{"kind": "LA"}, {"kind": "LA"}, {"kind": "PRP"}, {}]).round(2).tolist()
        [[0.33, -0.33], [0.33, -0.33], [-0.67, 0.67], [0.0, 0.0]]
    """
    columns: list[Floats] = []
    for trait in sorted({name for one in traits for name in one}):
        words = [one.get(trait, "") for one in traits]
        known = np.array([bool(word) for word in words])
        levels = sorted(set(words) - {""})
        if not 1 < len(levels) < known.sum():
            continue
        for level in levels:
            column = floats(word == level for word in words)
            columns.append(np.where(known, column - column[known].mean(), 0.0))
    return np.column_stack(columns) if columns else np.zeros((len(traits), 0))


def fit_centre(values: Floats, variances: Floats, design: Floats) -> Centre:
    """The level of landlords like each one, and how much landlords differ about it.

    A random-effects regression: each trait's level may move figures by `USUAL_DIFFERENCE`, give
    or take, as far as the figures say so. The variance between is Paule and Mandel's, at which
    the weighted squares about the levels add up to the landlords less the terms in use.

    Args:
        values: figures, shape (k,).
        variances: their sampling variances, shape (k,).
        design: columns of traits, shape (k, q), each of mean nought (see `traits_design`).

    Returns:
        The levels. Without columns they are the random-effects mean, for everybody.

    References:
        Lindley & Smith (1972), JRSS B 34(1), 1-41.
        DerSimonian & Kacker (2007), Contemporary Clinical Trials 28, 105-114.
        Thompson & Higgins (2002), Statistics in Medicine 21, 1559-1573 (meta-regression).
    """
    terms = np.column_stack([np.ones(len(values)), design])
    known = np.array([0.0, *([USUAL_DIFFERENCE**-2] * design.shape[1])])
    precision = np.diag(known)

    def solved(between: float) -> tuple[Floats, Floats, Floats]:
        weights = 1 / np.maximum(variances + between, _TINY)
        weighted = terms.T * weights
        covariance: Floats = np.linalg.inv(weighted @ terms + precision).astype(np.float64)
        return weights, covariance, covariance @ (weighted @ values)

    def used(covariance: Floats) -> float:
        """Terms that the figures settle; the others stay where they were taken to be."""
        return len(known) - float(np.diag(covariance) @ known)

    def excess(between: float) -> float:
        weights, covariance, effects = solved(between)
        left = values - terms @ effects
        return float(weights @ (left * left)) - (len(values) - used(covariance))

    between = halve(excess, float(np.ptp(values)) ** 2)
    _, covariance, effects = solved(between)
    return Centre(
        values=np.asarray(terms @ effects, dtype=np.float64),
        unsure=np.asarray(np.einsum("ki,ij,kj->k", terms, covariance, terms), dtype=np.float64),
        terms=used(covariance),
        between=between,
    )
