"""Tails of the negative binomial, their normal deviates, and how those add up over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats

_CERTAIN = 1e-300  # the smallest tail that is told from none
_LEAST = 1e-9  # an expected count under this is taken as this


def above(count: Floats, expected: Floats, variance: Floats) -> Floats:
    """Probability of more than `count`, where counts are negative binomial, shape (n,).

    The negative binomial of mean m and variance m + m²/k is the Poisson whose rate differs as a
    gamma of shape k; its upper tail is the regularised incomplete beta function.

    Args:
        count: counts, whole or not, shape (n,); below 0 everything is above.
        expected: means m, shape (n,).
        variance: the rate's squared coefficient of variation 1/k, over 0, shape (n,).

    Examples:
        >>> import numpy as np
        >>> above(np.array([0.0]), np.array([2.0]), np.array([0.5])).round(4).tolist()
        [0.75]

    References:
        Johnson, Kemp & Kotz (2005), Univariate Discrete Distributions, 3rd edition, 5.6.
    """
    mean = np.maximum(expected, _LEAST)
    share = mean * variance / (1 + mean * variance)
    whole = np.floor(np.maximum(count, 0.0))
    tail = special.betainc(whole + 1, 1 / variance, share)
    return np.asarray(np.where(count < 0, 1.0, tail), dtype=np.float64)


def middle_p(count: Floats, expected: Floats, variance: Floats) -> Floats:
    """How likely so many or more are, with half of exactly so many: the mid-p tail, shape (n,).

    Its mean is 1/2 whatever the expected count, so small counts are neither always nor never
    surprising, and no dice are thrown.

    Examples:
        >>> import numpy as np
        >>> middle_p(np.array([0.0]), np.array([2.0]), np.array([0.5])).round(4).tolist()
        [0.875]

    References:
        Lancaster (1961), JASA 56(294), 223-234.
    """
    return (above(count - 1, expected, variance) + above(count, expected, variance)) / 2


def deviate(tail: Floats) -> Floats:
    """The standard normal value that is exceeded as seldom, shape (n,)."""
    return np.asarray(-special.ndtri(np.clip(tail, _CERTAIN, 1 - 1e-16)), dtype=np.float64)


def smoothed(deviates: Floats, keep: float) -> Floats:
    """The last period's deviate with those before it, each `keep` times the weight of the next.

    Deviates of one-step forecasts are independent, so their weighted sum over the root of the
    squared weights is standard normal again. A problem that stays is seen sooner than by the
    last period alone, and one that is over is soon forgotten.

    Args:
        deviates: shape (k, n), the last period last; unknown ones are NaN and left out.
        keep: from 0, the last period only, to under 1.

    Examples:
        >>> import numpy as np
        >>> [round(float(one), 3) for one in smoothed(np.array([[2.0, 2.0], [2.0, 0.0]]), 0.3)]
        [2.49, 0.575]

    References:
        Roberts (1959), Technometrics 1(3), 239-250 (exponentially weighted averages).
        Dawid (1984), JRSS A 147(2), 278-292 (one-step forecasts' deviates).
    """
    weights = keep ** np.arange(len(deviates) - 1, -1, -1, dtype=np.float64)[:, None]
    known = ~np.isnan(deviates)
    total = np.where(known, deviates * weights, 0.0).sum(axis=0)
    size = np.sqrt(np.where(known, weights**2, 0.0).sum(axis=0))
    return np.asarray(total / np.maximum(size, _LEAST), dtype=np.float64)


def usual_range(expected: Floats, variance: Floats, level: float) -> tuple[Floats, Floats]:
    """The whole numbers between which a usual count lies with at least this probability.

    Each side leaves out at most (1 - level)/2.

    Examples:
        >>> import numpy as np
        >>> low, high = usual_range(np.array([4.0]), np.array([0.0001]), 0.95)
        >>> (float(low[0]), float(high[0]))
        (1.0, 8.0)
    """
    side = (1 - level) / 2
    return _quantile(expected, variance, side), _quantile(expected, variance, 1 - side)


def _quantile(expected: Floats, variance: Floats, level: float) -> Floats:
    """The smallest whole number that is not exceeded with probability `level`, by halving."""
    low = np.full_like(expected, -1.0)
    high = np.ceil(expected + 12 * np.sqrt(expected + expected**2 * variance) + 12)
    while np.any(above(high, expected, variance) > 1 - level):
        high = 2 * high
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        enough = above(middle, expected, variance) <= 1 - level
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.asarray(high, dtype=np.float64)
