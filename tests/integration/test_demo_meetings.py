"""The made-up working group: every state, the same each time, as the services would leave it."""

import pytest
from django.db import transaction
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from heard.access import Role
from heard.accounts.models import Membership
from heard.accounts.selectors import reader_for_user
from heard.demo.chance import SEED
from heard.demo.concerns.cast import cast_enter
from heard.demo.partnership.meetings import meetings_enter
from heard.demo.register import borough_enter
from heard.landlords.services import written_as_one
from heard.notices.models import Notice
from heard.partnership.models import (
    ActionStage,
    Attendance,
    Decision,
    GroupAction,
    GroupActionStep,
    Meeting,
    MeetingStage,
    Minute,
    Paper,
)
from heard.partnership.selectors.meetings_desk import actions_waiting_for, next_meetings_for


def keys():
    models = (Meeting, GroupAction, GroupActionStep, Minute, Attendance)
    return [sorted(map(str, model.objects.values_list("key", flat=True))) for model in models]


@pytest.fixture(scope="module")
def entered(django_db_setup, django_db_blocker, tmp_path_factory):
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        now = timezone.now()
        with written_as_one():
            borough_enter(seed=SEED)
        cast_enter(since=now)
        with transaction.atomic():
            meetings_enter(seed=SEED, now=now)
            first = keys()
            transaction.set_rollback(True)
        meetings_enter(seed=SEED, now=now)
        yield now, first
        transaction.set_rollback(True)


@pytest.fixture
def now(entered, db):
    return entered[0]


@pytest.fixture
def first_time(entered, db):
    return entered[1]


def test_six_meetings_were_held_and_one_is_to_come(now):
    stages = [one.stage for one in Meeting.objects.order_by("on")]
    assert stages == [
        *[MeetingStage.AGREED] * 5,
        MeetingStage.CIRCULATED,
        MeetingStage.PLANNED,
    ]
    first = Meeting.objects.order_by("on").first()
    assert (timezone.localdate(now) - first.on).days > 500
    assert not Meeting.objects.filter(agreed_in__on__lte=F("on")).exists()
    assert Meeting.objects.filter(moves__isnull=False).count() == 1
    assert Notice.objects.count() == 0


def test_actions_are_in_every_state_and_each_has_the_steps_that_led_there(now):
    stages = {action.stage for action in GroupAction.objects.all()}
    assert stages == set(ActionStage)
    for action in GroupAction.objects.all():
        kinds = list(action.steps.order_by("at", "pk").values_list("kind", flat=True))
        assert kinds[0] == "set"
        assert ("done" in kinds) == (action.done_at is not None)
        assert ("dropped" in kinds) == (action.dropped_at is not None)
    for model in (GroupActionStep, Minute, Decision, Attendance, Paper):
        assert not model.objects.filter(at__gt=now).exists(), model
    assert Minute.objects.exclude(reason="").count() == 1
    assert Decision.objects.filter(replaces__isnull=False).count() == 1


def test_landlords_find_what_waits_for_them(now):
    held = Membership.objects.filter(role=Role.LANDLORD_OFFICER, landlord__name="Osiermead Homes")
    reader = reader_for_user(held.first().user)
    assert [one.is_late for one in actions_waiting_for(reader)] == [False]
    assert len(next_meetings_for(reader)) == 1


def test_it_is_the_same_from_the_same_seed(now, first_time):
    assert keys() == first_time
