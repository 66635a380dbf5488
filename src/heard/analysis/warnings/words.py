"""Words that what is behind a warning has in common, and that others don't use."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORD = re.compile(r"[^\W\d_]{4,}")
_FEWEST = 3  # texts that have to share a word
_SHARE = 0.25  # of the texts
_TIMES = 4.0  # as often as elsewhere


@dataclass(frozen=True, slots=True)
class Shared:
    """A word, in how many of the texts it stands, and in what share of the others."""

    word: str
    texts: int
    elsewhere: float


def shared_words(
    texts: Collection[str], others: Iterable[str], *, most: int = 5, without: Collection[str] = ()
) -> list[Shared]:
    """Words that several texts share and others use far less, the most telling first.

    Args:
        texts: what is behind a warning.
        others: what was said of the same elsewhere.
        most: how many words.
        without: words that say nothing, in small letters.

    Examples:
        >>> said = ["Brightmarsh washed the mould off", "the mould is back", "Brightmarsh again",
        ...     "Brightmarsh said no fault"]
        >>> shared_words(said, ["mould in the bath", "mould on a wall", "a wet wall"])
        [Shared(word='brightmarsh', texts=3, elsewhere=0.0)]
    """
    here, there, count = Counter[str](), Counter[str](), 0
    for text in texts:
        here.update(_words(text))
    for text in others:
        there.update(_words(text))
        count += 1
    left_out = set(without)
    found: list[Shared] = []
    for word, many in here.items():
        elsewhere = there[word] / count if count else 0.0
        share = many / len(texts)
        often = many >= _FEWEST and share >= _SHARE
        if often and word not in left_out and share >= _TIMES * (elsewhere + 1 / (count + 20)):
            found.append(Shared(word, many, elsewhere))
    return sorted(found, key=lambda one: (-one.texts, one.elsewhere, one.word))[:most]


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
