"""Texts in groups: by where they lie, then by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from heard.analysis.themes.vectors import unit

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.themes.vocabulary import Matrix
    from heard.analysis.warnings.types import Whole

SAMPLE = 6_000  # texts among which the starts are tried
_STARTS, _ROUNDS, _LAST_ROUNDS = 3, 12, 4
_TRIED = 3  # places for each centre
_CLASS_ROUNDS, _BORROWED = 10, 0.1
_SETTLED = 0.001  # of the texts that may still move
_TINY = 1e-9


def spherical_kmeans(
    points: Floats, k: int, rng: np.random.Generator, *, starts: int = _STARTS
) -> Whole:
    """Which of k groups each point belongs to, by the angle to the groups' centres, shape (n,).

    Several starts are drawn by k-means++ and the best is kept. With many points the starts are
    tried on some of them and the best one's centres settle on all.

    References:
        Dhillon & Modha (2001), Machine Learning 42, 143-175.
        Arthur & Vassilvitskii (2007), SODA, 1027-1035 (k-means++).
    """
    places = np.asarray(points, dtype=np.float32)
    some = places
    if len(places) > SAMPLE:
        some = places[np.sort(rng.choice(len(places), SAMPLE, replace=False))]
    tries = [_settled(some, _spread_out(some, k, rng), _ROUNDS) for _ in range(starts)]
    best = max(range(starts), key=lambda at: (tries[at][1], -at))
    centres, _ = _settled(places, tries[best][0], _LAST_ROUNDS)
    return np.asarray((places @ centres.T).argmax(axis=1), dtype=np.int64)


def _spread_out(points: np.ndarray, k: int, rng: np.random.Generator) -> np.ndarray:
    """So many of the points, each drawn far from those before it."""
    chosen = [int(rng.integers(len(points)))]
    apart = np.maximum(1 - points @ points[chosen[0]], 0).astype(np.float64)
    for _ in range(1, k):
        whole = apart.sum()
        chance = apart / whole if whole > _TINY else None
        tried = rng.choice(len(points), _TRIED, p=chance)
        nearer = np.minimum(apart[:, None], np.maximum(1 - points @ points[tried].T, 0))
        best = int(nearer.sum(axis=0).argmin())
        chosen.append(int(tried[best]))
        apart = nearer[:, best]
    return points[chosen]


def _settled(points: np.ndarray, centres: np.ndarray, rounds: int) -> tuple[np.ndarray, float]:
    """Centres after so many rounds, and how near their points lie, added up."""
    group = np.full(len(points), -1)
    total = -np.inf
    for _ in range(rounds):
        near = points @ centres.T
        now = near.argmax(axis=1)
        total = float(near[np.arange(len(points)), now].sum(dtype=np.float64))
        if (now == group).all():
            break
        group = now
        summed = np.asarray(members_of(group, len(centres)) @ points)
        empty = np.linalg.norm(summed, axis=1) < _TINY
        summed[empty] = centres[empty]
        centres = unit(summed).astype(np.float32)
    return centres, total


def by_words(counts: Matrix, group: Whole, k: int) -> Whole:
    """Groups put right by the words that their texts use, shape (n,).

    Each group is a mixture of words, drawn towards how common they are everywhere; each text goes
    to the group that most likely gave its words; and again, until little moves. Texts of few
    words, which lie anywhere among points, find their group so.

    Args:
        counts: which words each text has, shape (n, v).
        group: where each text is to start, 0 to k - 1; -1 where it takes no part in the start.
        k: how many groups.

    References:
        Celeux & Govaert (1992), Computational Statistics & Data Analysis 14(3), 315-332
        (classification EM).
        Nigam, McCallum, Thrun & Mitchell (2000), Machine Learning 39, 103-134 (words by EM).
    """
    has = counts.astype(np.float32)
    has.data[:] = 1.0
    for _ in range(_CLASS_ROUNDS):
        likely = np.ascontiguousarray(log_words(has, group, k).T, dtype=np.float32)
        now = np.asarray((has @ likely + _sizes(group, k)).argmax(axis=1))
        moved = int((now != group).sum())
        group = now
        if moved <= _SETTLED * len(group):
            break
    return np.asarray(group, dtype=np.int64)


def log_words(has: Matrix, group: Whole, k: int) -> Floats:
    """Log of how likely each group's next word is each word, shape (k, v)."""
    used = np.asarray((members_of(group, k) @ has).toarray(), dtype=np.float64)
    common = np.asarray(has.sum(axis=0), dtype=np.float64).ravel()
    borrowed = _BORROWED * common * (has.shape[1] / max(common.sum(), 1.0))
    total = used.sum(axis=1, keepdims=True) + borrowed.sum()
    return np.asarray(np.log(np.maximum(used + borrowed, _TINY) / np.maximum(total, _TINY)))


def _sizes(group: Whole, k: int) -> Floats:
    sizes = np.bincount(group[group >= 0], minlength=k).astype(np.float64)
    return np.asarray(np.log(sizes + 1.0), dtype=np.float64)


def members_of(group: Whole, k: int) -> Matrix:
    """1 where a text is a group's, sparse, shape (k, n); texts at -1 are no group's."""
    inside = np.flatnonzero(group >= 0)
    ones = np.ones(len(inside), dtype=np.float32)
    return sparse.csr_matrix((ones, (group[inside], inside)), shape=(k, len(group)))


def centres_of(points: Floats, group: Whole, k: int) -> Floats:
    """Where each group's texts lie on average, at length one, shape (k, d)."""
    return unit(np.asarray(members_of(group, k).astype(np.float64) @ points, dtype=np.float64))
