"""How the names of landlords are tidied and likened: pure text, no store."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_NOT_WORD = re.compile(r"[^\w]+|_+")
_OF_EVERY_LANDLORD = re.compile(
    r"\b(?:housing (?:association|group|society)|limited|ltd|plc|cio|ha|group|the|and)\b"
)


class Forms(NamedTuple):
    """One name in the three ways that people and files write it, and its telling words."""

    raw: str  # as typed, in lower case: "l&q"
    plain: str  # words only: "l and q"
    core: str  # without the words that any landlord may carry: "l q"
    words: frozenset[str]  # of the core


def tidy(text: str) -> str:
    """The name with single spaces and nothing invisible, as the register keeps it."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=65_536)
def forms(text: str) -> Forms:
    """What is compared when one name is held against another.

    Examples:
        >>> forms("The L&Q Group Ltd")[:3]
        ('the l&q group ltd', 'the l and q group ltd', 'l q')
        >>> forms("Housing Association Limited").core
        'housing association limited'
    """
    raw = tidy(text).casefold()
    letters = unicodedata.normalize("NFKD", raw.replace("&", " and ")).casefold()
    letters = unicodedata.normalize("NFKD", letters)
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    letters = letters.replace("'", "").replace("\u2019", "")
    plain = " ".join(_NOT_WORD.sub(" ", letters).split())
    core = " ".join(_OF_EVERY_LANDLORD.sub(" ", plain).split())
    core = core or plain
    return Forms(raw, plain, core, frozenset(core.split()))
