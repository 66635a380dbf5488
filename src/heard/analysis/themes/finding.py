"""Themes that nobody has named yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from heard.analysis.intervals import share_interval
from heard.analysis.themes.choosing import chosen_number
from heard.analysis.themes.clustering import by_words, centres_of, spherical_kmeans
from heard.analysis.themes.naming import names_of, telling_words
from heard.analysis.themes.quoting import first_different, quotes_of
from heard.analysis.themes.results import NONE, Found, Theme
from heard.analysis.themes.vectors import text_vectors
from heard.analysis.themes.vocabulary import read_corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heard.analysis.arrays import Floats
    from heard.analysis.themes.results import Tried
    from heard.analysis.themes.vocabulary import Corpus
    from heard.analysis.warnings.types import Whole

NO_THEME = "No theme"


def find_themes(
    texts: Sequence[str],
    *,
    k: int | None = None,
    seed: int = 0,
    unfit: Callable[[str], bool] | None = None,
) -> Found:
    """What texts are about, in themes of which each text has one.

    Texts become points by word vectors learnt from the texts themselves (`text_vectors`), points
    become groups by spherical k-means, and the groups are put right by the words that they use
    (`by_words`). Sums are taken in one order, so a rerun on the same machine gives the same bits
    whatever the number of its cores.

    Args:
        texts: as people wrote them, in any language that puts spaces between words.
        k: how many themes at most; None for as many as come out again (`chosen_number`).
        seed: of what is drawn by lot.
        unfit: which words may not stand in names, such as people's.

    Returns:
        Themes, largest first. Texts that share no word with another have none.

    Raises:
        ValueError: k is less than one.

    Examples:
        >>> found = find_themes(["The lift is broken"] * 3 + ["Lift broken again"])
        >>> [(one.name, one.size, one.share) for one in found.themes]
        [('Broken, lift', 4, 1.0)]
    """
    if k is not None and k < 1:
        raise ValueError(f"There can't be {k} themes.")
    if not texts:
        return Found((), np.zeros(0, dtype=np.int64), np.zeros(0))
    with threadpool_limits(limits=1):
        return _found(texts, k, np.random.default_rng(seed), unfit)


def _found(
    texts: Sequence[str],
    k: int | None,
    rng: np.random.Generator,
    unfit: Callable[[str], bool] | None,
) -> Found:
    corpus = read_corpus(texts)
    points = text_vectors(corpus, rng)
    able = np.flatnonzero(np.linalg.norm(points, axis=1) > 0)
    group = np.full(len(texts), -1)
    tried: tuple[Tried, ...] = ()
    if len(able):
        inside = points[able]
        different = len({row.tobytes() for row in inside.round(6)})
        if k is None:
            k, tried = chosen_number(inside, different, rng)
        k = min(k, different)
        start = spherical_kmeans(inside, k, rng) if k > 1 else np.zeros(len(able), dtype=np.int64)
        group[able] = by_words(corpus.counts[able], start, k)
    group, size = by_size(group)
    return described(texts, corpus, points, group, size, tried=tried, unfit=unfit)


def by_size(group: Whole) -> tuple[Whole, int]:
    """Groups numbered anew, the largest first, without empty ones; and how many there are."""
    sizes = np.bincount(group[group >= 0]) if (group >= 0).any() else np.zeros(0, dtype=np.int64)
    order = np.argsort(-sizes, kind="stable")[: int((sizes > 0).sum())]
    place = np.full(len(sizes) + 1, -1)  # the last is for texts without a group
    place[order] = np.arange(len(order))
    return place[group], len(order)


def described(
    texts: Sequence[str],
    corpus: Corpus,
    points: Floats,
    group: Whole,
    k: int,
    *,
    tried: tuple[Tried, ...] = (),
    unfit: Callable[[str], bool] | None = None,
) -> Found:
    """Groups with their names, quotes and shares."""
    centres = centres_of(points, group, k)
    weighed = telling_words(corpus, group, k)
    names = names_of(weighed, unfit)
    quotes = quotes_of(texts, points, centres, group)
    themes = [
        theme_of(f"theme-{at + 1}", names[at], group == at, quotes[at], weighed[at])
        for at in range(k)
    ]
    score = _silhouettes(points, centres, group)
    return with_none(texts, themes, group, score, tried=tried)


def theme_of(
    mark: str,
    name: str,
    inside: np.ndarray,
    quotes: tuple[int, ...],
    words: tuple[tuple[str, float], ...] = (),
) -> Theme:
    """A theme of the texts for which `inside` holds."""
    size, base = int(inside.sum()), len(inside)
    share = size / base if base else 0.0
    low, high = share_interval(share, base)
    return Theme(mark, name, size, share, low, high, quotes, words)


def with_none(
    texts: Sequence[str],
    themes: list[Theme],
    group: Whole,
    score: Floats,
    *,
    name: str = NO_THEME,
    tried: tuple[Tried, ...] = (),
) -> Found:
    """The themes, and one more for texts that have none, if there are any."""
    without = group < 0
    if without.any():
        quotes = first_different(texts, (int(one) for one in np.flatnonzero(without)))
        themes = [*themes, theme_of(NONE, name, without, quotes)]
    place = np.where(without, len(themes) - 1, group)
    return Found(tuple(themes), place, np.where(without, 0.0, score), tried)


def _silhouettes(points: Floats, centres: Floats, group: Whole) -> Floats:
    """How much nearer each text lies to its own centre than to any other, shape (n,)."""
    if not len(centres):
        return np.zeros(len(points))
    apart = np.clip(1 - points @ centres.T, 0.0, 2.0)
    rows = np.arange(len(points))
    own = apart[rows, group]
    if len(centres) == 1:
        return np.clip(1 - own, 0.0, 1.0)
    apart[rows, group] = np.inf
    other = apart.min(axis=1)
    larger = np.maximum(np.maximum(own, other), 1e-12)
    return np.asarray(np.clip((other - own) / larger, 0.0, 1.0), dtype=np.float64)
