"""How far a published share or rate may be off by the luck of who was asked.

These intervals cover sampling alone. What else moves a figure from year to year is `drift`
(see `heard.analysis.shrinkage`).
"""

from __future__ import annotations

from math import ceil, inf, isnan, sqrt
from typing import TYPE_CHECKING, NamedTuple

from scipy import special

from heard.analysis.arrays import normal_deviate

if TYPE_CHECKING:
    from collections.abc import Callable


_TRACE = 1e-9  # weighted cases fewer than this are none


class Interval(NamedTuple):
    """The two ends of an interval, lower end first, in the unit of the figure."""

    low: float
    high: float


def share_interval(
    share: float, base: float, population: float | None = None, *, level: float = 0.95
) -> Interval:
    """Range that the share would most likely have had, had everybody been asked.

    Wilson's score interval. Where the population is known, the base counts for as many answers
    from an endless population as would give the same variance, base * (N - 1) / (N - base), so
    the interval closes as the survey nears everybody. Weighted bases needn't be whole.

    Args:
        share: share of answers, 0-1.
        base: answers on the scale, whole or weighted.
        population: tenants that the survey stands for; None where unknown or endless.
        level: probability that the interval holds the share of everybody.

    Returns:
        Both ends, 0-1. (0, 1) on a base of nought: nothing is known. Both ends equal the share
        where base reaches population.

    Raises:
        ValueError: share outside 0-1, a negative base or a level outside 0-1.

    Examples:
        >>> low, high = share_interval(81 / 263, 263)
        >>> f"{low:.4f} to {high:.4f}"
        '0.2553 to 0.3662'
        >>> share_interval(0.7, 400, population=400)
        Interval(low=0.7, high=0.7)

    References:
        Wilson (1927), JASA 22(158), 209-212.
        Newcombe (1998), Statistics in Medicine 17, 857-872, method 3.
        Cochran (1977), Sampling Techniques, 3rd ed., section 2.6 (finite populations).
    """
    if not 0 <= share <= 1:
        raise ValueError(f"A share lies between 0 and 1, not at {share!r}.")
    if base < 0 or isnan(base):
        raise ValueError(f"A base can't be {base!r}.")
    z = normal_deviate(level)
    answers = effective_base(base, population)
    if answers == inf:
        return Interval(share, share)
    if not answers:
        return Interval(0.0, 1.0)
    spread = answers + z * z
    centre = (share * answers + z * z / 2) / spread
    half = z / spread * sqrt(share * (1 - share) * answers + z * z / 4)
    return Interval(min(share, max(0.0, centre - half)), max(share, min(1.0, centre + half)))


def effective_base(base: float, population: float | None) -> float:
    """Answers from an endless population that would tell as much as these do.

    Infinite where everybody answered.

    Examples:
        >>> round(effective_base(562, 8797))
        600
    """
    if population is None or population == inf:
        return base
    if base >= population:
        return inf if base > 0 else 0.0
    return base * max(population - 1, 0.0) / (population - base)


def sample_size(population: float, margin: float, *, level: float = 0.95) -> int:
    """Answers needed so that a share of one half is known to within `margin` either way.

    Args:
        population: tenants that the survey stands for.
        margin: half the width wanted, as a share (0.04 is four points).
        level: probability that the interval holds the share of everybody.

    Returns:
        A whole number of answers, rounded up.

    Raises:
        ValueError: margin outside 0-1, or a population under one.

    Examples:
        >>> sample_size(8797, 0.04)
        562

    References:
        Regulator of Social Housing, Tenant Survey Requirements (annex 5), sample sizes.
        Cochran (1977), Sampling Techniques, 3rd ed., section 4.3.
    """
    if not 0 < margin < 1:
        raise ValueError(f"A margin lies between 0 and 1, not at {margin!r}.")
    if population < 1:
        raise ValueError(f"A population can't be {population!r}.")
    endless = normal_deviate(level) ** 2 / (4 * margin * margin)
    return ceil(endless / (1 + (endless - 1) / population) - 1e-9)


def rate_interval(
    events: float, exposure: float, *, per: float = 1.0, level: float = 0.95, mid_p: bool = False
) -> Interval:
    """Range of rates under which so many cases would have been no surprise.

    Exact by the Poisson distribution (Garwood), which never covers less than promised; with
    `mid_p` half of the probability of the very count observed is left out, which is shorter and
    covers what was promised on average.

    Args:
        events: cases counted; need not be whole.
        exposure: homes (or other units) that they arose from.
        per: units the rate is given for, such as 1,000 homes.
        level: probability that the interval holds the true rate.
        mid_p: whether to use the shorter mid-P interval.

    Returns:
        Both ends, in cases per `per` units.

    Raises:
        ValueError: negative events or an exposure that isn't positive.

    Examples:
        >>> low, high = rate_interval(10, 1)
        >>> f"{low:.3f} to {high:.3f}"
        '4.795 to 18.390'

    References:
        Garwood (1936), Biometrika 28(3/4), 437-442.
        Cohen & Yang (1994), Statistics in Medicine 13, 2189-2203 (mid-P).
    """
    if events < 0 or isnan(events):
        raise ValueError(f"A count can't be {events!r}.")
    if not exposure > 0:
        raise ValueError(f"A rate needs homes to relate to, not {exposure!r}.")
    tail = (1 - level) / 2
    normal_deviate(level)
    cases = events if events > _TRACE else 0.0
    low = float(special.gammaincinv(cases, tail)) if cases else 0.0
    high = float(special.gammaincinv(cases + 1, 1 - tail))
    if mid_p:
        low, high = _mid_p(cases, tail, low, high)
    low, high = min(low, events), max(high, events)
    return Interval(low * per / exposure, high * per / exposure)


def _mid_p(events: float, tail: float, low: float, high: float) -> tuple[float, float]:
    """The two means whose tail, with half of the count's own probability, is `tail`."""

    def above(mean: float) -> float:
        """P(more than observed) + half of P(as observed), which grows with the mean."""
        more = float(special.gammainc(events + 1, mean))
        as_many = float(special.gammainc(events, mean)) if events else 1.0
        return (more + as_many) / 2

    shorter_low = _solve(above, tail, low, high) if events else 0.0
    return shorter_low, _solve(above, 1 - tail, low, high)


def _solve(grows: Callable[[float], float], target: float, low: float, high: float) -> float:
    """Where a growing function reaches `target`, by halving."""
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if grows(middle) < target else (low, middle)
    return (low + high) / 2
