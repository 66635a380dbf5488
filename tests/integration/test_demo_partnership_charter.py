"""The demonstration's charter: every status, the same each time, nothing in the future."""

from __future__ import annotations

from collections import Counter

import pytest
from django.utils import timezone

from heard.analysis.commitments import Status
from heard.demo.chance import SEED
from heard.demo.partnership.charter import charter_enter
from heard.demo.register import borough_enter
from heard.landlords.services import written_as_one
from heard.notices.models import Notice
from heard.partnership.models import CommitmentVerdict, Report, Signing
from heard.partnership.selectors.charters import versions_in_force
from heard.partnership.selectors.charters_tracker import trackers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entered():
    with written_as_one():
        borough_enter(seed=SEED)
    return charter_enter(seed=SEED)


def test_it_is_whole_and_shows_every_status(entered):
    trackers = {one.charter.kind: one for one in trackers_of(versions_in_force())}
    charter, plan = trackers["charter"], trackers["plan"]
    assert (len(charter.commitments), len(charter.parties), charter.version.number) == (18, 5, 2)
    assert (len(plan.commitments), len(plan.parties)) == (5, 1)
    found = Counter(one.status for one in charter.cells.values())
    assert set(found) == set(Status)
    assert sum(found.values()) == 90
    assert any(one.reserved for one in charter.cells.values())
    assert any(one.earlier_words for one in charter.cells.values())
    seen = [each for one in charter.cells.values() for each in one.periods]
    assert any(one.asked and one.heard is None for one in seen)  # too few answered
    now = timezone.now()
    assert not Report.objects.filter(sent_at__gt=now).exists()
    assert not Signing.objects.filter(on__gt=timezone.localdate()).exists()
    assert not Notice.objects.exists()
    assert entered < 9_000


def test_it_is_the_same_each_time(entered):
    before = set(CommitmentVerdict.objects.values_list("key", "says"))
    from heard.demo.partnership import charter_rows

    for model in reversed(charter_rows.MODELS):
        model.objects.all().delete()
    assert charter_enter(seed=SEED) == entered
    assert set(CommitmentVerdict.objects.values_list("key", "says")) == before
