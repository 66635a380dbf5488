"""Signs that a form was filled in by a machine. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

HONEYPOT = "subject_line"  # machines fill it in; browsers know no words of their own for it
QUICKEST = 3.0  # seconds; nobody reads and fills in a form in less


class Suspicion(StrEnum):
    """Why a person should look at what was sent before anything follows from it."""

    HIDDEN_FIELD = "hidden-field-filled"
    TOO_QUICK = "sent-too-quickly"
    NEVER_SHOWN = "form-never-shown"


def suspicion(
    post: Mapping[str, str], shown_at: datetime | None, now: datetime
) -> tuple[Suspicion, ...]:
    """Signs of a machine in what was sent; mostly none.

    `shown_at` is when the form was shown, none if that isn't known. There is no latest time: people
    may leave a form open overnight.
    """
    signs = []
    if post.get(HONEYPOT, "").strip():
        signs.append(Suspicion.HIDDEN_FIELD)
    if shown_at is None or shown_at > now:
        signs.append(Suspicion.NEVER_SHOWN)
    elif (now - shown_at).total_seconds() < QUICKEST:
        signs.append(Suspicion.TOO_QUICK)
    return tuple(signs)
