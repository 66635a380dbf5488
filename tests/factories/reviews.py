"""Reviews for tests: a small framework, and reviews made as everybody makes them."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from django.utils import timezone

from heard.access import Role
from heard.reviews.models import (
    Criterion,
    Dimension,
    Framework,
    Level,
    Method,
    Side,
    Source,
    Standing,
)
from heard.reviews.services.assessing import self_score, self_submit
from heard.reviews.services.evidence import Brought, evidence_add
from heard.reviews.services.finding import Found, finding_write
from heard.reviews.services.moderating import officers_score, score_moderate
from heard.reviews.services.opening import Dates, review_open
from heard.reviews.services.recommending import Advice, recommendation_write
from heard.reviews.services.scoring import Said
from heard.reviews.services.seats import seat_answer
from heard.reviews.services.sessions import session_create
from heard.reviews.services.stages import review_move_on
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import BoroughFactory, LandlordFactory

if TYPE_CHECKING:
    from heard.reviews.models import (
        Subject,
    )

KINDS = ["document", "metric", "testimony", "observation", "case-sample"]
_numbers = count(1)


def make_framework(*, codes=("1", "2", "3"), dimensions=2, asked=None) -> Framework:
    """A framework with these criteria, dealt out to its dimensions; `asked` are residents' own."""
    number = next(_numbers)
    framework = Framework.objects.create(
        slug=f"framework-{number}", version=1, name=f"Framework {number}"
    )
    rows = [
        Dimension.objects.create(
            framework=framework, code=f"part-{at}", position=at, name=f"Part {at}"
        )
        for at in range(1, dimensions + 1)
    ]
    for at, code in enumerate(codes):
        criterion = Criterion.objects.create(
            dimension=rows[at * dimensions // len(codes)],
            code=code,
            position=at + 1,
            name=f"Criterion {code}",
            what_good="It is done well.",
            question=f"Does your landlord do {code}?" if asked is None or code in asked else "",
            evidence_kinds=KINDS,
        )
        Level.objects.bulk_create(
            Level(criterion=criterion, level=level, words=f"What {level} looks like")
            for level in range(5)
        )
    return framework


def criteria_of(review):
    """The criteria of a review's framework, by code."""
    rows = Criterion.objects.filter(dimension__framework=review.framework_id)
    return {row.code: row for row in rows.order_by("dimension__position", "position")}


def dates(**changed):
    """Dates of a review that is under way today."""
    today = timezone.localdate()
    given = {
        "period_from": today - timedelta(days=365),
        "period_to": today - timedelta(days=1),
        "self_due": today + timedelta(days=30),
        "residents_due": today + timedelta(days=40),
        "officers_due": today + timedelta(days=50),
        "comments_due": today + timedelta(days=80),
    }
    return Dates(**given | changed)


def make_review(*, landlords=None, framework=None, by=None, **changed):
    """A review just opened."""
    return review_open(
        framework=framework or make_framework(),
        borough=BoroughFactory(),
        title="Review of engagement",
        dates=dates(**changed),
        landlords=landlords or [LandlordFactory(), LandlordFactory()],
        by=by or PersonFactory(role=Role.CHAMPION),
    )


def subject_of(review, landlord=None) -> Subject:
    """A landlord in a review; the first unless one is named."""
    rows = review.subjects.select_related("review", "landlord").order_by("pk")
    return rows.get(landlord=landlord) if landlord else rows.first()


def said(level=3, reason="Because it is so.", standing=Standing.SCORED) -> Said:
    """What a score says."""
    return Said(standing, level if standing == Standing.SCORED else None, reason)


def bring(subject, code="1", *, side=Side.SELF, by=None, **given):
    """A piece of evidence: a link unless another place is given."""
    values = {"kind": "document", "title": "Our strategy", "statement": "It says so."}
    if not {"file", "measure", "figure", "observation"} & set(given):
        values["link"] = "https://landlord.example.org/strategy"
    return evidence_add(
        subject=subject,
        criterion=criteria_of(subject.review)[code],
        side=side,
        brought=Brought(**values | given),
        by=by,
    )


def assess(subject, *, by=None, level=3, submit=True):
    """A whole self-assessment, sent in."""
    for criterion in criteria_of(subject.review).values():
        self_score(subject=subject, criterion=criterion, said=said(level), seen="", by=by)
    return self_submit(subject=subject, by=by) if submit else None


def make_session(subject, *, seats=3, by=None, **given):
    """A session that is open today."""
    today = timezone.localdate()
    values = {
        "method": Method.PANEL,
        "title": "Panel in the hall",
        "open_from": today - timedelta(days=1),
        "open_to": today + timedelta(days=20),
    }
    return session_create(subject=subject, seats=seats, by=by, **values | given)


def answer_seats(session, *, level="3", seats=None):
    """The same answer to every question from so many seats; all unless a number is given."""
    codes = [one.code for one in criteria_of(session.subject.review).values() if one.question]
    for seat in session.seats.select_related("session__subject__review")[:seats]:
        seat_answer(seat=seat, answers=dict.fromkeys(codes, level))


def move(review, times=1, *, by=None):
    """The review, so many stages further."""
    for _time in range(times):
        review_move_on(review=review, seen=review.stage, by=by, statement="A fair review.")
        review.refresh_from_db()
    return review


def check_all(subject, *, by=None, level=2):
    """Officers' scores on everything."""
    for criterion in criteria_of(subject.review).values():
        officers_score(subject=subject, criterion=criterion, said=said(level), seen="", by=by)


def moderate_all(subject, *, by=None, level=2):
    """Moderated scores on everything, which must have evidence."""
    for criterion in criteria_of(subject.review).values():
        score_moderate(subject=subject, criterion=criterion, said=said(level), seen="", by=by)


def find(review, *, subject=None, code="1", evidence=(), by=None, title="Few hear what came of it"):
    """A finding of one landlord, or of all."""
    return finding_write(
        review=review,
        subject=subject,
        criterion=criteria_of(review)[code] if code else None,
        found=Found(title, "Residents say so.", tuple(evidence)),
        by=by,
    )


def recommend(finding, *subjects, days=60, by=None, text="Tell residents what came of it."):
    """A recommendation on a finding to these landlords, to be answered in so many days."""
    due = timezone.localdate() + timedelta(days=days)
    return recommendation_write(finding=finding, advice=Advice(text, subjects, due), by=by)


__all__ = [
    "Source",
    "answer_seats",
    "assess",
    "bring",
    "check_all",
    "criteria_of",
    "dates",
    "find",
    "make_framework",
    "make_review",
    "make_session",
    "moderate_all",
    "move",
    "recommend",
    "said",
    "subject_of",
]
