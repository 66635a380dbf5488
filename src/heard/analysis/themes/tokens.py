"""Words of a text, in any language that puts spaces between them, with emoji and numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBER = "#"
"""What all numbers count as: 3 and 47 say the same of what a text is about."""
_NOT_WORDS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\[[a-z ]+\]")
_WORD = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)*"  # words, with what stands behind an apostrophe
    r"|\d+"
    r"|[\u2190-\u2bff\U0001f000-\U0001faff]"  # arrows, signs, emoji
)
_FEW = 4
_STOP_WORDS = (
    "a about above after again all also am an and any anyone are aren't around as asked at away "
    "back be because been before being below between both but by came can can't could couldn't "
    "did didn't do does doesn't doing don't done down due during each even ever every for from "
    "further get gets getting give given go goes going gone got had hadn't has hasn't have "
    "haven't having he he's her here hers herself him himself his how i i'd i'll i'm i've if in "
    "into is isn't it it's its itself just know let like ll made make many may me might more most "
    "much must my myself need never no nor not now of off often on once one only or other our "
    "ours ourselves out over own please put quite rather re really said same say see seem seems "
    "shall she she's should shouldn't since so some something still such take tell than that "
    "that's the their theirs them themselves then there there's these they they're they've thing "
    "things think this those though through thus to told too under until up upon us use used ve "
    "very want wanted was wasn't way we we're we've well went were weren't what what's when where "
    "whether which while who whom whose why will with within without won't would wouldn't yes yet "
    "you you're you've your yours yourself"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""English words that say little of what a text is about: kept out of names, not out of vectors."""


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, in order.

    Web and mail addresses and what stands in square brackets, such as "[name]", are left out;
    each emoji is a word.

    Examples:
        >>> words_of("The lift’s broken AGAIN, 3rd time! 😡 See www.example.org/lift")
        ['the', "lift's", 'broken', 'again', '3', 'rd', 'time', '😡', 'see']
        >>> words_of("Lód na schodach; 暖房が壊れた")
        ['lód', 'na', 'schodach', '暖房が壊れた']
    """
    plain = text.casefold().replace("’", "'")
    if "." in plain or "[" in plain:
        plain = _NOT_WORDS.sub(" ", plain)
    return list(_WORD.findall(plain))


def root(word: str) -> str:
    """The form under which a word is counted: without a plural's or owner's s; numbers all alike.

    This is all the grammar that is used. It is of English, does little harm to other languages,
    and keeps apart what stronger stemming would throw together.

    Examples:
        >>> [root(word) for word in ("repairs", "lift's", "properties", "gas", "press", "47")]
        ['repair', 'lift', 'property', 'gas', 'press', '#']

    References:
        Harman (1991), Journal of the American Society for Information Science 42(1), 7-15
        (the "S stemmer").
    """
    if word[0].isdigit():
        return NUMBER
    word = word.removesuffix("'s")
    if len(word) < _FEW or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _FEW:
        return word[:-3] + "y"
    return word[:-1]


def telling(words: Iterable[str]) -> list[str]:
    """The words that say what a text is about: neither stop words, numbers nor single letters."""
    return [one for one in words if one not in STOP_WORDS and not _bare(one)]


def _bare(word: str) -> bool:
    return word[0].isdigit() or (len(word) == 1 and word.isascii())
