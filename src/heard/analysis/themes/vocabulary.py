"""Texts as counts of words: the table that everything else here is worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from scipy import sparse

from heard.analysis.themes.tokens import root, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.types import Whole

Matrix: TypeAlias = Any  # a sparse matrix, which SciPy's types don't describe closely
MOST_WORDS = 20_000
SEGMENT = 24  # words within which two words stand near each other


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that more than one text has, by how many texts have them, most first.

    Attributes:
        roots: each word as it is counted, shape (v,).
        shown: its commonest form as people wrote it, in small letters.
        texts: in how many texts it stands, shape (v,).
    """

    roots: tuple[str, ...]
    shown: tuple[str, ...]
    texts: Whole


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts as counts.

    Attributes:
        words: which words the columns stand for.
        counts: how often each stands in each text, sparse, shape (n, v).
        near: 1 where a word stands in a stretch of `SEGMENT` words, sparse, shape (s, v).
        lengths: words of each text, also those that no other text has, shape (n,).
    """

    words: Vocabulary
    counts: Matrix
    near: Matrix
    lengths: Whole

    @property
    def idf(self) -> Floats:
        """How rare each word is: log of texts by texts with it, smoothed, shape (v,)."""
        texts = np.asarray(self.words.texts, dtype=np.float64)
        return np.asarray(np.log((1 + len(self.lengths)) / (1 + texts)) + 1, dtype=np.float64)


def read_corpus(texts: Sequence[str], *, fewest: int = 2) -> Corpus:
    """Count the words of texts.

    Args:
        texts: as people wrote them.
        fewest: texts that a word has to stand in; one where no word stands in so many.
    """
    words: list[str] = []
    ends = np.zeros(len(texts) + 1, dtype=np.int64)
    for at, text in enumerate(texts, start=1):
        words.extend(words_of(text))
        ends[at] = len(words)
    lengths = np.diff(ends)
    forms = sorted(set(words))
    index = {form: at for at, form in enumerate(forms)}
    said = np.fromiter(map(index.__getitem__, words), dtype=np.int64, count=len(words))
    roots: dict[str, int] = {}
    root_of = np.array([roots.setdefault(root(form), len(roots)) for form in forms], dtype=np.int64)
    token = root_of[said] if len(said) else said
    text_of = np.repeat(np.arange(len(texts)), lengths)
    counts = _table(text_of, token, len(texts), len(roots))
    spread = np.bincount(counts.indices, minlength=len(roots))
    kept = _kept(spread, fewest if (spread >= fewest).any() else 1, tuple(roots))
    starts = np.repeat(ends[:-1], lengths)
    new = np.concatenate([[True], np.diff(text_of) != 0])[: len(said)]
    new |= (np.arange(len(said)) - starts) % SEGMENT == 0
    stretch = np.cumsum(new) - 1
    near = _table(stretch, token, int(stretch[-1]) + 1 if len(said) else 0, len(roots))
    near.data[:] = 1.0
    names = list(roots)
    shown = _shown(said, root_of, forms, len(roots))
    vocabulary = Vocabulary(
        tuple(names[int(at)] for at in kept), tuple(shown[int(at)] for at in kept), spread[kept]
    )
    return Corpus(vocabulary, counts[:, kept], near[:, kept], lengths)


def _table(row: Whole, column: Whole, rows: int, columns: int) -> Matrix:
    ones = np.ones(len(row))
    return sparse.coo_matrix((ones, (row, column)), shape=(rows, columns)).tocsr()


def _kept(spread: Whole, fewest: int, names: Sequence[str]) -> Whole:
    """Columns of the words that are counted, in an order that doesn't hang on that of texts."""
    at = [int(one) for one in np.flatnonzero(spread >= fewest)]
    at.sort(key=lambda one: (-spread[one], names[one]))
    return np.array(at[:MOST_WORDS], dtype=np.int64)


def _shown(said: Whole, root_of: Whole, forms: Sequence[str], roots: int) -> list[str]:
    """The commonest form of each root; of two as common the one that comes first by letters."""
    often = np.bincount(said, minlength=len(forms))
    best: list[tuple[int, str]] = [(0, "")] * roots
    for at, form in enumerate(forms):
        here = int(root_of[at])
        count, other = best[here]
        if (-int(often[at]), form) < (-count, other) or not other:
            best[here] = int(often[at]), form
    return [form for _, form in best]
