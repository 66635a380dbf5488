"""Words that can't wait: one case with them is told at once, whatever is usual."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[.,;:!?()]|\n\s*\n")
_BREAKS = frozenset(".;:!?()")
_QUOTES = "\u2019\u2018`\u00b4"  # as people type an apostrophe
_REACH = 4  # words before a term within which a denial is of it


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """One danger: its name, terms that say it, and phrases that hold a term but don't.

    A term is a phrase. `*` at a word's end stands for any ending, `...` between words for up to
    five others.
    """

    name: str
    terms: tuple[str, ...]
    harmless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """All dangers, with words that deny, and words at which a denial's reach ends or is undone.

    "There is no smell of gas" denies; "not only a smell of gas" doesn't.
    """

    rules: tuple[SafetyRule, ...]
    denials: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    no_denials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyMatch:
    """A danger that a text speaks of, in the words that say so, as they stand in it."""

    rule: str
    words: str


def safety_matches(text: str, rules: SafetyRules) -> tuple[SafetyMatch, ...]:
    """The dangers that a text speaks of, each once, in the order of the rules.

    Examples:
        >>> rules = SafetyRules((SafetyRule("gas", ("smell* of gas",)),), denials=("no",))
        >>> safety_matches("Strong SMELL of gas in the hall", rules)
        (SafetyMatch(rule='gas', words='SMELL of gas'),)
        >>> safety_matches("There was no smell of gas.", rules)
        ()

    References:
        Chapman et al. (2001), Journal of Biomedical Informatics 34(5), 301-310 (denials before a
        term, within the same clause: NegEx).
    """
    words = _words(text)
    line = " ".join(word for word, _, _ in words)
    starts = _starts(words)
    found: list[SafetyMatch] = []
    for rule in rules.rules:
        match = _first(rule, line, starts, words, rules)
        if match is not None:
            begin, end = match
            found.append(SafetyMatch(rule.name, text[words[begin][1] : words[end][2]]))
    return tuple(found)


_Words = list[tuple[str, int, int]]


def _words(text: str) -> _Words:
    """Words and marks in plain lower case, with where they stand in the text."""
    plain = "".join(_plain(letter) for letter in text)
    return [(one.group(), one.start(), one.end()) for one in _WORD.finditer(plain)]


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """The letter without accents, one for one."""
    if letter in _QUOTES:
        return "'"
    first = unicodedata.normalize("NFKD", letter)[0].lower()
    return first if len(first) == 1 else letter


def _starts(words: _Words) -> dict[int, int]:
    """At which letter of the joined line each word begins."""
    starts: dict[int, int] = {}
    at = 0
    for number, (word, _, _) in enumerate(words):
        starts[at] = number
        at += len(word) + 1
    return starts


def _first(
    rule: SafetyRule, line: str, starts: dict[int, int], words: _Words, rules: SafetyRules
) -> tuple[int, int] | None:
    harmless = [one.span() for one in _finder(rule.harmless).finditer(line)] if line else []
    for one in _finder(rule.terms).finditer(line):
        if any(begin <= one.start() and one.end() <= end for begin, end in harmless):
            continue
        begin = starts[one.start()]
        if not _denied(words[:begin], rules):
            return begin, begin + one.group().count(" ")
    return None


@lru_cache(maxsize=256)
def _finder(terms: tuple[str, ...]) -> re.Pattern[str]:
    if not terms:
        return re.compile(r"(?!)")
    longest = sorted(terms, key=len, reverse=True)
    return re.compile(r"(?<![^ ])(?:" + "|".join(_pattern(one) for one in longest) + r")(?![^ ])")


def _pattern(term: str) -> str:
    """A term as it is looked for in plain words with one space between them."""
    parts: list[str] = []
    for word in term.lower().split():
        if word == "...":
            parts.append(r"(?: [a-z0-9']+){0,5}")
            continue
        ending = r"[a-z0-9']*" if word.endswith("*") else ""
        parts.append((" " if parts else "") + re.escape(word.rstrip("*")) + ending)
    return "".join(parts)


def _denied(before: _Words, rules: SafetyRules) -> bool:
    """Whether a denial stands near before a term in its clause, and nothing undoes it."""
    clause: list[str] = []
    for word, _, _ in reversed(before):
        if word in _BREAKS or word.isspace() or word in rules.turns:
            break
        if word != ",":
            clause.insert(0, word)
        if len(clause) > _REACH + 2:
            break
    text = f" {' '.join(clause)} "
    if _any(rules.no_denials, text):
        return False
    return _any(rules.denials, f" {' '.join(clause[-_REACH:])} ")


def _any(phrases: Iterable[str], text: str) -> bool:
    return any(f" {one} " in text for one in phrases)
