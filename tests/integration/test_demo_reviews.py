"""The made-up reviews: everything that pages show is in them, and the seed gives them again."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from heard.demo.chance import SEED
from heard.demo.concerns.cast import cast_enter
from heard.demo.landlords import LANDLORDS
from heard.demo.register import borough_enter
from heard.demo.reviews.loading import reviews_enter
from heard.landlords.services import written_as_one
from heard.reviews.answering import Progress, Verified
from heard.reviews.answering import Standing as Standing_
from heard.reviews.models import (
    Address,
    AnswerStep,
    Comment,
    Evidence,
    EvidenceCheck,
    EvidenceKind,
    Finding,
    Review,
    Score,
    SeatWords,
    Source,
    Stage,
    Standing,
    Subject,
)
from heard.reviews.pages.findings import proposed_words
from heard.reviews.selectors.recommendations import addresses_published, answered_of
from heard.reviews.selectors.reviewing import published_list

pytestmark = pytest.mark.django_db


def told():
    """Everything that was said, without the store's own numbers."""
    return list(Score.objects.order_by("key").values_list("key", "standing", "level", "reason"))


@pytest.fixture(scope="module")
def twice(django_db_setup, django_db_blocker):
    """A store with the made-up reviews, and what was said in them each of two times."""
    with django_db_blocker.unblock(), transaction.atomic():
        with written_as_one():
            borough_enter(seed=SEED)
        cast_enter(since=timezone.now())
        with transaction.atomic():
            reviews_enter(seed=SEED)
            before = told()
            transaction.set_rollback(True)
        reviews_enter(seed=SEED)
        yield before, told()
        transaction.set_rollback(True)


@pytest.fixture
def entered(twice, db):
    """What a test changes in the store is undone."""
    return twice


def test_seed_gives_the_same_reviews_again(entered):
    before, after = entered
    assert before == after
    assert len(after) > 10_000


def test_demo_holds_a_finished_review_and_one_under_way(entered):
    connection.check_constraints()
    stages = Review.objects.order_by("at").values_list("stage", flat=True)
    assert list(stages) == [Stage.PUBLISHED, Stage.PUBLISHED, Stage.ASSESSING]
    _first, last_year, under_way = Review.objects.order_by("at")
    assert last_year.subjects.count() == under_way.subjects.count() == len(LANDLORDS) == 20
    assert under_way.subjects.filter(self_submitted_at=None).count() == 4
    assert set(Score.objects.values_list("source", flat=True)) == set(Source)
    assert set(Score.objects.values_list("standing", flat=True)) == set(Standing)
    assert set(Evidence.objects.values_list("kind", flat=True)) == set(EvidenceKind)
    assert EvidenceCheck.objects.exists()
    assert Comment.objects.exists()
    assert SeatWords.objects.exclude(approved_at=None).exists()
    seats = Subject.objects.filter(review=last_year).annotate(n=Count("sessions__seats__used_at"))
    sizes = [one.n for one in seats]
    assert min(sizes) < 10 < max(sizes)


def test_merged_landlords_review_is_found_under_its_successor(entered):
    gone = Subject.objects.exclude(left_on=None).select_related("succeeded_by").first()
    assert gone is not None
    assert gone.succeeded_by is not None
    found = published_list(landlord_id=gone.succeeded_by_id)
    assert gone.review in set(found)


def test_findings_hold_every_state_of_an_answer_and_an_action(entered):
    """And what they say of figures is what the pages of results say."""
    today = timezone.localdate()
    answers = answered_of(addresses_published())
    assert {one.standing for one in answers} == set(Standing_)
    assert any(one.late for one in answers if not one.is_waiting)
    assert any(one.earlier for one in answers)
    actions = [each for one in answers for each in one.actions]
    assert {each.progress for each in actions} == set(Progress)
    assert {each.verdicts.verified for each in actions} == set(Verified)
    assert all(each.action.at <= timezone.now() for each in actions)
    for one in Finding.objects.filter(subject__isnull=False).select_related("review"):
        assert one.text == proposed_words(one.review, one.subject, one.criterion)["text"]
    pilot = Finding.objects.filter(review__reference="REV-2024-1").last()
    step = AnswerStep.objects.filter(address__recommendation__finding=pilot).first()
    assert step is None or step.by_landlord.name == "Hollin Marrable"
    assert not Address.objects.filter(answered_at__date__gt=today).exists()


def test_gaps_differ_by_landlord(entered):
    gaps = {}
    rows = Score.objects.filter(subject__review__stage=Stage.PUBLISHED, standing="scored")
    for landlord, source, level in rows.values_list("subject__landlord__name", "source", "level"):
        gaps.setdefault(landlord, {}).setdefault(source, []).append(level)
    wide = {
        name: sum(said["self"]) / len(said["self"])
        - sum(said["residents"]) / len(said["residents"])
        for name, said in gaps.items()
        if "residents" in said
    }
    assert max(wide.values()) - min(wide.values()) > 0.5
