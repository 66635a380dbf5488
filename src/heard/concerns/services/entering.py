"""A concern that an officer enters for somebody who called, wrote or came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from heard.concerns.models import Person, RaisedAs
from heard.concerns.services.raising import concern_raise
from heard.concerns.services.residents import person_update

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from heard.concerns.actors import Actor
    from heard.concerns.services.raising import Raised, Said, Shares


@dataclass(frozen=True, slots=True)
class Entered:
    """What an officer wrote down during a call."""

    submission: UUID
    said: Said
    details: Mapping[str, Any]  # of the resident, by the names of `Person`'s fields
    channel: str
    at: datetime
    known: Person | None = None  # somebody who was in a concern before
    shares: Shares | None = None
    raiser: Person | None = None
    raised_as: str = RaisedAs.SELF
    authority: str = ""


@transaction.atomic
def concern_enter(*, entered: Entered, actor: Actor) -> Raised:
    """Take in what an officer entered; it counts as checked.

    Of somebody known, only what was said anew is changed: an empty box means that nothing was said.

    Raises:
        ConcernError: something can't be; nothing was kept.
    """
    resident = entered.known or Person(**entered.details)
    raised = concern_raise(
        submission=entered.submission,
        said=entered.said,
        resident=resident,
        actor=actor,
        channel=entered.channel,
        raised_at=entered.at,
        raised_by=entered.raiser,
        raised_as=entered.raised_as,
        authority=entered.authority,
        shares=entered.shares,
    )
    if entered.known is not None and raised.is_new:
        changes = _new_of(entered.known, entered.details)
        if changes:
            person_update(
                person=entered.known, changes=changes, concern=raised.concern, actor=actor
            )
    return raised


def _new_of(known: Person, details: Mapping[str, Any]) -> dict[str, Any]:
    """What of the details was said and differs. A default that nobody touched says nothing."""
    unsaid = {"contact_by": known.contact_by, "language": "en"}
    return {
        name: value
        for name, value in details.items()
        if value and value != unsaid.get(name) and value != getattr(known, name)
        if name != "contact_by"
    }
