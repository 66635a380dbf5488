"""Where commitments stand: every status from the store, small numbers, mergers, versions, cost."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories import charters
from tests.factories.landlords import LandlordFactory, SuccessionFactory

from heard.analysis.commitments import Status
from heard.partnership.models import Act, CommitmentVerdict, Signing
from heard.partnership.selectors.charters import versions_in_force
from heard.partnership.selectors.charters_tracker import trackers_of
from heard.partnership.services.charters import (
    commitment_save,
    version_begin,
    version_publish,
    version_save,
)
from heard.partnership.services.charters_asking import charter_end, signatory_add
from heard.partnership.services.charters_rounds import verdict_words_approve
from heard.partnership.services.charters_signing import commitment_sign
from heard.partnership.services.reporting import report_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def ash():
    return LandlordFactory(name="Ash Homes", slug="ash-homes")


def cell(number=1, party=0):
    tracker = trackers_of(versions_in_force())[0]
    return tracker.cell(tracker.commitments[number - 1], tracker.parties[party])


def page(name, *args, **query):
    response = Client().get(reverse(f"tracker:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_statuses_follow_from_what_is_in_the_store(ash):
    made = charters.charter()
    assert trackers_of(versions_in_force())[0].cells == {}
    signatory = signatory_add(charter=made, landlord=ash, by=None)
    assert cell().status is Status.NOT_SIGNED
    charters.signed(made, ash, numbers=[1])
    assert cell().status is Status.NOTHING_REPORTED  # two periods are over
    assert [one.status for one in cell().periods] == [
        Status.NOT_DUE,
        Status.NOTHING_REPORTED,
        Status.NOTHING_REPORTED,
    ]
    report = charters.reported(signatory, at=1)
    assert cell().status is Status.NOT_VERIFIED
    charters.heard(signatory, {"kept": 9, "dont-know": 5}, at=1)
    assert cell().status is Status.NOT_VERIFIED  # nine are too few
    charters.heard(signatory, {"kept": 8, "not-kept": 3}, at=1)
    assert cell().status is Status.KEPT
    charters.heard(signatory, {"not-kept": 30}, at=1, closed=False)
    assert cell().status is Status.KEPT  # not before it is closed
    charters.heard(signatory, {"not-kept": 30}, at=1)
    assert cell().status is Status.DISAGREE
    report_return(report=report, reason="Say how many.", by=None)
    assert cell().status is Status.NOTHING_REPORTED


def test_returned_report_has_until_its_new_day(ash):
    made = charters.charter(charters.promise(effective_from=timezone.localdate() - timedelta(200)))
    signatory = charters.signed(made, ash)
    report = charters.reported(signatory, progress="partly")
    report_return(report=report, reason="Say how many.", by=None)
    assert cell().status is Status.NOT_DUE
    again = charters.reported(signatory, progress="not-done", words="We did nothing.")
    assert again.number == 2
    assert cell().status is Status.NOT_KEPT


def test_small_round_is_never_added_to_a_larger_one(ash):
    made = charters.charter()
    signatory = charters.signed(made, ash)
    charters.heard(signatory, {"kept": 12}, at=1)
    before = cell().periods[1].heard
    charters.heard(signatory, {"not-kept": 9}, at=1)
    assert cell().periods[1].heard == before
    assert (before.base, before.kept) == (12, 1.0)
    shown = page("cell", "our-charter", 1, ash.slug, period=charters.periods(made)[1].first)
    assert "about 10 residents" in shown
    assert "12 residents" not in shown


def test_words_show_only_once_approved_and_where_enough_spoke(ash):
    made = charters.charter()
    signatory = charters.signed(made, ash)
    charters.reported(signatory, at=1)
    few = charters.heard(signatory, {"kept": 3}, at=1, words="I am the only one in 7 Elm Way.")
    verdict_words_approve(verdict=few.verdicts.first(), shown="Approved by few.", by=None)
    assert "Approved by few." not in page("cell", "our-charter", 1, ash.slug)
    many = charters.heard(signatory, {"kept": 12}, at=1, words="It took five days.")
    assert "It took five days." not in page("cell", "our-charter", 1, ash.slug)
    verdict_words_approve(verdict=many.verdicts.first(), shown="It took days.", by=None)
    shown = page("cell", "our-charter", 1, ash.slug)
    assert "It took days." in shown
    assert "7 Elm Way" not in shown


def test_successor_is_held_to_what_came_to_it(ash):
    made = charters.charter()
    signatory = charters.signed(made, ash)
    charters.reported(signatory, at=1)
    oak = LandlordFactory(name="Oak Housing")
    SuccessionFactory(predecessor=ash, successor=oak, on=timezone.localdate())
    found = cell()
    assert (found.party.landlord, found.party.before) == (oak, ("Ash Homes",))
    assert found.status is Status.NOT_VERIFIED
    assert "with Ash Homes" in page("charter", "our-charter")
    shown = page("landlord", oak.slug)
    assert "Answer within ten days" in shown
    moved = Client().get(reverse("tracker:landlord", args=[ash.slug]))
    assert moved.headers["Location"] == reverse("tracker:landlord", args=[oak.slug])


def test_changed_charter_keeps_what_was_signed_in_its_words(ash):
    made = charters.charter()
    signatory = charters.signed(made, ash)
    old = charters.in_force(made)
    new = version_begin(charter=made, by=None)
    commitment_save(
        version=new,
        promise=charters.promise(text="We answer every letter within five working days."),
        number=1,
        by=None,
    )
    version_save(
        version=new, title="Our charter", introduction="", changes="Five days.", report_within=0,
        by=None,
    )  # fmt: skip
    version_publish(version=new, by=None)
    old.refresh_from_db()
    assert old.superseded_at is not None
    assert cell(1).stands
    assert cell(1).earlier_words
    assert not cell(2).earlier_words
    assert "within ten working days" in page("cell", "our-charter", 1, ash.slug)
    assert "within ten working days" in page("version", "our-charter", 1)
    commitment_sign(
        signatory=signatory,
        commitment=charters.commitment(made),
        act=Act.RESERVED,
        words="Not in August.",
        on=timezone.localdate(),
        by=None,
    )
    assert cell(1).reserved
    assert not cell(1).earlier_words
    assert Signing.objects.filter(commitment__version=old).count() == 2


def test_withdrawn_is_held_to_nothing_after_it(ash):
    made = charters.charter()
    signatory = charters.signed(made, ash)
    commitment_sign(
        signatory=signatory,
        commitment=charters.commitment(made),
        act=Act.WITHDRAWN,
        words="We sold our homes.",
        on=timezone.localdate() - timedelta(days=200),
        by=None,
    )
    found = cell()
    assert found.status is Status.WITHDRAWN
    assert len(found.periods) == 1  # the one that was over before
    assert "We sold our homes." in page("cell", "our-charter", 1, ash.slug)


def test_nothing_falls_due_after_a_charters_end(ash):
    made = charters.charter(within=30)
    charters.signed(made, ash, numbers=[1])
    first, second, _under_way = charters.periods(made)
    charter_end(charter=made, on=second.last, reason="Replaced.", by=None)
    made.refresh_from_db()
    found = cell()
    assert [one.period for one in found.periods] == [first]
    assert found.status is Status.NOTHING_REPORTED
    assert "Replaced." in page("charter", "our-charter")


def test_many_signatories_are_paged():
    made = charters.charter()
    for number in range(11):
        landlord = LandlordFactory(name=f"Landlord {number:02}", slug=f"landlord-{number:02}")
        signatory_add(charter=made, landlord=landlord, by=None)
    first, second = page("charter", "our-charter"), page("charter", "our-charter", page=2)
    assert "Landlord 07" in first
    assert "Landlord 08" not in first
    assert "Landlord 10" in second
    only = page("charter", "our-charter", party="landlord-10")
    assert "Only Landlord 10 is shown." in only
    gone = Client().get(reverse("tracker:charter", args=["our-charter"]), {"party": "nobody"})
    assert gone.status_code == 404


def test_files_and_feed_say_what_the_pages_say(ash):
    made = charters.charter()
    signatory = charters.signed(made, ash, act=Act.RESERVED, words="=Not in August.", numbers=[1])
    charters.reported(signatory, at=1)
    charters.heard(signatory, {"kept": 9, "not-kept": 4}, at=1)
    rows = json.loads(page("charter-download", "our-charter", "json"))["rows"]
    assert [one["status"] for one in rows] == [
        "Not due yet",
        "Kept",
        "Nothing reported",
        "Not signed",
    ]
    assert rows[1]["residents_base"] == 15
    assert rows[2]["residents"] is rows[3]["period_from"] is rows[3]["signed"] is None
    assert rows[1]["address"].startswith("http://testserver/tracker/our-charter/1/")
    text = page("charter-download", "our-charter", "csv")
    assert "'=Not in August." in text
    for extension in ("xlsx", "pdf"):
        response = Client().get(reverse("tracker:download", args=[extension]))
        assert len(response.content) > 1000
    feed = page("feed")
    assert "Ash Homes: done, 1. Answer within ten days" in feed
    assert "Residents of Ash Homes have said what they see" in feed
    assert "our-charter" in page("landlord-download", ash.slug, "csv")


def test_draft_is_nobodys_to_see():
    charters.charter(slug="secret-draft", publish=False)
    client = Client()
    assert "secret" not in page("list")
    for name, args in (("charter", ["secret-draft"]), ("version", ["secret-draft", 1])):
        assert client.get(reverse(f"tracker:{name}", args=args)).status_code == 404


PAGES = [
    ("list", []),
    ("charter", ["our-charter"]),
    ("commitment", ["our-charter", 1]),
    ("cell", ["our-charter", 1, "ash-homes"]),
    ("landlord", ["ash-homes"]),
    ("charter-download", ["our-charter", "csv"]),
    ("feed", []),
]


def cost(name, args):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        page(name, *args)
    return len(caught)


def test_pages_cost_the_same_however_much_there_is(ash):
    made = charters.charter()

    def more(landlord):
        signatory = charters.signed(made, landlord)
        for number in (1, 2):
            for at in (0, 1):
                charters.reported(signatory, number, at=at)
                charters.heard(signatory, {"kept": 12}, number, at=at)

    more(ash)
    before = {name: cost(name, args) for name, args in PAGES}
    for name in ("Birch Homes", "Cedar Homes", "Elm Homes"):
        more(LandlordFactory(name=name))
    assert {name: cost(name, args) for name, args in PAGES} == before
    assert max(before.values()) <= 30
    assert CommitmentVerdict.objects.count() == 12 * 16
