"""Which of given themes each text is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from heard.analysis.themes.clustering import by_words
from heard.analysis.themes.codebook import in_order
from heard.analysis.themes.finding import theme_of, with_none
from heard.analysis.themes.quoting import first_different
from heard.analysis.themes.results import Found
from heard.analysis.themes.tokens import telling
from heard.analysis.themes.vectors import text_vectors
from heard.analysis.themes.vocabulary import read_corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.analysis.arrays import Floats
    from heard.analysis.themes.codebook import GivenTheme
    from heard.analysis.themes.results import Theme
    from heard.analysis.themes.vocabulary import Corpus, Matrix
    from heard.analysis.warnings.types import Whole

NONE_OF_THESE = "None of these"
MANY = 500
"""Texts from which words' meaning can be learnt from them, and so what a theme's texts use."""
_NEAR, _NEAR_OF_FEW = 0.15, 0.03
_PIECE = 4  # letters
_TINY = 1e-12


def match_themes(
    texts: Sequence[str], given: Iterable[GivenTheme], *, seed: int = 0, near: float | None = None
) -> Found:
    """Which of the given themes each text is nearest to, or none of them.

    How near is the mean of three cosines with the theme's name, description and examples: of
    words, of their pieces of four letters (so that "repairing" is near "repaired"), and of the
    vectors learnt from the texts. Where there are many texts, those near enough are then sorted
    by all words that each theme's texts use (`by_words`), starting from there.

    Args:
        texts: as people wrote them.
        given: themes; in which order makes no difference.
        seed: of what is drawn by lot.
        near: how near a text has to be, 0-1; 0.15, or 0.03 for fewer than 500 texts, unless
            given. Farther ones have none.

    Returns:
        All given themes under their own ids and names, largest first, also those of no text.

    Raises:
        ValueError: no themes, or two with one id.

    Examples:
        >>> from heard.analysis.themes import GivenTheme
        >>> given = [GivenTheme("Lifts"), GivenTheme("Damp and mould")]
        >>> found = match_themes(["The lift stopped again", "mouldy walls", "thanks!"], given)
        >>> [(one.id, one.size) for one in found.themes]
        [('damp-and-mould', 1), ('lifts', 1), ('none', 1)]

    References:
        Salton & Buckley (1988), Information Processing & Management 24(5), 513-523 (TF-IDF).
        McNamee & Mayfield (2004), Information Retrieval 7, 73-97 (pieces of four letters).
        Nigam, McCallum, Thrun & Mitchell (2000), Machine Learning 39, 103-134.
    """
    themes = in_order(given)
    if not texts:
        close, group = np.zeros((0, len(themes))), np.zeros(0, dtype=np.int64)
    else:
        with threadpool_limits(limits=1):
            profiles = [one.profile for one in themes]
            corpus = read_corpus([*texts, *profiles], fewest=1)
            close = closeness(corpus, len(texts), np.random.default_rng(seed))
            group = _nearest(corpus, close, near)
    score = close[np.arange(len(texts)), group] if len(texts) else np.zeros(0)
    return _told(texts, themes, close, group, score)


def closeness(corpus: Corpus, texts: int, rng: np.random.Generator) -> Floats:
    """How near each text is to each theme, 0-1, shape (texts, themes).

    Args:
        corpus: texts first, then the themes' profiles.
        texts: how many of its rows are texts.
        rng: of what is drawn by lot.
    """
    plain = set(telling(corpus.words.shown))
    tells = np.array([one in plain for one in corpus.words.shown], dtype=np.float64)
    words = corpus.counts @ sparse.diags(tells)
    points = text_vectors(corpus, rng)
    meant = np.maximum(points[:texts] @ points[texts:].T, 0.0)
    pieces = words @ _pieces(corpus)
    mean = (_cosines(words, texts) + _cosines(pieces, texts) + meant) / 3
    return np.asarray(np.clip(mean, 0.0, 1.0), dtype=np.float64)


def _nearest(corpus: Corpus, close: Floats, near: float | None) -> Whole:
    texts, themes = close.shape
    least = near if near is not None else _NEAR if texts >= MANY else _NEAR_OF_FEW
    close = np.round(close, 9)
    group = np.where(close.max(axis=1) >= max(least, _TINY), close.argmax(axis=1), -1)
    able = np.flatnonzero(group >= 0)
    if texts >= MANY and len(able):
        group[able] = by_words(corpus.counts[able], group[able], themes)
    return group


def _pieces(corpus: Corpus) -> Matrix:
    """Which pieces each word has, with its edges marked, sparse, shape (v, pieces)."""
    index: dict[str, int] = {}
    word: list[int] = []
    piece: list[int] = []
    for at, root in enumerate(corpus.words.roots):
        edged = f"_{root}_"
        for start in range(max(1, len(edged) - _PIECE + 1)):
            word.append(at)
            piece.append(index.setdefault(edged[start : start + _PIECE], len(index)))
    shape = (len(corpus.words.roots), len(index))
    return sparse.csr_matrix((np.ones(len(word)), (word, piece)), shape=shape)


def _cosines(counts: Matrix, texts: int) -> Floats:
    """Cosines of texts with profiles, by how rare features are in texts and between profiles."""
    damped = counts.tocsr().copy()
    damped.eliminate_zeros()
    damped.data = 1 + np.log(damped.data)
    said, asked = damped[:texts], damped[texts:]
    rare = np.log((texts + 1) / (np.bincount(said.indices, minlength=counts.shape[1]) + 1))
    apart = np.bincount(asked.indices, minlength=counts.shape[1])
    telling_apart = np.log((asked.shape[0] + 1) / (apart + 0.5))
    left = _length_one(said @ sparse.diags(rare))
    right = _length_one(asked @ sparse.diags(np.maximum(rare, 0.1) * telling_apart))
    return np.asarray((left @ right.T).toarray(), dtype=np.float64)


def _length_one(rows: Matrix) -> Matrix:
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.diags(1 / np.maximum(length, _TINY)) @ rows


def _told(
    texts: Sequence[str],
    themes: Sequence[GivenTheme],
    close: Floats,
    group: Whole,
    score: Floats,
) -> Found:
    sizes = np.bincount(group[group >= 0], minlength=len(themes))
    order = np.argsort(-sizes, kind="stable")
    place = np.full(len(themes) + 1, -1)  # the last is for texts without a theme
    place[order] = np.arange(len(order))
    listed: list[Theme] = []
    for at in [int(one) for one in order]:
        inside = np.flatnonzero(group == at)
        apart = np.asarray(1 - np.round(close[inside, at], 9), dtype=np.float64)
        nearest = inside[np.argsort(apart, kind="stable")]
        quotes = first_different(texts, (int(one) for one in nearest))
        listed.append(theme_of(themes[at].mark, themes[at].name, group == at, quotes))
    if not len(texts):
        return Found(tuple(listed), group, score)
    return with_none(texts, listed, place[group], score, name=NONE_OF_THESE)
