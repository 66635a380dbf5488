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
_LOOKS = 3


def quotes_of(
    texts: Sequence[str], points: Floats, centres: Floats, group: Whole
) -> list[tuple[int, ...]]:
    """Positions of up to three texts nearest each group's core, no two of the same words.

    The core is where the group is densest: the mean of the third of its texts nearest the centre,
    looked for anew a few times, so that what was sorted wrongly doesn't pull it aside. Texts of 5
    to 60 words go first; others are taken only where there are too few of those.

    References:
        Rousseeuw & Leroy (1987), Robust Regression and Outlier Detection, section 7.1.
    """
    quotes: list[tuple[int, ...]] = []
    for at, centre in enumerate(centres):
        order = _nearest(points, np.flatnonzero(group == at), centre)
        for _ in range(_LOOKS):
            core = points[order[: max(QUOTES, len(order) // QUOTES)]].mean(axis=0)
            order = _nearest(points, order, core)
        quotes.append(first_different(texts, [int(one) for one in order]))
    return quotes


def _nearest(points: Floats, inside: Whole, place: Floats) -> Whole:
    """Positions of a group's texts, nearest first."""
    near = np.round(points[inside] @ place, 9)
    return inside[np.lexsort((inside, -near))]


def first_different(texts: Sequence[str], order: Iterable[int]) -> tuple[int, ...]:
    """The first three of the positions whose texts differ, of a fair length if possible."""
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
