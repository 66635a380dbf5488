"""Made-up walkabouts: the same from the same seed, each as the services would have left it."""

import pytest
from django.db import transaction
from django.db.models import F, Q
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from heard.demo.chance import SEED
from heard.demo.concerns.cast import cast_enter
from heard.demo.register import borough_enter
from heard.demo.walkabouts.loading import walkabouts_enter
from heard.demo.walkabouts.sights import SCHEMES
from heard.landlords.models import Estate, Landlord
from heard.notices.models import Notice
from heard.walkabouts.models import (
    ActionStep,
    Companion,
    EstateAction,
    Observation,
    Photo,
    Plan,
    Scheme,
    Verdict,
    Walkabout,
)
from heard.walkabouts.selectors import walkabout_figures
from heard.walkabouts.services import plans_extend


@pytest.fixture(scope="module")
def entered(django_db_setup, django_db_blocker, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        now = timezone.now()
        borough_enter(seed=SEED)
        cast_enter(since=now)
        walkabouts_enter(seed=SEED, now=now)
        yield timezone.localdate(now)
        transaction.set_rollback(True)


@pytest.fixture
def today(entered, db):
    return entered


def test_landlords_grade_by_four_schemes_and_each_walk_by_its_landlords(today):
    names = set(Scheme.objects.values_list("name", flat=True))
    assert len(names) == 4
    assert Scheme.objects.count() == len(SCHEMES)
    assert not Walkabout.objects.exclude(scheme__landlord=F("landlord")).exists()
    graded = Observation.objects.filter(grade__isnull=False)
    assert not graded.exclude(grade__scheme=F("walkabout__scheme")).exists()


def test_everything_that_can_become_of_a_walk_and_an_action_is_there(today):
    walks = Walkabout.objects
    assert walks.filter(held_at__isnull=False).count() > 200
    assert walks.filter(cancelled_at__isnull=False).exists()
    assert walks.filter(moves__isnull=False).exists()
    assert walks.filter(held_at=None, cancelled_at=None, on__lt=today).exists()
    assert walks.filter(on__gt=today).count() > 40
    assert walks.filter(on=today, companions__role="representative").exists()
    acts = EstateAction.objects
    assert acts.filter(closed_at__isnull=False).count() > 300
    assert acts.filter(closed_at=None, due_on__lt=today).exists()
    assert acts.filter(closed_at=None, due_on__gte=today).exists()
    assert Photo.objects.filter(approved_at=None).exists()
    assert Verdict.objects.filter(done=False).exists()
    assert Observation.objects.filter(graded_by_rule=True).exists()


def test_nothing_happened_before_what_it_follows_from_or_after_today(today):
    assert not EstateAction.objects.filter(
        Q(closed_on__lt=F("observation__walkabout__on")) | Q(closed_on__gte=today)
    ).exists()
    assert not Verdict.objects.filter(at__lt=F("action__closed_at")).exists()
    assert not Verdict.objects.filter(at__gt=timezone.now()).exists()
    assert not Observation.objects.filter(walkabout__held_at=None).exists()
    opened = ActionStep.objects.filter(kind="opened").count()
    assert opened == EstateAction.objects.count()


def test_plans_need_nothing_more_and_nobody_was_told(today):
    assert Plan.objects.count() == Estate.objects.filter(landlord__name__in=SCHEMES).count()
    assert plans_extend(today=today) == 0
    assert not Notice.objects.exists()
    assert Companion.objects.filter(user=None).count() == 0


def test_landlords_differ_in_keeping_dates(today):
    period = (today.replace(year=today.year - 2), today)
    found = {
        row.name: walkabout_figures(row, period).on_time
        for row in Landlord.objects.filter(name__in=SCHEMES)
    }
    assert found["Farthing Row"].share > found["Tidewell Brandreth"].share
    assert all(one.low < one.share < one.high for one in found.values())


def test_an_estates_page_opens(today):
    estate = EstateAction.objects.filter(photos__approved_at__isnull=False).first().estate
    page = Client().get(reverse("walkabouts:estate", args=[estate.pk]))
    assert page.status_code == 200
    assert "Achebe" not in page.content.decode()
