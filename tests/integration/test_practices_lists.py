"""Lists, files and the feed of practices; what landlords may learn; how many queries it takes."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.landlords import HomesFactory, LandlordFactory, SuccessionFactory
from tests.factories.practices import (
    FRAMEWORK,
    content,
    draft,
    framework,
    published,
    report,
    submitted,
)
from tests.factories.reviews import criteria_of, make_review, make_session, subject_of

from heard.access import NOBODY, Reader, Role
from heard.accounts.selectors import reader_for_user
from heard.analysis.practice_gaps import Result
from heard.landlords.models import Kind
from heard.practices.models import Question
from heard.practices.selectors.desk import practices_waiting_for, report_due
from heard.practices.selectors.gaps import criterion_key, practices_for
from heard.practices.selectors.listing import Wanted, practices_public
from heard.practices.services import practice_create, practice_return
from heard.reviews.models import Review, Score

pytestmark = pytest.mark.django_db


def titles(**wanted):
    return [one.version.title for one in practices_public(Wanted(**wanted))]


def lead_of(landlord):
    return reader_for_user(PersonFactory(role=Role.LANDLORD_LEAD, landlord=landlord))


def test_list_rises_by_evidence_and_spread_and_says_why(client):
    published(title="Told", rung=1)
    measured = published(title="Measured", rung=3)
    spread = published(title="Spread", rung=1)
    for _at in range(2):
        report(spread, effect="better", rung=3)
    report(measured, effect="same", rung=1, progress="trying")
    assert titles() == ["Spread", "Measured", "Told"]
    page = client.get("/practices/").content.decode()
    assert (
        "First of 3 because told, and adopted by two other landlords. Two saw things get better."
        in page
    )
    assert "One is trying it. One saw no change." in page


def test_drafts_and_waiting_practices_are_in_no_list(client):
    draft(title="A draft")
    submitted(title="A waiting one")
    assert titles() == []
    assert "No practice has been published yet." in client.get("/practices/").content.decode()


def test_filters_narrow_the_list():
    framework()
    big, small = LandlordFactory(name="Big Homes"), LandlordFactory(kind=Kind.ALMSHOUSE)
    HomesFactory(landlord=big, homes=1_500)
    HomesFactory(landlord=small, homes=40)
    published(big, title="Of the big", rung=3, cost="more", kind="scrutiny-panel")
    serves = ((FRAMEWORK, "walkabouts"),)
    published(small, title="Of the small", effort="months", serves=serves, problem="Damp walls")
    published(title="Of nobody counted")
    assert titles(q="damp") == ["Of the small"]
    assert titles(q="BIG homes") == ["Of the big"]
    assert titles(q="scrutiny") == ["Of the big"]
    assert titles(q="damp scrutiny") == []
    assert titles(framework=FRAMEWORK, criterion="walkabouts") == ["Of the small"]
    assert len(titles(framework=FRAMEWORK, dimension="influence")) == 3
    assert titles(kind="scrutiny-panel") == ["Of the big"]
    assert titles(rung=2) == ["Of the big"]
    assert titles(cost="more") == ["Of the big"]
    assert titles(effort="months") == ["Of the small"]
    assert titles(landlord=small.slug) == ["Of the small"]
    assert titles(landlord_kind="almshouse") == ["Of the small"]
    assert titles(size="large") == ["Of the big"]
    assert titles(size="small") == ["Of the small"]
    assert titles(size="middling") == []


@pytest.mark.parametrize(
    "query", ["serves=x", "serves=:::", "rung=9", "page=x", "size=x", "kind=%00", "q=%00", "cost=x"]
)
def test_list_takes_any_words_after_the_question_mark(client, query):
    framework()
    published()
    for address in ("/practices/", "/practices/practices.csv"):
        assert client.get(f"{address}?{query}").status_code == 200, query


def test_words_and_place_of_predecessors_are_found_under_the_successor():
    ash, oak = LandlordFactory(name="Ash"), LandlordFactory(name="Oakfield")
    elm = LandlordFactory(name="Elm")
    published(ash, title="Of Ash")
    other = published(title="Other")
    report(other, ash, effect="same")
    report(other, elm, effect="same")
    SuccessionFactory(predecessor=ash, successor=oak, whole=True)
    SuccessionFactory(predecessor=elm, successor=oak, whole=True)
    assert titles(q="oakfield") == ["Of Ash"]
    assert titles(q="ash") == ["Of Ash"]
    assert titles(landlord=oak.slug) == ["Of Ash"]
    listed = {one.version.title: one for one in practices_public()}
    assert listed["Of Ash"].landlord == oak
    assert listed["Other"].place.taken_up == 1  # two that are one today count once


def test_files_are_safe_to_open_in_a_spreadsheet(client):
    published(title="=HYPERLINK(1)", done="+44 was called", figures="\x07 rang")
    response = client.get("/practices/practices.csv")
    [row] = csv.DictReader(io.StringIO(response.content.decode()))
    assert row["title"] == "'=HYPERLINK(1)"
    assert row["done"].startswith("'+44")
    assert "\x07" not in row["figures"]
    assert "engagement@example.org" not in response.content.decode()
    rows = json.loads(client.get("/practices/practices.json").content)["rows"]
    assert rows[0]["title"] == "=HYPERLINK(1)"
    assert rows[0]["taken_up"] == 0
    assert client.get("/practices/practices.xlsx").status_code == 200
    assert client.get("/practices/practices.exe").status_code == 404


def test_feed_gives_the_newest_first_and_is_whole_xml(client):
    published(title="First & <best>")
    published(title="Second\x0b")
    response = client.get("/practices/feed.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ET.fromstring(response.content).findall(f"{atom}entry")  # noqa: S314 - our own
    assert [one.find(f"{atom}title").text[:6] for one in entries] == ["Second", "First "]
    assert entries[0].find(f"{atom}link").get("href").startswith("http://testserver/practices/GP-")


def test_types_ship_and_each_names_who_did_it(client):
    published(title="Our panel", kind="scrutiny-panel")
    assert "scrutiny panel" in client.get("/practices/types/").content.decode()
    page = client.get("/practices/types/scrutiny-panel/").content.decode()
    assert "Our panel" in page
    assert "What can go wrong" in page
    assert client.get("/practices/types/nonsense/").status_code == 404


def test_landlord_is_shown_practices_of_those_strong_where_it_is_weak():
    framework()
    me, strong, other = LandlordFactory(), LandlordFactory(name="Strong Homes"), LandlordFactory()
    serves = ((FRAMEWORK, "walkabouts"),)
    published(strong, title="Of the strong", serves=serves)
    taken = published(other, title="Measured elsewhere", rung=5, serves=serves)
    published(me, title="My own", serves=serves)
    published(other, title="On something else")
    report(taken, me, progress="trying", effect="too-early", rung=None)
    key = criterion_key(FRAMEWORK, "walkabouts")
    asked = criterion_key(FRAMEWORK, "told-what-happened")
    results = {
        me.pk: {key: Result(1.0, residents=2.4, base=23), asked: Result(None)},
        strong.pk: {key: Result(4.0)},
    }
    walkabouts, unevidenced = practices_for(me, results)
    assert [one.listed.version.title for one in walkabouts.suggested] == [
        "Of the strong",
        "Measured elsewhere",
    ]
    assert walkabouts.suggested[0].why == (
        "It serves this criterion, on which the review put Strong Homes at level 4 of 4."
    )
    assert walkabouts.suggested[1].progress == "trying"
    assert walkabouts.words == (
        "The review put it at level 1 of 4. Residents put it at 2.4; 23 of them answered."
    )
    assert unevidenced.words == (
        "The review found no evidence either way. Too few residents answered to say what they see."
    )
    assert "walkabouts-with-closed-actions" in {one.code for one in walkabouts.types}


def test_gaps_come_from_published_reviews_and_from_enough_residents():
    code = "2"
    me, strong = LandlordFactory(), LandlordFactory(name="Strong Homes")
    review = make_review(landlords=[me, strong])
    criterion = criteria_of(review)[code]
    subject = subject_of(review, me)
    serves = ((review.framework.slug, code),)
    published(strong, title="Of the strong", serves=serves)
    for landlord, level in ((me, 3), (strong, 4)):
        Score.objects.create(
            subject=subject_of(review, landlord),
            criterion=criterion,
            source="moderated",
            standing="scored",
            level=level,
            reason="So it is.",
        )
    session = make_session(subject, seats=10)
    for seat in session.seats.all():
        Score.objects.create(
            subject=subject,
            criterion=criterion,
            source="residents",
            seat=seat,
            standing="scored",
            level=1,
        )
    assert practices_for(me) == []  # nothing is published yet
    Review.objects.filter(pk=review.pk).update(stage="published", published_at=timezone.now())
    [chance] = practices_for(me)
    assert chance.criterion.name == f"Criterion {code}"
    assert chance.words == (
        "The review put it at level 3 of 4. Residents put it at 1; 10 of them answered."
    )
    assert [one.listed.version.title for one in chance.suggested] == ["Of the strong"]
    assert "Strong Homes at level 4 of 4" in chance.suggested[0].why
    Score.objects.filter(seat=session.seats.first()).delete()
    assert practices_for(me) == []  # nine say nothing of anybody
    merged = LandlordFactory()
    SuccessionFactory(predecessor=me, successor=merged, whole=True)
    Score.objects.filter(subject=subject, source="moderated").update(level=1)
    assert len(practices_for(merged)) == 1


def test_landlord_sees_its_own_gaps_only(client):
    mine, other = LandlordFactory(), LandlordFactory(name="Other Homes")
    start_session(client, PersonFactory(role=Role.LANDLORD_OFFICER, landlord=mine))
    page = client.get(f"/practices/gaps/?landlord={other.slug}").content.decode()
    assert "Other Homes" not in page
    assert "No published review puts this landlord" in page
    start_session(client, PersonFactory(role=Role.OFFICER))
    page = client.get(f"/practices/gaps/?landlord={other.slug}").content.decode()
    assert "Practices that may help Other Homes" in page


def test_what_waits_for_a_landlord():
    me = LandlordFactory()
    reader = lead_of(me)
    assert practices_waiting_for(reader) == []
    practice_create(landlord=me, content=content(title="Begun"), by=None)
    back = submitted(me, title="Returned one")
    practice_return(practice=back, reason="Too long.", by=None)
    asked = Question.objects.create(
        practice=published(me), landlord=LandlordFactory(name="Asker"), text="Why?"
    )
    theirs = published(title="Theirs")
    report(theirs, me, progress="trying", effect="too-early", rung=None, on=date(2025, 1, 6))
    waiting = practices_waiting_for(reader)
    assert [(one.what, one.due_on) for one in waiting[:2]] == [
        ("Say how it goes with a practice", date(2025, 4, 6)),
        ("Answer a question", timezone.localdate(asked.at) + timedelta(days=14)),
    ]
    assert {(one.what, one.title) for one in waiting[2:]} == {
        ("Finish a practice that you began", "Begun"),
        ("Change a practice that was returned", "Returned one"),
    }
    assert practices_waiting_for(NOBODY) == []
    assert practices_waiting_for(Reader(roles=frozenset({Role.OFFICER}))) == []


@pytest.mark.parametrize(
    ("progress", "effect", "due"),
    [
        ("considering", "", date(2026, 4, 1)),
        ("trying", "better", date(2026, 4, 1)),
        ("adopted", "too-early", date(2026, 6, 30)),
        ("adopted", "better", None),
        ("stopped", "too-early", None),
    ],
)
def test_reports_fall_due(progress, effect, due):
    assert report_due(progress, effect, date(2026, 1, 1)) == due


@pytest.fixture
def many():
    """A dozen practices with all that belongs to them."""
    framework()
    me = LandlordFactory()

    def make(count):
        for at in range(count):
            practice = published(title=f"Practice {at}", rung=3)
            report(practice)
            report(practice, me, progress="trying", effect="too-early", rung=None)
            Question.objects.create(practice=practice, landlord=me, text="Why?")
            published(me, title=f"Mine {at}")
        return practice

    make.me = me
    return make


@pytest.mark.parametrize(
    "address",
    ["/practices/", "/practices/?q=practice", "/practices/practices.json", "/practices/ours/"],
)
def test_queries_do_not_grow_with_practices(many, address, django_assert_max_num_queries):
    client = Client()
    start_session(client, PersonFactory(role=Role.LANDLORD_LEAD, landlord=many.me))
    many(1)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    many(4)
    with django_assert_max_num_queries(len(few)):
        client.get(address)
    assert len(few) <= 30


def test_queries_of_one_practice_do_not_grow_with_reports(many, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    practice = many(1)
    address = f"/practices/{practice.reference}/"
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _at in range(5):
        report(practice)
        Question.objects.create(
            practice=practice,
            landlord=LandlordFactory(),
            text="Why?",
            asker_agrees=True,
            answer="Because.",
            answered_at=timezone.now(),
            answerer_agrees=True,
        )
    with CaptureQueriesContext(connection) as more:
        page = client.get(address).content.decode()
    assert page.count("Because.") == 5
    assert len(more) == len(few) <= 16
