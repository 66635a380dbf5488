"""Personal things in a text, each with its kind, and the text without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from heard.analysis.redaction.names import named
from heard.analysis.redaction.patterns import patterned

if TYPE_CHECKING:
    from heard.analysis.redaction.words import PersonalWords

MARKS = {
    "name": "[name]",
    "phone": "[phone]",
    "email": "[email]",
    "address": "[address]",
    "postcode": "[postcode]",
    "reference": "[reference]",
    "ni-number": "[NI number]",
    "nhs-number": "[NHS number]",
    "date-of-birth": "[date of birth]",
    "health": "[health]",
}
"""What stands for what was taken out, by kind."""
_MARK = re.compile("|".join(re.escape(mark) for mark in MARKS.values()))


@dataclass(frozen=True, slots=True)
class Span:
    """One personal thing: where it starts and ends in the text, and its kind (see `MARKS`)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with a mark in brackets for each thing taken out, and where those things stood."""

    text: str
    spans: tuple[Span, ...]


def personal_spans(text: str, words: PersonalWords) -> tuple[Span, ...]:
    """What in the text says who somebody is or how their health is, in order, none overlapping.

    Where two overlap, what starts first counts, and of those the longer. Marks of what was taken
    out earlier are left alone.

    Args:
        text: what somebody wrote.
        words: names, titles and health words to go by.
    """
    marks = [found.span() for found in _MARK.finditer(text)]
    found = [Span(*one) for one in patterned(text)]
    found += [Span(start, end, "name") for start, end in named(text, words)]
    found += [Span(*one.span(), "health") for one in _health(words).finditer(text)]
    order = sorted(found, key=lambda one: (one.start, -one.end))
    kept: list[Span] = []
    for one in order:
        marked = any(start < one.end and one.start < end for start, end in marks)
        if not marked and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return tuple(kept)


def redact(text: str, words: PersonalWords) -> Redacted:
    """The text without personal things, each replaced by a mark such as "[name]".

    By patterns (numbers, addresses), lists (names, health) and what stands before a word ("my
    name is", "Mrs"). Not complete: a person reads the text before it is published. A second time
    changes nothing.

    Examples:
        >>> from heard.analysis.redaction import PersonalWords
        >>> words = PersonalWords(frozenset({"priya"}), frozenset({"patel"}), frozenset(),
        ...     frozenset({"mrs"}), frozenset(), ("asthma",))
        >>> redact("I'm Priya Patel of 12 Elm Road. Ring 020 8946 0018 on asthma.", words).text
        "I'm [name] of [address]. Ring [phone] on [health]."
    """
    spans = personal_spans(text, words)
    while True:
        left = text
        for one in reversed(spans):
            left = left[: one.start] + MARKS[one.kind] + left[one.end :]
        more = personal_spans(left, words)
        if not more:
            return Redacted(left, spans)
        spans = _joined(spans, more, text)


def _joined(spans: tuple[Span, ...], more: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The spans and those that show only once others are out, at their places in the text."""
    shift = 0
    moved: list[Span] = []
    place = 0
    for one in more:
        while place < len(spans) and _out(spans[place], shift) <= one.start:
            shift += len(MARKS[spans[place].kind]) - (spans[place].end - spans[place].start)
            place += 1
        moved.append(Span(one.start - shift, min(one.end - shift, len(text)), one.kind))
    return tuple(sorted([*spans, *moved], key=lambda one: one.start))


def _out(span: Span, shift: int) -> int:
    """Where a span's mark starts once those before it are out."""
    return span.start + shift


@lru_cache(maxsize=4)
def _health(words: PersonalWords) -> re.Pattern[str]:
    """Any of the health words, as a whole."""
    terms = sorted(words.health, key=len, reverse=True)
    parts = [
        r"\s+".join(re.escape(word).replace(r"\*", r"[\w'’-]*") for word in term.split())
        for term in terms
    ]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b" if parts else r"(?!)", re.IGNORECASE)
