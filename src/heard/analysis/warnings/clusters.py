"""Places near each other that have more between them than each alone would show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.types import Whole

_EULER = 0.5772156649015329
_STRETCH = float(np.sqrt(6) / np.pi)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A place with its nearest neighbours over the last few periods.

    `places` begins with the centre. `p` is how often chance gives so high a `score` anywhere.
    """

    places: tuple[int, ...]
    periods: int
    observed: float
    expected: float
    score: float
    p: float


def log_likelihood_ratio(observed: Floats, expected: Floats, total: float) -> Floats:
    """Kulldorff's ratio of a zone against the rest, where observed and expected total the same.

    Examples:
        The breast cancer cluster from New York to Philadelphia, 1988-92 (published: 35.7):

        >>> import numpy as np
        >>> zone = log_likelihood_ratio(np.array([24044.0]), np.array([23040.0]), 58943.0)
        >>> round(float(zone[0]), 1)
        35.7

    References:
        Kulldorff (1997), Communications in Statistics 26(6), 1481-1496.
        Kulldorff, Feuer, Miller & Freedman (1997), American Journal of
        Epidemiology 146(2), 161-170.
    """
    more = observed > expected
    found = np.zeros(observed.shape)
    inside, meant = observed[more], expected[more]
    found[more] = _parts(inside, meant) + _parts(total - inside, total - meant)
    return found


def _parts(observed: Floats, expected: Floats) -> Floats:
    ratio = np.maximum(observed, 1e-300) / np.maximum(expected, 1e-300)
    return np.asarray(observed * np.log(ratio), dtype=np.float64)


def strongest(observed: Floats, expected: Floats, neighbours: Whole) -> tuple[float, int, int, int]:
    """The highest ratio of any place with its nearest neighbours, over any last periods.

    Forecasts are brought to the total of the counts first: what rises everywhere is no cluster.

    Returns:
        Score, centre, how many neighbours belong to it and how many periods.
    """
    best = (0.0, 0, 0, 1)
    for periods in range(1, len(observed) + 1):
        counts, meant = observed[-periods:].sum(axis=0), expected[-periods:].sum(axis=0)
        total = float(counts.sum())
        meant = meant * (total / max(float(meant.sum()), 1e-300))
        scores = log_likelihood_ratio(_zones(counts, neighbours), _zones(meant, neighbours), total)
        at = int(np.argmax(scores))
        if scores.flat[at] > best[0]:
            centre, size = divmod(at, scores.shape[1])
            best = (float(scores.flat[at]), centre, size, periods)
    return best


def _zones(values: Floats, neighbours: Whole) -> Floats:
    """Sums over each place and its first 0, 1, … neighbours, shape (places, neighbours + 1)."""
    padded = np.append(values, 0.0)  # -1 is nobody
    near = padded[np.column_stack([np.arange(len(values)), neighbours])]
    return np.asarray(np.cumsum(near, axis=1), dtype=np.float64)


def cluster_scan(
    observed: Floats,
    expected: Floats,
    variance: Floats,
    neighbours: Whole,
    *,
    draws: int = 99,
    seed: int = 0,
) -> Cluster | None:
    """The strongest cluster, and how often chance would give one as strong anywhere.

    Chance is drawn from the counts' own negative binomials, and a Gumbel curve through the
    strongest of each draw tells tails finer than one in `draws`.

    Args:
        observed: counts of the last periods, the last one last, shape (periods, places).
        expected: their forecasts, likewise.
        variance: the rate's squared coefficient of variation, likewise.
        neighbours: each place's neighbours, nearest first, -1 where there are no more, shape
            (places, most).
        draws: how often chance is tried.
        seed: of the draws.

    Returns:
        The cluster, or None where nothing is over its forecast.

    References:
        Abrams, Kulldorff & Kleinman (2010), International Journal of Health Geographics 9:61.
    """
    score, centre, size, periods = strongest(observed, expected, neighbours)
    if score <= 0:
        return None
    rng = np.random.default_rng(seed)
    shape = 1 / np.maximum(variance, 1e-9)
    tops = np.empty(draws)
    for draw in range(draws):
        counts = rng.poisson(expected * rng.gamma(shape) / shape).astype(np.float64)
        tops[draw] = strongest(counts, expected, neighbours)[0]
    near = [int(one) for one in neighbours[centre, :size] if one >= 0]
    places = [centre, *near]
    return Cluster(
        places=tuple(places),
        periods=periods,
        observed=float(observed[-periods:, places].sum()),
        expected=float(expected[-periods:, places].sum()),
        score=score,
        p=gumbel_tail(score, tops),
    )


def gumbel_tail(score: float, draws: Floats) -> float:
    """How often a Gumbel with the draws' mean and deviation lies over a score.

    Examples:
        >>> import numpy as np
        >>> round(gumbel_tail(2.0, np.array([0.0, 1.0, 2.0])), 3)
        0.144

    References:
        Gumbel (1958), Statistics of Extremes (moments).
    """
    scale = max(float(np.std(draws, ddof=1)) * _STRETCH, 1e-9)
    place = float(np.mean(draws)) - _EULER * scale
    return float(-np.expm1(-np.exp(-(score - place) / scale)))
