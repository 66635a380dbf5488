"""Which rank a landlord's next figure would take, with how sure that is.

Given one landlord's figure, each other landlord lies above it or not, independently: its rank
is one plus a Poisson-binomial count. Averaging over 33 equal steps of the figure's normal curve
(the trapezoidal rule, which is all but exact for such curves) gives the distribution of the rank
without simulation, so the same set gives the same bits.

References:
    Goldstein & Spiegelhalter (1996), JRSS A 159(3), 385-443.
    Volkova (1996), Theory of Probability and its Applications 40(4), 791-794 (refined normal
    approximation to the Poisson-binomial).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import pi, sqrt
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from heard.analysis.arrays import normal_below

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heard.analysis.arrays import Floats
    from heard.analysis.shrinkage import Outlook

Whole = npt.NDArray[np.int64]
_NODES = 33
_GRID = 256
_EXACT = 40  # landlords up to which every count is worked out exactly
_STEPS: Floats = np.linspace(-3.84, 3.84, _NODES)
_BELL: Floats = np.exp(-_STEPS * _STEPS / 2)
_WEIGHTS: Floats = _BELL / _BELL.sum()


@dataclass(frozen=True, slots=True)
class Ranks:
    """Ranks of the next figures, 1 for the highest: arrays of shape (k,).

    Attributes:
        low: best rank of the interval.
        high: worst rank of the interval.
        upper: probability to stand in the upper half of the set (the middle one counts half).
    """

    low: Whole
    high: Whole
    upper: Floats


def competition_ranks(values: Sequence[float]) -> list[int]:
    """Rank of each value, 1 for the highest; equal values share the better rank.

    Examples:
        >>> competition_ranks([0.7, 0.9, 0.7, 0.2])
        [2, 1, 2, 4]
    """
    first: dict[float, int] = {}
    rank = 1
    for value, times in sorted(Counter(values).items(), reverse=True):
        first[value] = rank
        rank += times
    return [first[value] for value in values]


def rank_next(next_figures: Outlook, *, level: float = 0.95) -> Ranks:
    """Ranks that the next figures are likely to take among themselves.

    Args:
        next_figures: means and standard deviations, shape (k,) each.
        level: least probability that the interval of ranks holds the next rank.

    Returns:
        Interval and probability of the upper half for each landlord.

    Examples:
        >>> import numpy as np
        >>> from heard.analysis.shrinkage import Outlook
        >>> ranks = rank_next(Outlook(np.array([0.9, 0.5, 0.1]), np.full(3, 0.01)))
        >>> ranks.low.tolist(), ranks.high.tolist()
        ([1, 2, 3], [1, 2, 3])
    """
    count = len(next_figures.mean)
    if not count:
        return Ranks(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    mean, deviation = next_figures.mean, np.maximum(next_figures.deviation, 1e-12)
    below = _exact(mean, deviation) if count <= _EXACT else _approximate(mean, deviation)
    half = below(np.full(count, (count + 1) // 2))
    if count % 2:
        half = (half + below(np.full(count, count // 2))) / 2
    tail = (1 - level) / 2
    return Ranks(
        low=_first(below, count, tail),
        high=_first(below, count, 1 - tail),
        upper=np.clip(half, 0.0, 1.0),
    )


def _first(below: Callable[[Whole], Floats], count: int, target: float) -> Whole:
    """The smallest rank that has `target` of the probability at or under it, by halving."""
    low, high = np.ones(count, np.int64), np.full(count, count, np.int64)
    while bool((low < high).any()):
        middle = (low + high) // 2
        enough = below(middle) >= target
        high = np.where(enough, middle, high)
        low = np.where(enough, low, middle + 1)
    return high


def _exact(mean: Floats, deviation: Floats) -> Callable[[Whole], Floats]:
    """P(rank <= r) by counting every way to be overtaken, one rival at a time."""
    count = len(mean)
    figure = mean[:, None] + deviation[:, None] * _STEPS
    ways = np.zeros((count, _NODES, count))
    ways[:, :, 0] = 1.0
    for rival in range(count):
        over = normal_below((mean[rival] - figure) / deviation[rival])
        over[rival] = 0.0
        moved = ways * over[:, :, None]
        ways -= moved
        ways[:, :, 1:] += moved[:, :, :-1]
    table = np.cumsum(np.einsum("ikr,k->ir", ways, _WEIGHTS), axis=1)

    def below(rank: Whole) -> Floats:
        held = np.take_along_axis(table, np.maximum(rank - 1, 0)[:, None], axis=1)[:, 0]
        return np.where(rank > 0, held, 0.0)

    return below


def _approximate(mean: Floats, deviation: Floats) -> Callable[[Whole], Floats]:
    """P(rank <= r) by a skewness-corrected normal curve for the count of rivals above.

    No deviation is taken as smaller than a step of the grid that the count is tabulated on.
    """
    reach = 5 * float(deviation.max())
    grid = np.linspace(float(mean.min()) - reach, float(mean.max()) + reach, _GRID)
    deviation = np.maximum(deviation, grid[1] - grid[0])
    over = normal_below((mean[:, None] - grid) / deviation[:, None])
    figure = mean[:, None] + deviation[:, None] * _STEPS
    own = normal_below(-_STEPS)  # each landlord is no rival of itself
    noise = over * (1 - over)
    own_noise = own * (1 - own)
    centre = _read(figure, grid, over.sum(axis=0)) - own
    variance = _read(figure, grid, noise.sum(axis=0)) - own_noise
    lean = _read(figure, grid, (noise * (1 - 2 * over)).sum(axis=0)) - own_noise * (1 - 2 * own)
    spread = np.sqrt(np.maximum(variance, 1e-9))
    skew = lean / (6 * spread**3)

    def below(rank: Whole) -> Floats:
        score = (rank[:, None] - 0.5 - centre) / spread
        bell = np.exp(-score * score / 2) / sqrt(2 * pi)
        chance = normal_below(score) + skew * (1 - score * score) * bell
        held = np.asarray(np.clip(chance, 0.0, 1.0) @ _WEIGHTS, dtype=np.float64)
        return np.where(rank < len(mean), held, 1.0)

    return below


def _read(at: Floats, grid: Floats, table: Floats) -> Floats:
    """The table's values between its grid points, in the shape of `at`."""
    return np.asarray(np.interp(at.ravel(), grid, table), dtype=np.float64).reshape(at.shape)
