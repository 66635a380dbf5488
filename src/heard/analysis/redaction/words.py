"""The words that rules go by."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_FEWEST = 3
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "’": "'"})


def folded(word: str) -> str:
    """The word in small letters without accents, as the lists have it.

    Examples:
        >>> folded("Wiśniewska"), folded("Małgorzata"), folded("O’Brien")
        ('wisniewska', 'malgorzata', "o'brien")
    """
    apart = unicodedata.normalize("NFD", word.casefold().translate(_LETTERS))
    return "".join(one for one in apart if not unicodedata.combining(one))


@dataclass(frozen=True, slots=True)
class PersonalWords:
    """Words that tell of a person, in small letters.

    Attributes:
        given: first names.
        family: family names.
        ordinary: those of them that are also everyday words, such as will, rose and young: these
            count only where something else says that a person is meant.
        titles: what stands before a name: mr, councillor.
        people: what is said of a person, before a name: husband, neighbour, officer.
        health: words and phrases of health; * at the end of a word stands for any ending.
    """

    given: frozenset[str]
    family: frozenset[str]
    ordinary: frozenset[str]
    titles: frozenset[str]
    people: frozenset[str]
    health: tuple[str, ...]


def is_name(word: str, words: PersonalWords) -> bool:
    """Whether a word is a person's name and nothing else.

    Examples:
        >>> words = PersonalWords(frozenset({"priya", "will"}), frozenset({"patel"}),
        ...     frozenset({"will"}), frozenset(), frozenset(), ())
        >>> [is_name(word, words) for word in ("Priya", "patel's", "will", "lift")]
        [True, True, False, False]
    """
    plain = folded(word).removesuffix("'s")
    known = plain in words.given or plain in words.family
    return known and plain not in words.ordinary and len(plain) >= _FEWEST
