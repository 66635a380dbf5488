"""How many themes there are: as many as come out again when part of the texts is left out."""

from __future__ import annotations

from math import isqrt, log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.themes.clustering import spherical_kmeans
from heard.analysis.themes.results import Tried

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.types import Whole

_NUMBERS = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 60)
_FEWEST = 8  # different texts from which there can be more than one theme
_SAMPLE, _PART, _PAIRS = 2_000, 0.8, 4


def most_themes(texts: int) -> int:
    """The most themes that are tried for so many texts: the root of half of them.

    Examples:
        >>> [most_themes(n) for n in (10, 200, 5_000, 50_000)]
        [2, 10, 50, 60]
    """
    return min(_NUMBERS[-1], max(2, isqrt(texts // 2)))


def chosen_number(
    points: Floats, different: int, rng: np.random.Generator
) -> tuple[int, tuple[Tried, ...]]:
    """The number of themes, and how each number tried stood up.

    For each number, two overlapping parts of the texts are sorted apart from each other, several
    times over, and it is seen how far they agree on the texts that both have. Few themes agree
    easily and say little: two halves of anything come out again. So agreement is weighed by the
    root of log k, as log k is the most that k themes can say. That weight is ours; where texts
    were made up of so many themes it doesn't move the choice off them.

    Args:
        points: texts, shape (n, d).
        different: how many of them differ.
        rng: what parts are drawn with.

    References:
        Ben-Hur, Elisseeff & Guyon (2002), Pacific Symposium on Biocomputing 7, 6-17.
    """
    if different < _FEWEST:
        return 1, ()
    top = min(most_themes(len(points)), different // 2)
    tried = tuple(_tried(points, k, rng) for k in _NUMBERS if k <= top)
    return max(tried, key=lambda one: (one.agreement * sqrt(log(one.k)), one.k)).k, tried


def _tried(points: Floats, k: int, rng: np.random.Generator) -> Tried:
    size = max(2, int(_PART * min(len(points), _SAMPLE)))
    pool = max(size, min(len(points), _SAMPLE))
    agreed: list[float] = []
    for _ in range(_PAIRS):
        those = np.sort(rng.choice(len(points), pool, replace=False))
        one, other = (np.sort(rng.choice(pool, size, replace=False)) for _ in range(2))
        first = _sorted_into(points[those], one, k, rng)
        second = _sorted_into(points[those], other, k, rng)
        both = (first >= 0) & (second >= 0)
        agreed.append(adjusted_rand(first[both], second[both]))
    return Tried(k, float(np.mean(agreed)), float(np.std(agreed, ddof=1) / sqrt(_PAIRS)))


def _sorted_into(points: Floats, part: Whole, k: int, rng: np.random.Generator) -> Whole:
    group = np.full(len(points), -1)
    group[part] = spherical_kmeans(points[part], k, rng, starts=2)
    return group


def adjusted_rand(one: Whole, other: Whole) -> float:
    """How far two ways of grouping the same things agree: 1 wholly, 0 as by chance.

    Examples:
        >>> import numpy as np
        >>> round(adjusted_rand(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 2])), 4)
        0.5714

    References:
        Hubert & Arabie (1985), Journal of Classification 2, 193-218.
    """
    if not len(one):
        return 1.0
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)

    def pairs(counts: Floats) -> float:
        return float((counts * (counts - 1) / 2).sum())

    together = pairs(table)
    first, second = pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = first * second / max(len(one) * (len(one) - 1) / 2, 1)
    most = (first + second) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)
