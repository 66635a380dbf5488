"""A landlord assesses itself on its own pages, and sees nobody else's."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.files import photo
from tests.factories.landlords import EstateFactory, LandlordFactory
from tests.factories.reviews import (
    answer_seats,
    assess,
    bring,
    check_all,
    criteria_of,
    make_framework,
    make_review,
    make_session,
    move,
    said,
    subject_of,
)
from tests.factories.walkabouts import make_walkabout, note

from heard.access import Role
from heard.reviews.models import Comment, Evidence, Score, Side, Source
from heard.reviews.services.assessing import self_give_back, self_score
from heard.reviews.services.leaving import subject_leave

pytestmark = pytest.mark.django_db
LONG = [str(number) for number in range(1, 29)]


@pytest.fixture
def landlord():
    return LandlordFactory(name="Confluence Homes")


@pytest.fixture
def review(landlord):
    return make_review(landlords=[landlord, LandlordFactory(name="Other Homes")])


@pytest.fixture
def subject(review, landlord):
    return subject_of(review, landlord)


@pytest.fixture
def lead(client, landlord, sign_in_as):
    client.person = sign_in_as(client, Role.LANDLORD_LEAD, landlord=landlord)
    return client


def at(subject, rest=""):
    return f"/self-assessment/{subject.review.reference}/{subject.landlord.slug}/{rest}"


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_list_shows_what_waits(lead, review, subject):
    page = text(lead.get("/self-assessment/"))
    assert review.title in page
    assert "Due by" in page
    assert "Other Homes" not in page


def test_list_is_plain_when_there_is_nothing(lead):
    assert "Nothing waits for you now" in text(lead.get("/self-assessment/"))


def test_criterion_is_scored_and_leads_to_the_next(lead, subject):
    page = text(lead.get(at(subject, "criteria/1/")))
    assert "What 3 looks like" in page
    response = lead.post(
        at(subject, "criteria/1/"), {"says": "3", "reason": "We do.", "seen": "", "then": "next"}
    )
    assert response.url == at(subject, "criteria/2/")
    score = Score.objects.get()
    assert (score.level, score.reason, score.source) == (3, "We do.", Source.SELF)
    assert score.by == lead.person
    assert "1 of 3 criteria" in text(lead.get(at(subject)))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"says": "3", "reason": ""}, "Write something here"),
        ({"reason": "Because."}, "Choose a level, or say why there is none"),
        ({"says": "7", "reason": "Because."}, "valid choice"),
    ],
)
def test_score_without_a_reason_or_level_says_so_and_keeps_what_was_typed(
    lead, subject, sent, told
):
    page = text(lead.post(at(subject, "criteria/1/"), sent | {"then": "next"}))
    assert told in page
    assert sent["reason"] in page
    assert not Score.objects.exists()


def test_two_people_at_once_lose_nothing(lead, subject):
    page = lead.get(at(subject, "criteria/1/"))
    seen = page.context["form"]["seen"].value()
    one = criteria_of(subject.review)["1"]
    self_score(subject=subject, criterion=one, said=said(4, "Theirs."), seen="", by=None)
    mine = {"says": "1", "reason": "Mine, typed at length.", "seen": seen, "then": "next"}
    stale = lead.post(at(subject, "criteria/1/"), mine)
    page = text(stale)
    assert "after you opened it" in page
    assert "Mine, typed at length." in page
    assert Score.objects.get(superseded_at=None).reason == "Theirs."
    again = mine | {"seen": stale.context["form"]["seen"].value()}
    assert lead.post(at(subject, "criteria/1/"), again).status_code == 302
    assert Score.objects.get(superseded_at=None).reason == "Mine, typed at length."
    assert "Theirs." in text(lead.get(at(subject, "criteria/1/")))


def test_evidence_goes_in_by_each_way(lead, subject):
    estate = EstateFactory(landlord=subject.landlord)
    yesterday = timezone.localdate() - timedelta(days=1)
    seen = note(make_walkabout(estate=estate, on=yesterday), words="Rubbish by the bins")
    base = {"kind": "document", "title": "Proof", "statement": "It shows it.", "dated": ""}
    page = at(subject, "criteria/1/evidence/add/")
    sent = [
        base | {"where": "link", "link": "https://landlord.example.org/a"},
        base | {"where": "measure", "measure": "TP06", "kind": "metric"},
        base | {"where": "figure", "figure": "clocks-met", "kind": "metric"},
        base
        | {
            "where": "observation",
            "observation": str(seen.key),
            "kind": "observation",
        },
        base | {"where": "file", "file": SimpleUploadedFile("a.jpg", photo(), "image/jpeg")},
    ]
    for one in sent:
        assert lead.post(page, one).status_code == 302, one
    assert Evidence.objects.count() == 5
    shown = text(lead.get(at(subject, "criteria/1/")))
    assert "This landlord reported no figure" in shown
    assert "Deadlines met on concerns" in shown
    assert "a.jpg" in shown
    assert "Rubbish by the bins" in shown
    kept = Evidence.objects.exclude(file=None).get()
    assert lead.get(at(subject, f"evidence/{kept.pk}/file/")).status_code == 302


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"where": "link", "link": ""}, "Give the address"),
        ({"where": "link", "link": "not an address"}, "isn’t the address of a page"),
        ({"where": "measure"}, "Choose a measure"),
        ({"where": "file"}, "Choose a file"),
        ({"where": "observation", "observation": "x"}, "isn’t one of the observations"),
        ({"where": "observation"}, "Choose an observation"),
        ({}, "Say where it is"),
    ],
)
def test_evidence_that_is_nowhere_says_so(lead, subject, sent, told):
    base = {"kind": "document", "title": "Proof", "statement": "It shows it."}
    page = text(lead.post(at(subject, "criteria/1/evidence/add/"), base | sent))
    assert told in page
    assert "It shows it." in page
    assert not Evidence.objects.exists()


def test_file_of_the_wrong_type_is_refused_with_its_reason(lead, subject):
    sent = {
        "kind": "document",
        "title": "Proof",
        "statement": "It shows it.",
        "where": "file",
        "file": SimpleUploadedFile("plan.pdf", b"<html>not a pdf"),
    }
    page = text(lead.post(at(subject, "criteria/1/evidence/add/"), sent))
    assert "There is a problem" in page
    assert not Evidence.objects.exists()


def test_file_that_is_too_large_is_refused(lead, subject):
    big = SimpleUploadedFile("plan.pdf", b"%PDF-" + bytes(10 * 1024 * 1024 + 1))
    sent = {"kind": "document", "title": "P", "statement": "S", "where": "file", "file": big}
    page = text(lead.post(at(subject, "criteria/1/evidence/add/"), sent))
    assert "larger than 10 MB" in page
    assert not Evidence.objects.exists()


def test_evidence_is_withdrawn_with_a_reason(lead, subject):
    kept = bring(subject, by=lead.person)
    page = at(subject, f"evidence/{kept.pk}/withdraw/")
    assert "Write something" in text(lead.post(page, {"reason": ""}))
    lead.post(page, {"reason": "Out of date."})
    shown = text(lead.get(at(subject, "criteria/1/")))
    assert "Withdrawn" in shown
    assert "Out of date." in shown


def test_assessment_is_sent_in_once_everything_was_said(lead, subject):
    page = text(lead.post(at(subject, "send-in/")))
    assert "still open" in page
    assess(subject, by=lead.person, submit=False)
    assert "3 scores have no evidence" in text(lead.get(at(subject, "send-in/")))
    lead.post(at(subject, "send-in/"))
    assert "Sent in on" in text(lead.get(at(subject)))
    self_give_back(subject=subject, reason="Say more on the second.", by=None)
    assert "Say more on the second." in text(lead.get(at(subject)))


def test_blank_form_holds_every_level_in_words(lead, subject):
    page = text(lead.get(at(subject, "blank/")))
    assert page.count("What 2 looks like") == 3


def test_nobody_opens_another_landlords_pages(lead, review):
    other = subject_of(review, review.subjects.get(landlord__name="Other Homes").landlord)
    theirs = bring(other)
    for rest in (
        "",
        "blank/",
        "send-in/",
        "comment/",
        "comment/1/",
        "criteria/1/",
        "criteria/1/evidence/add/",
        f"evidence/{theirs.pk}/file/",
        f"evidence/{theirs.pk}/withdraw/",
    ):
        assert lead.get(at(other, rest)).status_code == 404, rest
        assert lead.post(at(other, rest)).status_code in {404, 405}, rest
    mine = at(subject_of(review, review.subjects.get(landlord__name="Confluence Homes").landlord))
    for rest in ("file/", "withdraw/"):
        assert lead.get(f"{mine}evidence/{theirs.pk}/{rest}").status_code == 404


def test_others_scores_stay_hidden_until_comments_open(lead, review, subject, officer):
    bring(subject, by=lead.person)
    bring(subject, side=Side.OFFICERS, by=officer, title="What we found")
    assess(subject, by=lead.person)
    answer_seats(make_session(subject, seats=12), level="1")
    check_all(subject, by=officer, level=0)
    for rest in ("", "criteria/1/"):
        page = text(lead.get(at(subject, rest)))
        assert "What we found" not in page
        assert "Moderated" not in page
    move(review)
    assert "moderating" in text(lead.get(at(subject))).lower()
    move(review)
    page = text(lead.get(at(subject, "comment/1/")))
    assert "What we found" in page
    assert "12 answers" in page


@pytest.fixture
def officer():
    return PersonFactory(role=Role.OFFICER)


def test_landlord_comments_on_a_criterion_and_on_the_whole(lead, review, subject):
    page = text(lead.get(at(subject, "comment/")))
    assert "can’t be given or changed now" in page
    move(review, 2)
    lead.post(at(subject, "comment/1/"), {"text": "We changed this in May.", "seen": ""})
    lead.post(at(subject, "comment/"), {"text": "A fair picture.", "seen": ""})
    assert Comment.objects.count() == 2
    page = text(lead.get(at(subject)))
    assert "A fair picture." in page
    stale = text(lead.post(at(subject, "comment/"), {"text": "Another.", "seen": ""}))
    assert "A colleague saved this comment" in stale
    assert "Another." in stale


def test_successor_reads_what_the_landlord_left_behind(client, sign_in_as, review, subject):
    successor = LandlordFactory(name="Successor Homes")
    assess(subject)
    sign_in_as(client, Role.LANDLORD_OFFICER, landlord=successor)
    assert client.get(at(subject)).status_code == 404
    subject_leave(
        subject=subject,
        on=timezone.localdate(),
        reason="Merged into Successor Homes.",
        successor=successor,
        by=None,
    )
    page = text(client.get(at(subject)))
    assert "Merged into Successor Homes." in page
    assert client.post(at(subject, "criteria/1/"), {"says": "1", "reason": "x"}).status_code == 404
    assert review.title in text(client.get("/self-assessment/"))


@pytest.mark.parametrize("rest", ["", "criteria/1/", "blank/", "send-in/"])
def test_queries_do_not_grow_with_criteria(lead, landlord, rest):
    counts = []
    for codes in (LONG[:4], LONG):
        review = make_review(landlords=[landlord], framework=make_framework(codes=codes))
        subject = subject_of(review, landlord)
        for code in codes[:3]:
            bring(subject, code, by=lead.person, measure="TP06", kind="metric")
        assess(subject, by=lead.person, submit=False)
        lead.get(at(subject, rest))
        with CaptureQueriesContext(connection) as queries:
            text(lead.get(at(subject, rest)))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 24


def test_links_on_the_overview_lead_somewhere(lead, review, subject):
    link = 'href="/self-assessment/'
    page = text(lead.get(at(subject)))
    for part in page.split(link)[1:]:
        path = urlsplit("/self-assessment/" + part.split('"')[0]).path
        assert lead.get(path).status_code == 200, path
