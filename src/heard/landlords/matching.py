"""How alike a typed text and many names are, spelling mistakes and missing words allowed for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from heard.landlords.naming import forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heard.landlords.naming import Forms

LEAST = 60.0  # a likeness below this is no match
_WORD_LIKE = 0.75  # a word with one mistake in four letters still counts
_PARTIAL = 92.0  # a name of which every typed word is known ranks below the exact name


def likeness(text: str, names: Sequence[str]) -> NDArray[np.float64]:
    """How alike the text is to each name, from 0 to 100; under `LEAST` is no match.

    The highest of: the whole text with a few mistakes, in any of the forms in which names are
    written; every typed word found in the name, with a mistake or cut short. Restricted edit
    distance counts a swap of two neighbouring letters as one mistake.

    Examples:
        >>> likeness("tames valley", ["Thames Valley Housing Association", "Hyde"]).round().tolist()
        [92.0, 0.0]
    """
    if not names:
        return np.zeros(0)
    typed = forms(text)
    known = [forms(name) for name in names]
    scores = np.zeros(len(names))
    for typed_form, known_form in zip(typed[:3], list(zip(*known, strict=True))[:3], strict=True):
        scores = np.maximum(scores, _edits(typed_form, known_form))
    return np.maximum(scores, _words(typed.core, known))


def _edits(typed: str, known: Sequence[str]) -> NDArray[np.float64]:
    """Likeness of whole texts: one mistake for a short name, up to four for a long one."""
    if not typed:
        return np.zeros(len(known))
    distance = process.cdist([typed], known, scorer=OSA.distance, dtype=np.int32)[0]
    length = np.maximum([len(name) for name in known], len(typed))
    allowed = np.clip(length // 6, 1, 4)
    scores = 100.0 - (100.0 - LEAST) * distance / np.maximum(length * 0.7, 3)
    found = (distance <= allowed) & (length > distance)
    return np.where(found, np.maximum(scores, LEAST), 0.0)


def _words(typed: str, known: Sequence[Forms]) -> NDArray[np.float64]:
    """Likeness by words: 0 unless every typed word is in the name, then higher for fuller names."""
    scores = np.zeros(len(known))
    words = [word for word in typed.split() if len(word) > 1]
    vocabulary = sorted(frozenset().union(*(name.words for name in known)))
    if not words or not vocabulary:
        return scores
    likes = [_word_likes(word, vocabulary) for word in words]
    letters = sum(map(len, words))
    for at, name in enumerate(known):
        if any(name.words.isdisjoint(like) for like in likes):
            continue
        best = (max(like.get(word, 0.0) for word in name.words) for like in likes)
        found = sum(like * len(word) for like, word in zip(best, words, strict=True)) / letters
        share = min(1.0, len(typed) / len(name.core))
        scores[at] = LEAST + (_PARTIAL - LEAST) * (0.7 * found + 0.3 * share)
    return scores


def _word_likes(word: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """The words that this one may stand for, each with its likeness."""
    likes = process.cdist([word], vocabulary, scorer=OSA.normalized_similarity)[0]
    found = {
        vocabulary[at]: float(likes[at]) for at in np.flatnonzero(likes >= _WORD_LIKE).tolist()
    }
    if len(word) > 2:  # noqa: PLR2004 - two letters begin too many words
        for full in vocabulary:
            if full.startswith(word):
                found[full] = max(found.get(full, 0.0), 0.95)
    return found
