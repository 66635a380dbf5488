"""Practices for tests, made by the services that people use."""

from __future__ import annotations

from datetime import date

from heard.practices.content import Content, ProofItem
from heard.practices.models import Practice, Version
from heard.practices.services import (
    adoption_report,
    practice_create,
    practice_publish,
    practice_submit,
)
from heard.reviews.models import Criterion, Dimension, Framework
from tests.factories.landlords import LandlordFactory

FRAMEWORK = "health-check"
CRITERIA = ("asked-early", "told-what-happened", "walkabouts")


def framework(codes=CRITERIA, slug=FRAMEWORK, version=1):
    """A framework of one dimension with these criteria."""
    made = Framework.objects.create(slug=slug, version=version, name="Health check")
    dimension = Dimension.objects.create(
        framework=made, code="influence", position=1, name="Influence"
    )
    for at, code in enumerate(codes, start=1):
        Criterion.objects.create(
            dimension=dimension,
            code=code,
            position=at,
            name=code.replace("-", " ").capitalize(),
            what_good="Good.",
        )
    return made


def content(**changed):
    """Everything that a practice needs before it can be sent in."""
    given = {
        "title": "Repairs diary in each lift",
        "problem": "Nobody knew when the lift would be mended.",
        "done": "A diary was hung up and kept.",
        "with_whom": "Six residents and the lift engineers.",
        "cost": "under-1000",
        "effort": "days",
        "changed": "People stopped ringing to ask.",
        "contact": "Resident engagement team",
        "contact_email": "engagement@example.org",
        "serves": ((FRAMEWORK, CRITERIA[0]),),
    }
    rung = changed.get("rung", 1)
    if rung >= 2:
        given["proofs"] = (ProofItem("The diary", link="https://example.org/diary"),)
    if rung >= 3:
        given["figures"] = "40 calls in May 2025, 12 in May 2026."
    if rung == 4:
        given["compared_with"] = "A block alike: 38 and 37 calls."
    if rung == 5:
        given["checked_by"] = "The residents' panel counted again."
    return Content(**{**given, **changed})


def draft(landlord=None, *, by=None, **changed):
    """A practice that its landlord still writes."""
    return practice_create(
        landlord=landlord or LandlordFactory(), content=content(**changed), by=by
    )


def submitted(landlord=None, **changed):
    """A practice that waits for the team."""
    practice = draft(landlord, **changed)
    practice_submit(practice=practice, by=None)
    return fresh(practice)


def published(landlord=None, **changed):
    """A practice that everybody can read."""
    practice = submitted(landlord, **changed)
    practice_publish(practice=practice, by=None)
    return fresh(practice)


def fresh(practice):
    return Practice.objects.get(pk=practice.pk)


def last_version(practice):
    return Version.objects.filter(practice=practice).latest("number")


def report(practice, landlord=None, progress="adopted", effect="better", rung=1, on=None):
    """What another landlord says of it."""
    return adoption_report(
        practice=practice,
        landlord=landlord or LandlordFactory(),
        progress=progress,
        on=on or date(2026, 3, 2),
        happened="We did the same.",
        effect=effect,
        rung=rung,
        by=None,
    )
