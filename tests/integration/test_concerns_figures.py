"""Figures that residents' concerns give of a landlord: counted, with base and interval."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.concerns import ConcernFactory
from tests.factories.landlords import LandlordFactory

from heard.concerns.models import Concern, Deadline
from heard.concerns.rules import rule_packs
from heard.concerns.selectors.figures import Figure, clocks_met_of, felt_listened_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
RULES = {rule.who: rule.code for pack in rule_packs() for rule in pack.rules}


def due(concern, state, *, days=-2, rule="", landlord=None):
    return Deadline.objects.create(
        concern=concern,
        rule=rule or RULES["landlord"],
        pack="test",
        landlord=landlord or concern.landlord,
        due_at=timezone.now() + timedelta(days=days),
        state=state,
    )


@pytest.fixture
def concern():
    made = ConcernFactory()
    Deadline.objects.all().delete()
    return made


def period():
    return {"first": TODAY() - timedelta(days=30), "last": TODAY() + timedelta(days=30)}


def test_deadlines_kept_are_counted_of_those_that_are_over(concern):
    for state, days in (("met", -2), ("met", 5), ("missed", -2), ("running", -2), ("running", 5)):
        due(concern, state, days=days)
    due(concern, "lapsed")
    due(concern, "met", days=-90)
    due(concern, "met", rule=RULES["council"])
    due(concern, "missed", landlord=LandlordFactory())
    landlord = concern.landlord_id
    assert clocks_met_of([landlord], **period()) == {landlord: Figure(2, 4)}


def test_listened_to_counts_yes_of_those_who_said(concern):
    landlord = concern.landlord
    for felt in ("yes", "partly", "no", "yes", ""):
        other = ConcernFactory(landlord=landlord)
        Concern.objects.filter(pk=other.pk).update(
            status="closed", closed_at=timezone.now(), felt=felt
        )
    assert felt_listened_of([landlord.pk], **period()) == {landlord.pk: Figure(2, 4)}


def test_share_needs_a_base_of_ten_and_carries_its_interval():
    assert Figure(3, 9).share is None
    assert Figure(3, 9).interval is None
    low, high = Figure(7, 10).interval
    assert low < 0.7 < high
