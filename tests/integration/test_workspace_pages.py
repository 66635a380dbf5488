"""A landlord's officers, and ward councillors, see and do what residents agreed to, and no more."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.files import photo
from tests.factories.landlords import LandlordFactory, WardFactory
from tests.integration.concern_cases import officer, raised, referred

from heard.access import Role
from heard.audit.models import Entry
from heard.concerns.actors import party_of
from heard.concerns.events import Kind, Status
from heard.concerns.models import Concern, Consent, Event
from heard.concerns.services import casework, residents
from heard.concerns.services.raising import Shares

pytestmark = pytest.mark.django_db


def fresh(concern):
    return Concern.objects.get(pk=concern.pk)


@pytest.fixture
def landlord():
    return LandlordFactory(name="Confluence Homes")


@pytest.fixture
def lead(client, landlord, sign_in_as):
    sign_in_as(client, Role.LANDLORD_LEAD, landlord=landlord)
    return client


def test_list_shows_cases_shared_with_this_landlord_alone(lead, landlord):
    _made, mine = referred(landlord=landlord)
    _made, theirs = referred()
    unshared = raised(landlord=landlord).concern
    page = lead.get("/landlord-cases/").content.decode()
    assert mine.reference in page
    assert theirs.reference not in page
    assert unshared.reference not in page


def test_list_is_plain_when_nothing_waits(lead):
    assert "Nothing waits for you now" in lead.get("/landlord-cases/").content.decode()


def test_list_takes_any_words_after_the_question_mark(lead, landlord):
    referred(landlord=landlord)
    for query in (
        "show=nonsense",
        "after=x_y",
        "after=2026-01-01_99999999999999999999",
        "show=&after=",
    ):
        assert lead.get(f"/landlord-cases/?{query}").status_code == 200, query


def test_case_shows_what_was_agreed_and_logs_the_look(lead, landlord):
    _made, concern = referred(landlord=landlord, shares=Shares(name=False, contact=False))
    page = lead.get(f"/landlord-cases/{concern.reference}/").content.decode()
    assert "black mould" in page
    assert "Rosa" not in page
    assert "rosa@example.org" not in page
    assert Entry.objects.filter(event="landlord-case.read", target_label=concern.reference).exists()


def test_home_postcode_and_address_stay_with_the_team(lead, landlord):
    _made, concern = referred(landlord=landlord, postcode="TW9 1AA", place="Flat 3")
    page = lead.get(f"/landlord-cases/{concern.reference}/").content.decode()
    assert "TW9" not in page
    assert "Flat 3" not in page


def test_answer_and_actions_are_on_the_record(lead, landlord):
    _made, concern = referred(landlord=landlord)
    due = timezone.localdate() + timedelta(days=10)
    response = lead.post(
        f"/landlord-cases/{concern.reference}/answer/",
        {
            "answer": "yes",
            "words": "We will fit a fan.",
            "action_1": "Fit a fan",
            "due_1": f"{due:%d/%m/%Y}",
        },
        follow=True,
    )
    page = response.content.decode()
    assert "Fit a fan" in page
    assert "Actions still to be done" in page
    assert fresh(concern).status == Status.ANSWERED


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"answer": "no", "words": "No."}, "Give the reason"),
        ({"words": "Yes."}, "This field is required"),
        ({"answer": "yes", "words": "Yes.", "action_1": "Fan"}, "Give the date"),
        ({"answer": "yes", "words": "Yes.", "due_1": "1/1/2020"}, "Say what will be done"),
        (
            {"answer": "yes", "words": "Yes.", "action_1": "Fan", "due_1": "1/1/2020"},
            "hasn&#x27;t passed",
        ),
    ],
)
def test_answer_that_lacks_something_says_so_and_keeps_what_was_typed(lead, landlord, sent, said):
    _made, concern = referred(landlord=landlord)
    page = lead.post(f"/landlord-cases/{concern.reference}/answer/", sent).content.decode()
    assert said in page
    assert sent.get("words", "") in page
    assert not Event.objects.filter(concern=concern, kind=Kind.LANDLORD_ANSWERED).exists()


def test_file_that_is_none_refuses_the_answer_and_nothing_is_done(lead, landlord):
    _made, concern = referred(landlord=landlord)
    bad = SimpleUploadedFile("letter.pdf", b"<html>not a pdf")
    page = lead.post(
        f"/landlord-cases/{concern.reference}/answer/",
        {"answer": "yes", "words": "See the letter.", "documents": bad},
    ).content.decode()
    assert "letter.pdf" in page
    assert "See the letter." in page
    assert not Event.objects.filter(concern=concern, kind=Kind.LANDLORD_ANSWERED).exists()


def test_action_gets_a_new_date_and_is_done(lead, landlord):
    _made, concern = referred(landlord=landlord)
    base = f"/landlord-cases/{concern.reference}"
    soon = timezone.localdate() + timedelta(days=5)
    later = soon + timedelta(days=5)
    lead.post(f"{base}/actions/add/", {"words": "Paint", "due_on": f"{soon:%d/%m/%Y}"})
    number = Event.objects.get(concern=concern, kind=Kind.COMMITTED).number
    moved = lead.post(
        f"{base}/actions/{number}/date/",
        {"due_on": f"{later:%d/%m/%Y}", "reason": "Paint is late."},
        follow=True,
    ).content.decode()
    assert "Paint is late." in moved
    done = lead.post(f"{base}/actions/{number}/done/", {"words": "Painted."}, follow=True)
    assert "Actions still to be done" not in done.content.decode()
    again = lead.post(f"{base}/actions/{number}/done/", {"words": "Painted."}).content.decode()
    assert "done already" in again


def test_step_in_the_past_starts_its_clock_from_then(lead, landlord):
    _made, concern = referred(landlord=landlord, tenure="social-rent")
    on = timezone.localdate() - timedelta(days=30)
    page = lead.post(
        f"/landlord-cases/{concern.reference}/step/",
        {"kind": "complaint", "on": f"{on:%d/%m/%Y}"},
        follow=True,
    ).content.decode()
    assert "Overdue" in page


def test_hazard_needs_its_name(lead, landlord):
    _made, concern = referred(landlord=landlord)
    address = f"/landlord-cases/{concern.reference}/step/"
    today = f"{timezone.localdate():%d/%m/%Y}"
    page = lead.post(address, {"kind": "hazard-significant", "on": today}).content.decode()
    assert "Choose which hazard" in page


def test_more_time_is_taken_within_the_rule(lead, landlord):
    _made, concern = referred(landlord=landlord)
    base = f"/landlord-cases/{concern.reference}"
    today = f"{timezone.localdate():%d/%m/%Y}"
    for kind in ("complaint", "complaint-acknowledged"):
        lead.post(f"{base}/step/", {"kind": kind, "on": today, "at": "00:01"})
    page = lead.get(f"{base}/more-time/").content.decode()
    rule = "complaint-code.stage-1.answer"
    assert rule in page
    reason = "We wait for a surveyor."
    many = lead.post(f"{base}/more-time/", {"rule": rule, "days": 50, "reason": reason})
    assert "from 1 to 10" in many.content.decode()
    done = lead.post(
        f"{base}/more-time/", {"rule": rule, "days": 10, "reason": reason}, follow=True
    )
    assert reason in done.content.decode()


def test_taken_back_consent_shuts_every_door(lead, landlord, client):
    made, concern = referred(landlord=landlord)
    base = f"/landlord-cases/{concern.reference}/"
    assert lead.get(base).status_code == 200
    residents.consent_withdraw(consent=Consent.objects.get(), actor=party_of(made.party))
    for part in ("", "answer/", "actions/add/", "step/", "more-time/", "add/", "files/1/"):
        assert lead.get(base + part).status_code == 404, part
    assert lead.post(base + "answer/", {"answer": "yes", "words": "Yes."}).status_code == 404
    assert concern.reference not in lead.get("/landlord-cases/export.csv").content.decode()


def test_another_landlords_officer_finds_nothing(client, sign_in_as, landlord):
    _made, concern = referred(landlord=landlord)
    sign_in_as(client, Role.LANDLORD_OFFICER)
    for part in ("", "answer/", "add/", "files/1/"):
        assert client.get(f"/landlord-cases/{concern.reference}/{part}").status_code == 404


def test_files_are_given_only_where_the_resident_agreed(client, landlord, sign_in_as):
    from heard.uploads.services import upload_store

    given = {}
    for agreed in (True, False):
        made, concern = referred(landlord=landlord, shares=Shares(files=agreed))
        residents.resident_add(
            concern=concern,
            words="See.",
            files=(upload_store(file=SimpleUploadedFile("damp.jpg", photo()), by=None),),
            actor=party_of(made.party),
        )
        given[agreed] = concern
    sign_in_as(client, Role.LANDLORD_OFFICER, landlord=landlord)
    for agreed, concern in given.items():
        attachment = concern.attachments.get()
        address = f"/landlord-cases/{concern.reference}/files/{attachment.pk}/"
        response = client.get(address)
        assert response.status_code == (200 if agreed else 404)
        assert b"".join(response)  # read to its end, which closes the file
        other = given[not agreed]
        crossed = f"/landlord-cases/{other.reference}/files/{attachment.pk}/"
        assert client.get(crossed).status_code == 404


def test_export_is_safe_to_open_and_holds_nothing_personal(lead, landlord):
    landlord.name = "=cmd|' /C calc'!A0"
    landlord.save()
    referred(landlord=landlord)
    text = lead.get("/landlord-cases/export.csv").content.decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["landlord"].startswith("'=")
    assert "Rosa" not in text
    assert "mould in the bedroom" not in text


def test_pages_cost_the_same_with_many_cases(lead, landlord):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert lead.get("/landlord-cases/").status_code == 200
        return len(queries)

    referred(landlord=landlord)
    lead.get("/landlord-cases/")
    few = asked()
    for _ in range(6):
        referred(landlord=landlord)
    assert asked() == few


def test_councillor_answers_what_was_put_to_their_ward(client, sign_in_as):
    ward = WardFactory()
    _made, concern = referred()
    sign_in_as(client, Role.COUNCILLOR, ward=ward)
    address = f"/councillor/{concern.reference}/"
    assert client.get(address).status_code == 404
    casework.concern_refer_to_councillor(
        concern=concern, ward=ward, words="Please look.", agreed=True, actor=officer()
    )
    casework.note_add(concern=concern, words="For us only.", actor=officer())
    page = client.get(address).content.decode()
    assert "black mould" in page
    assert "Rosa Fairweather" in page
    assert "rosa@example.org" not in page
    assert "For us only." not in page
    assert concern.reference in client.get("/councillor/").content.decode()
    client.post(f"{address}answer/", {"words": "I went there."})
    assert fresh(concern).status == Status.WITH_TEAM
