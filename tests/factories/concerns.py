"""Concerns for tests, made as everybody makes them: through the services."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils import timezone

from heard.access import Role
from heard.concerns.actors import Actor, team
from heard.concerns.models import ContactWay, Person
from heard.concerns.services.casework import concern_assign, concern_refer, note_add
from heard.concerns.services.raising import Said, Shares, concern_raise
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import LandlordFactory

if TYPE_CHECKING:
    from heard.concerns.models import Concern

PERSON = {"name": "Bea Oduya", "email": "bea@example.org", "contact_by": ContactWay.EMAIL}
BY_PHONE = {"name": "Sal Finch", "phone": "07700 900123", "contact_by": ContactWay.PHONE}
LONG_AGO = datetime(2025, 3, 3, 10, 0, tzinfo=UTC)


def officer(**scope):
    """Somebody of the team, as an actor."""
    return team(PersonFactory(role=Role.OFFICER, **scope))


def make_raised(*, actor=None, person=None, shares=True, submission=None, **said):
    """A concern and its party; `actor` is the web unless given, `said` overrides what was said."""
    how = {name: said.pop(name) for name in ("channel", "raised_at", "suspicions") if name in said}
    for_others = {
        name: said.pop(name) for name in ("raised_by", "raised_as", "authority") if name in said
    }
    said.setdefault("landlord", None if said.get("landlord_said") else LandlordFactory())
    actor = actor or Actor(Role.RESIDENT)
    how.setdefault("channel", "phone" if actor.is_council else "web")
    return concern_raise(
        submission=submission or uuid4(),
        said=Said(**{"category": "lift", "description": "The lift has stopped again."} | said),
        resident=person if isinstance(person, Person) else Person(**(person or PERSON)),
        actor=actor,
        shares=Shares() if shares else None,
        **how,
        **for_others,
    )


class ConcernFactory:
    """`ConcernFactory(stage=..., **said)`: a concern that got as far as a stage.

    Stages: web (to be checked), new, mine (assigned to `by`), referred.
    """

    def __new__(cls, stage="new", *, by=None, **said) -> Concern:
        by = by or officer()
        raised = make_raised(actor=None if stage == "web" else by, **said)
        concern = raised.concern
        if stage in {"mine", "referred"}:
            concern_assign(concern=concern, to=by.user, actor=by)
        if stage == "referred":
            concern_refer(concern=concern, landlord=concern.landlord, words="Please.", actor=by)
        return concern


def make_many(count, *, by=None, **said):
    """Many concerns of one kind, each with a note."""
    by, landlord = by or officer(), said.pop("landlord", None) or LandlordFactory()
    made = []
    for number in range(count):
        stage = ("new", "mine", "referred")[number % 3]
        moment = timezone.now() - timedelta(days=number % 40)
        concern = ConcernFactory(
            stage,
            by=by,
            landlord=landlord,
            raised_at=moment,
            person={
                "name": f"Resident {number}",
                "phone": f"07700 900{number:03d}",
                "contact_by": ContactWay.PHONE,
            },
            **said,
        )
        note_add(concern=concern, words=f"Note {number}", actor=by)
        made.append(concern)
    return made
