"""Small panels borrow from the others how much raters vary.

A panel of four tells little of how much its raters vary. Landlords' variances are taken to scatter
about a common one by as much as they are seen to; each is then drawn towards it, and counts for
more degrees of freedom than it has by itself.

References:
    Smyth (2004), Statistical Applications in Genetics and Molecular Biology 3(1), article 3
    (empirical Bayes for variances; his equations for the prior are in section 6.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats

FEWEST = 3
"""Panels from which others can borrow."""
_LEAST = 1e-5  # of the middle one: a variance of nought has no logarithm


class Borrowed(NamedTuple):
    """Variances after borrowing.

    Attributes:
        values: shape (k,); NaN where neither the panel nor the others know.
        df: degrees of freedom that they count for, shape (k,); 0 where unknown.
    """

    values: Floats
    df: Floats


def borrow(variances: Floats, df: Floats) -> Borrowed:
    """Each variance drawn towards the common one, the more so the fewer its degrees of freedom.

    Args:
        variances: sample variances, shape (k,); ignored where `df` is 0.
        df: their degrees of freedom, shape (k,).

    Examples:
        >>> import numpy as np
        >>> found = borrow(np.array([1.0, 1.1, 0.9, 5.0]), np.array([30.0, 30.0, 30.0, 2.0]))
        >>> found.values.round(2).tolist(), found.df.round().tolist()
        ([1.04, 1.12, 0.95, 2.61], [34.0, 34.0, 34.0, 6.0])
    """
    known = df > 0
    if known.sum() < FEWEST or not variances[known].any():
        return Borrowed(np.where(known, variances, np.nan), np.where(known, df, 0.0))
    own = np.where(known, variances, 0.0)
    common, prior = common_variance(own[known], df[known])
    total = float(df.sum())
    if np.isinf(prior):
        return Borrowed(np.full(len(df), common), np.full(len(df), total))
    values = (prior * common + df * own) / (prior + df)
    return Borrowed(values, np.minimum(df + prior, total))


def common_variance(variances: Floats, df: Floats) -> tuple[float, float]:
    """The variance that panels scatter about, and the degrees of freedom that it is worth.

    Infinitely many where they scatter no more than chance explains.
    """
    held = np.maximum(variances, _LEAST * float(np.median(variances[variances > 0])))
    centred = np.log(held) - _digamma(df / 2) + np.log(df / 2)
    mean = float(centred.mean())
    chance = float(_polygamma(1, df / 2).mean())
    spread = float(((centred - mean) ** 2).sum()) / (len(df) - 1) - chance
    if spread <= 0:
        return float(df @ variances / df.sum()), float("inf")
    prior = 2 * trigamma_inverse(spread)
    half = np.array([prior / 2])
    return float(np.exp(mean + _digamma(half) - np.log(half))[0]), prior


def trigamma_inverse(value: float) -> float:
    """Where the trigamma function takes a value above 0, by Newton's steps.

    Examples:
        >>> round(trigamma_inverse(1.6449340668482264), 6)
        1.0

    References:
        Smyth (2004), appendix: the steps from 1/2 + 1/value rise to the root and can't overshoot.
    """
    at = 0.5 + 1 / value
    for _ in range(60):
        found = float(_polygamma(1, np.array([at]))[0])
        step = found * (1 - found / value) / float(_polygamma(2, np.array([at]))[0])
        at += step
        if -step / at < 1e-9:  # noqa: PLR2004 - beyond what figures show
            break
    return at


def _digamma(values: Floats) -> Floats:
    return np.asarray(special.psi(values), dtype=np.float64)  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def _polygamma(order: int, values: Floats) -> Floats:
    found = special.polygamma(order, values)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return np.asarray(found, dtype=np.float64)  # pyright: ignore[reportUnknownArgumentType]
