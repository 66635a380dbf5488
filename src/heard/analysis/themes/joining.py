"""New texts into themes that other texts have already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from heard.analysis.themes.clustering import log_words
from heard.analysis.themes.vocabulary import read_corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.analysis.arrays import Floats
    from heard.analysis.themes.codebook import GivenTheme
    from heard.analysis.themes.vocabulary import Matrix
    from heard.analysis.warnings.types import Whole

NEW = -1
"""In place of a theme: this text is to be sorted."""
_PROFILES = 3  # texts that a theme's name and description count as


class Joined(NamedTuple):
    """Where each text belongs.

    Attributes:
        theme: position of its theme among those given, or their number where none fits, shape (n,).
        score: how much likelier its theme is than the next, 0-1, shape (n,); 1 for texts that had
            theirs. It orders texts by doubt, and isn't how often that is right.
    """

    theme: Whole
    score: Floats


def join_themes(texts: Sequence[str], theme: Whole, given: Sequence[GivenTheme]) -> Joined:
    """Sort new texts by the words of those that were sorted before; these keep their themes.

    Each theme is a mixture of words, learnt from its texts, its name and its description, and
    drawn towards how common words are everywhere. "None of these" is how common they are, with
    the words of texts that were found to be in none: a text goes there where no theme makes its
    words likelier than any text would. Words that no sorted text has say nothing.

    Args:
        texts: as people wrote them, n of them.
        theme: position in `given` of each text's theme, their number for "none of these", or
            `NEW`, shape (n,).
        given: the themes.

    Raises:
        ValueError: not as many themes as texts, or a position that there isn't.

    Examples:
        >>> import numpy as np
        >>> from heard.analysis.themes import GivenTheme
        >>> given = [GivenTheme("Lifts"), GivenTheme("Damp")]
        >>> texts = ["the lift broke", "lift stuck again", "damp wall", "mould and damp",
        ...          "stuck in the lift", "wall black with mould", "thanks"]
        >>> join_themes(texts, np.array([0, 0, 1, 1, -1, -1, -1]), given).theme.tolist()
        [0, 0, 1, 1, 0, 1, 2]

    References:
        McCallum & Nigam (1998), AAAI workshop on learning for text categorization, 41-48.
        Nigam, McCallum, Thrun & Mitchell (2000), Machine Learning 39, 103-134.
    """
    k = len(given)
    known = np.asarray(theme, dtype=np.int64)
    if known.shape != (len(texts),) or ((known < NEW) | (known > k)).any():
        raise ValueError("Each text needs one of the themes given, none of them, or NEW.")
    score = np.ones(len(texts))
    new = np.flatnonzero(known == NEW)
    if not len(new):
        return Joined(known, score)
    profiles = [one.profile for one in given for _ in range(_PROFILES)]
    corpus = read_corpus([*texts, *profiles], fewest=1)
    has = corpus.counts.astype(np.float64)
    has.data[:] = 1.0
    group = np.concatenate([known, np.repeat(np.arange(k), _PROFILES)])
    said = np.asarray(has[np.flatnonzero(group != NEW)].sum(axis=0)).ravel() > 0
    has = has[:, np.flatnonzero(said)]
    with threadpool_limits(limits=1):
        likely = _likely(has, group, k, len(texts))[new]
    found = known.copy()
    found[new] = likely.argmax(axis=1)
    silent = np.diff(has.indptr)[new] == 0
    found[new[silent]] = k
    score[new] = np.where(silent, 0.0, _clear(likely))
    return Joined(found, score)


def _likely(has: Matrix, group: Whole, k: int, texts: int) -> Floats:
    """Log of how likely each text is in each theme, and in none, shape (n, k + 1)."""
    learnt = log_words(has, group, k + 1)
    sorted_ = np.flatnonzero(group != NEW)
    common = np.asarray(has[sorted_].sum(axis=0), dtype=np.float64).ravel()
    without = np.flatnonzero(group[:texts] == k)
    own = np.asarray(has[without].sum(axis=0), dtype=np.float64).ravel()
    drawn = own + common * (own.sum() / max(common.sum(), 1.0) if len(without) else 1.0) + 1e-9
    learnt[k] = np.log(drawn / drawn.sum())
    sizes = np.bincount(group[group >= 0], minlength=k + 1).astype(np.float64)
    return np.asarray(has @ learnt.T + np.log(sizes + 1.0), dtype=np.float64)


def _clear(likely: Floats) -> Floats:
    """How much of the likelihood of the best two is the best one's, beyond half, 0-1."""
    two = np.sort(likely, axis=1)[:, -2:]
    return np.asarray(np.tanh((two[:, 1] - two[:, 0]) / 2), dtype=np.float64)
