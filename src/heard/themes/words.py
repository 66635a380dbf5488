"""A text's words as they may be quoted, and a quote's words as they were approved. Pure."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from heard.analysis.redaction import is_name, redact
from heard.analysis.themes.excerpts import excerpt
from heard.ingest.personal_words import personal_words

if TYPE_CHECKING:
    from heard.analysis.redaction import PersonalWords
    from heard.themes.models import Quote, Text, Theme


@cache
def words_for_names() -> PersonalWords:
    """Words by which personal things are told, read once a process."""
    return personal_words()


def quotable(text: Text) -> str:
    """A text's words without what rules find personal in them."""
    return redact(text.shown_words, words_for_names()).text


def public_words(theme: Theme) -> list[str]:
    """A theme's telling words without what rules find personal, for what leaves the team."""
    known = words_for_names()
    words = [str(word) for word in theme.words]
    return [one for one in words if not is_name(one, known) and redact(one, known).text == one]


def seal_of(words: str) -> str:
    """What tells whether a text still is what was approved."""
    return sha256(words.encode()).hexdigest()


def shown_of(quote: Quote) -> str | None:
    """The words of an approved quote; None where text or rules changed since it was approved."""
    if quote.approved_at is None:
        return None
    words = quotable(quote.text)
    if seal_of(words) != quote.seal:
        return None
    return excerpt(words, tuple((start, end) for start, end in quote.pieces))
