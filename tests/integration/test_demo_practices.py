"""The demonstration's good practice: every strength and status, the same each time."""

from __future__ import annotations

import pytest
from django.utils import timezone

from heard.access import NOBODY
from heard.demo.chance import SEED
from heard.demo.practices.loading import practices_enter
from heard.demo.practices.story import practices_told
from heard.demo.register import borough_enter
from heard.landlords.services import written_as_one
from heard.practices.catalogue import practice_type_find
from heard.practices.content import content_of, missing_of
from heard.practices.models import Practice, Progress, Question, Rung, Status, Step, Version
from heard.practices.selectors.listing import practices_public
from heard.practices.selectors.standing import public_versions
from heard.practices.selectors.viewing import practice_page_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def entered():
    with written_as_one():
        borough_enter(seed=SEED)
    return practices_enter(seed=SEED)


def test_there_is_one_of_everything(entered):
    assert entered == len(practices_told()) == 20
    assert set(Practice.objects.values_list("status", flat=True)) == set(Status.values)
    assert set(public_versions().values_list("rung", flat=True)) == set(Rung.values)
    assert set(Step.objects.values_list("progress", flat=True)) == set(Progress.values)
    assert {"better", "same", "worse", "too-early"} <= set(
        Step.objects.values_list("effect", flat=True)
    )
    assert Question.objects.filter(answered_at=None).exists()


def test_what_is_public_is_whole_and_of_a_known_type(entered):
    for version in public_versions().prefetch_related("serves"):
        assert missing_of(content_of(version)) == [], version.title
        assert practice_type_find(version.kind) is not None, version.kind


def test_first_is_measured_spread_and_stands_under_the_successor(entered):
    first, *_others = practices_public()
    assert first.version.practice.landlord.name == "Hollin Homes"
    assert first.landlord.name == "Hollin Marrable"
    assert first.place.taken_up == 2
    seen = practice_page_for(NOBODY, first.version.practice.reference)
    assert {one.last.progress for one in seen.taken} == {"adopted", "adapted", "trying", "stopped"}


def test_it_is_the_same_each_time_and_nothing_is_in_the_future(entered):
    keys = set(Version.objects.values_list("key", flat=True))
    assert not Step.objects.filter(on__gt=timezone.localdate()).exists()
    for model in (Question, Step):
        model.objects.all().delete()
    from heard.practices.models import Adoption, Move

    for model in (Adoption, Move, Version, Practice):
        model.objects.all().delete()
    practices_enter(seed=SEED)
    assert set(Version.objects.values_list("key", flat=True)) == keys
