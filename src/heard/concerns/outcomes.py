"""What an event's outcome is called, whichever list it is from."""

from __future__ import annotations

from heard.concerns import catalogue
from heard.concerns.events import Answer, Felt, Kind


def outcome_label(kind: str, code: str) -> str:
    """The outcome in words; empty where there is none."""
    if not code:
        return ""
    if kind == Kind.LANDLORD_ANSWERED:
        return str(Answer(code).label)
    if kind == Kind.LISTENED:
        return str(Felt(code).label)
    if kind == Kind.REFUSED:
        return catalogue.refusal_get(code).name
    if kind == Kind.CLOSED:
        return catalogue.outcome_get(code).name
    return ""
