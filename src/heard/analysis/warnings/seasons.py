"""How a time of year and bank holidays move each category, as earlier years say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.types import Whole

_PRIOR = 10.0  # counts at no season at all that an estimate starts from
_HOLIDAY_PRIOR = 50.0  # the same for bank holidays
_YEARS = 4  # how many earlier years tell
_NEAR = 4  # holiday weeks are compared with so many periods to either side
_MONTHS = 12


def seasons(totals: Floats, per_year: int) -> Floats:
    """Each category's count at a time of year against its usual, shape (categories, periods).

    For period t: counts one to four years before t (in weeks, with two to either side) over the
    average of the year about each. On the log it is drawn towards no season, with n years of
    evidence by n/(n + 1). Only what lies before t tells; under a year and a half of it says 1.

    Args:
        totals: counts, shape (categories, periods).
        per_year: 12 or 52.

    References:
        Farrington et al. (1996), JRSS A 159(3), 547-563 (weeks about the same week of earlier
        years); Marshall (1991), Applied Statistics 40(2), 283-294 (shrinking).
    """
    categories, periods = totals.shape
    near = 0 if per_year <= _MONTHS else 2
    half = per_year // 2
    sums = np.concatenate([np.zeros((categories, 1)), np.cumsum(totals, axis=1)], axis=1)
    here = np.zeros((categories, periods))
    usual = np.zeros((categories, periods))
    years = np.zeros(periods)
    for year in range(1, _YEARS + 1):
        at: Whole = np.arange(year * per_year + half, periods, dtype=np.int64)
        then: Whole = at - year * per_year
        here[:, at] += sums[:, then + near + 1] - sums[:, np.maximum(then - near, 0)]
        mean = (sums[:, then + half] - sums[:, then - half]) / (2 * half)
        usual[:, at] += mean * (2 * near + 1)
        years[at] += 1
    ratio = np.log((here + _PRIOR) / (usual + _PRIOR))
    return np.asarray(np.exp(ratio * years / (years + 1)), dtype=np.float64)


def holiday_factors(total: Floats, days_off: Floats) -> Floats:
    """How many are raised in a period with bank holidays against periods near it, shape (periods,).

    Weeks with one day off, and those with more, each have a factor: what they counted before t
    over the average of ordinary periods near them, starting from 50 counts of no difference.

    Args:
        total: counts over everything, shape (periods,).
        days_off: bank holidays on weekdays in each period, shape (periods,).
    """
    kind = np.minimum(days_off, 2).astype(int)
    ordinary = (kind == 0).astype(np.float64)
    window = np.ones(2 * _NEAR + 1)
    held = np.convolve(ordinary, window, "full")[_NEAR : _NEAR + len(total)]
    near = np.convolve(total * ordinary, window, "full")[_NEAR : _NEAR + len(total)]
    usual = np.where(held > 0, near / np.maximum(held, 1), 0.0)
    factors = np.ones(len(total))
    for one in (1, 2):
        mark = kind == one
        told = np.arange(len(total)) >= _NEAR + 1  # a period tells once those after it are known
        seen = np.cumsum(np.where(mark, total, 0.0))
        meant = np.cumsum(np.where(mark, usual, 0.0))
        before = np.maximum(np.arange(len(total)) - _NEAR - 1, 0)
        ratio = (seen[before] + _HOLIDAY_PRIOR) / (meant[before] + _HOLIDAY_PRIOR)
        factors = np.where(mark & told, ratio, factors)
    return factors
