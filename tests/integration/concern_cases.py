"""Cases for tests, made by the services as people make them."""

from __future__ import annotations

from uuid import uuid4

from tests.factories.accounts import PersonFactory
from tests.factories.landlords import LandlordFactory

from heard.access import Role
from heard.concerns.actors import Actor
from heard.concerns.models import Concern, Person
from heard.concerns.services.casework import concern_check, concern_refer
from heard.concerns.services.raising import Said, Shares, concern_raise

WORDS = "There is black mould in the bedroom and nobody comes."


def officer():
    return Actor(Role.OFFICER, user=PersonFactory(role=Role.OFFICER))


def raised(*, landlord=None, shares=Shares(), resident=None, actor=None, **said):  # noqa: B008
    """A concern as a resident raises it on the web."""
    return concern_raise(
        submission=uuid4(),
        said=Said(
            category=said.pop("category", "damp-mould"),
            description=said.pop("description", WORDS),
            landlord=landlord or LandlordFactory(),
            **said,
        ),
        resident=resident or Person(name="Rosa Fairweather", email="rosa@example.org"),
        actor=actor or Actor(Role.RESIDENT),
        shares=shares,
    )


def referred(**given):
    """A concern that was checked and put to its landlord."""
    made = raised(**given)
    by = officer()
    concern = Concern.objects.get(pk=made.concern.pk)
    concern_check(concern=concern, actor=by)
    concern_refer(concern=concern, landlord=concern.landlord, words="Please answer.", actor=by)
    return made, concern
