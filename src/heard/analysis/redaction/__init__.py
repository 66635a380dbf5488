"""What in a text says who somebody is, or how their health is, found by rules and taken out.

    told = redact("I'm Priya Patel, ring 020 8946 0018", words)
    told.text        "I'm [name], ring [phone]"

Rules find much and not all: a person reads what is to be published. The words (names, titles,
health) are a list that anybody can read and edit, `src/heard/ingest/data/personal_words.toml`.
"""

from heard.analysis.redaction.redacting import Redacted, Span, personal_spans, redact
from heard.analysis.redaction.words import PersonalWords, is_name

__all__ = ["PersonalWords", "Redacted", "Span", "is_name", "personal_spans", "redact"]
