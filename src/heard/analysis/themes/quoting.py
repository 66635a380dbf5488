"""The texts that show best what a theme is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.themes.tokens import root, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.types import Whole

QUOTES = 3
_SHORTEST, _LONGEST = 5, 60  # words
_LONGEST_TEXT = 400  # characters


def quotes_of(
    texts: Sequence[str], points: Floats, centres: Floats, group: Whole
) -> list[tuple[int, ...]]:
    """Positions of up to three texts nearest each group's centre, no two of the same words.

    Texts of 5 to 60 words go first; others are taken only where there are too few of those.
    """
    quotes = []
    for at, centre in enumerate(centres):
        inside = np.flatnonzero(group == at)
        near = np.round(points[inside] @ centre, 9)
        order = inside[np.argsort(-near, kind="stable")]
        quotes.append(first_different(texts, [int(one) for one in order]))
    return quotes


def first_different(texts: Sequence[str], order: Iterable[int]) -> tuple[int, ...]:
    """The first three of the positions whose texts differ in words, of a fair length if possible."""
    seen: set[frozenset[str]] = set()
    fair: list[int] = []
    other: list[int] = []
    for at in order:
        words = [root(word) for word in words_of(texts[at][: _LONGEST_TEXT * 2])]
        if not words or frozenset(words) in seen:
            continue
        seen.add(frozenset(words))
        good = _SHORTEST <= len(words) <= _LONGEST and len(texts[at]) <= _LONGEST_TEXT
        (fair if good else other).append(at)
        if len(fair) == QUOTES:
            break
    return tuple([*fair, *other][:QUOTES])
