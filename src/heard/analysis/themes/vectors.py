"""Texts as points: near each other where they are about the same, though the words differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.themes.vocabulary import Corpus, Matrix

DIMENSIONS = 64
_SMOOTHING = 0.75  # of how common neighbours are
_COMMON = 1e-3  # words of this share of all weigh half
_PLAIN_WEIGHT = 0.5  # of the words themselves beside what they mean
_ROUNDS, _SPARE = 3, 10
_SAMPLE = 10_000  # texts, evenly spread, that the second part's directions are found from
_TINY = 1e-12


def text_vectors(corpus: Corpus, rng: np.random.Generator) -> Floats:
    """A point for each text, shape (n, d), of length one; nought where no word is counted.

    Two parts stand side by side. In the first a text is the weighted mean of its words' vectors,
    which are learnt from the texts themselves; common words weigh less, and what all texts have
    in common is taken out. The second is the text's own words by TF-IDF, made shorter.

    References:
        Levy & Goldberg (2014), NeurIPS 27, 2177-2185 (PPMI and truncated SVD).
        Levy, Goldberg & Dagan (2015), TACL 3, 211-225 (smoothed contexts, square-rooted values).
        Arora, Liang & Ma (2017), ICLR (weights, and the common direction taken out).
        Deerwester et al (1990), JASIS 41(6), 391-407 (latent semantic analysis).
    """
    counts = corpus.counts
    damped = counts.copy()
    damped.data = 1 + np.log(damped.data)
    often = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    weight = _COMMON / (_COMMON + often / max(often.sum(), 1.0))
    meant = unit(np.asarray(damped @ (word_vectors(corpus, rng) * weight[:, None])))
    meant = unit(_without_common(meant))
    rare = _unit_rows(damped @ sparse.diags(corpus.idf))
    axes, _ = strongest_axes(rare[:: -(-len(meant) // _SAMPLE) or 1], DIMENSIONS, rng)
    plain = unit(np.asarray(rare @ axes))
    return unit(np.hstack([meant, _PLAIN_WEIGHT * plain]))


def word_vectors(corpus: Corpus, rng: np.random.Generator) -> Floats:
    """A point for each word, shape (v, d): words that stand near the same words lie together."""
    table = positive_pmi(corpus.near)
    left, values = strongest_axes(table.T.tocsr(), DIMENSIONS, rng)
    return unit(left * np.sqrt(values))


def positive_pmi(near: Matrix) -> Matrix:
    """How much oftener than by chance two words stand near each other: log, where it is above 0.

    Each stretch counts a word once for each other word in it, by the stretch's length.

    Args:
        near: 1 where a word stands in a stretch, sparse, shape (s, v).

    Returns:
        Positive pointwise mutual information, sparse, shape (v, v).

    References:
        Levy, Goldberg & Dagan (2015), TACL 3, 211-225, section 3.2.
    """
    length = np.asarray(near.sum(axis=1)).ravel()
    together = (near.T @ (sparse.diags(1 / np.maximum(length - 1, 1)) @ near)).tocoo()
    apart = together.row != together.col
    row, column, value = together.row[apart], together.col[apart], together.data[apart]
    often = np.bincount(row, value, minlength=near.shape[1])
    share = often / max(often.sum(), _TINY)
    context = often**_SMOOTHING
    context = context / max(context.sum(), _TINY)
    chance = np.maximum(share[row] * context[column], _TINY)
    strength = np.log(np.maximum(value / max(value.sum(), _TINY), _TINY) / chance)
    up = strength > 0
    return sparse.csr_matrix((strength[up], (row[up], column[up])), shape=together.shape)


def strongest_axes(table: Matrix, most: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """The strongest `most` right singular vectors and values of a sparse table.

    Only the columns' side is kept orthogonal, so that long tables cost little.

    Returns:
        Vectors, shape (columns, d), and values, strongest first, shape (d,), with d the smallest
        of `most`, rows and columns.

    References:
        Halko, Martinsson & Tropp (2011), SIAM Review 53(2), 217-288.
    """
    rows, columns = table.shape
    size = min(most, rows, columns)
    table = table.astype(np.float32)
    turned = table.T.tocsr()
    basis = _orthogonal(rng.standard_normal((columns, min(size + _SPARE, columns))))
    for _ in range(_ROUNDS):
        basis = _orthogonal(turned @ np.asarray(table @ basis.astype(np.float32)))
    across = np.asarray(table @ basis.astype(np.float32), dtype=np.float64)
    squares, turn = np.linalg.eigh(across.T @ across)
    order = np.argsort(-squares, kind="stable")[:size]
    return basis @ turn[:, order], np.sqrt(np.maximum(squares[order], 0.0))


def _orthogonal(columns: Floats) -> Floats:
    return np.asarray(np.linalg.qr(columns.astype(np.float64))[0], dtype=np.float64)


def unit(rows: Floats) -> Floats:
    """The rows at length one; rows of nought stay so."""
    length = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _TINY)
    return np.asarray(rows / length, dtype=np.float64)


def _without_common(points: Floats) -> Floats:
    """The points less the direction that they all share, unless it is all that they have."""
    mean = points.mean(axis=0) if len(points) else np.zeros(points.shape[1])
    mean = mean / max(float(np.linalg.norm(mean)), _TINY)
    left = points - np.outer(points @ mean, mean)
    small = np.linalg.norm(left, axis=1, keepdims=True) < 1e-6  # noqa: PLR2004 - rounding
    return np.where(small, points, left)


def _unit_rows(table: Matrix) -> Matrix:
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(length, _TINY)) @ table).tocsr()
