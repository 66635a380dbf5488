"""A practice from its first sentence to its spread, through the pages that people use."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.files import photo
from tests.factories.landlords import LandlordFactory, SuccessionFactory
from tests.factories.practices import (
    FRAMEWORK,
    draft,
    framework,
    fresh,
    last_version,
    published,
    report,
    submitted,
)

from heard.access import Role
from heard.audit.models import Entry
from heard.notices.models import Notice
from heard.practices.models import Adoption, Practice, Question, Status, Step, Version

pytestmark = pytest.mark.django_db


def signed_in(role, **scope):
    client = Client()
    start_session(client, PersonFactory(role=role, **scope))
    return client


@pytest.fixture
def ash():
    return LandlordFactory(name="Ash Homes")


@pytest.fixture
def elm():
    return LandlordFactory(name="Elm Housing")


@pytest.fixture
def writer(ash):
    return signed_in(Role.LANDLORD_LEAD, landlord=ash)


@pytest.fixture
def taker(elm):
    return signed_in(Role.LANDLORD_LEAD, landlord=elm)


@pytest.fixture
def officer():
    return signed_in(Role.OFFICER)


def body(response):
    return response.content.decode()


WRITTEN = {
    "title": "Repairs diary in each lift",
    "kind": "you-said-we-did",
    "context": "Six blocks with one lift each.",
    "problem": "Nobody knew when the lift would be mended.",
    "done": "A diary was hung up and kept.",
    "with_whom": "Six residents.",
    "cost": "under-1000",
    "effort": "days",
    "changed": "People stopped ringing to ask.",
    "rung": "2",
    "serves": [f"{FRAMEWORK}:asked-early"],
    "link": "https://example.org/diary",
    "link_title": "The diary",
    "contact": "Resident engagement team",
    "contact_email": "engagement@example.org",
}


def test_from_draft_to_adoption_through_the_pages(writer, officer, taker, ash, elm, client):
    framework()
    made = writer.post("/practices/new/", WRITTEN, follow=True)
    practice = Practice.objects.get()
    page = f"/practices/{practice.reference}/"
    assert "Kept as a draft" in body(made)
    assert client.get(page).status_code == 404
    assert taker.get(f"{page}work/").status_code == 404

    writer.post(f"{page}send/")
    assert fresh(practice).status == Status.SUBMITTED
    assert practice.reference in body(officer.get("/practices/moderation/"))
    officer.post(f"{page}decide/", {"decision": "return", "reason": "Say how many calls."})
    assert "Say how many calls." in body(writer.get(f"{page}work/"))
    assert "Change a practice that was returned" in body(writer.get("/practices/ours/"))

    changed = {**WRITTEN, "changed": "Calls fell.", "keep": ["0"], "link": "", "based_on": "1"}
    writer.post(f"{page}edit/", changed)
    writer.post(f"{page}send/")
    officer.post(f"{page}decide/", {"decision": "publish"})
    shown = body(client.get(page))
    assert "Calls fell." in shown
    assert "First of 1 because documented, but not yet taken up by another landlord." in shown
    assert "engagement@example.org" in shown
    assert [one.number for one in Version.objects.filter(practice=practice)] == [1, 2]

    taker.post(f"{page}ask/", {"text": "Who writes it up?", "agrees": "on"})
    question = Question.objects.get()
    assert "Who writes it up?" not in body(client.get(page))
    assert "Answer a question" in body(writer.get("/practices/ours/"))
    writer.post(f"/practices/questions/{question.pk}/", {"text": "The caretaker.", "agrees": "on"})
    assert "The caretaker." in body(client.get(page))
    taker.post(f"/practices/questions/{question.pk}/agree/", {"agrees": "no"})
    assert "The caretaker." not in body(client.get(page))
    assert "The caretaker." in body(taker.get(page))

    today = timezone.localdate()
    said = {"on": f"{today:%d/%m/%Y}", "happened": "In two blocks."}
    taker.post(f"{page}adopt/", {**said, "progress": "trying", "effect": "too-early"})
    taker.post(f"{page}adopt/", {**said, "progress": "adapted", "effect": "better", "rung": "3"})
    shown = body(client.get(page))
    assert "adopted by one other landlord. One saw things get better." in shown
    assert "Elm Housing: Adopted in a changed form" in shown
    assert Step.objects.count() == 2
    told = set(Notice.objects.values_list("template", flat=True))
    assert told == {
        "practice.submitted",
        "practice.decided",
        "practice.question",
        "practice.answer",
    }
    verbs = set(Entry.objects.values_list("event", flat=True))
    assert {
        "practice.create",
        "practice.change",
        "practice.submitted",
        "practice.returned",
        "practice.published",
        "practice-report.add",
        "practice-question.ask",
        "practice-question.answer",
        "practice-question.disagree",
    } <= verbs


def test_unfinished_practice_is_not_sent_and_says_what_is_missing(writer, ash):
    practice = draft(ash, problem="", rung=3, figures="", proofs=())
    answer = body(writer.post(f"/practices/{practice.reference}/send/"))
    assert "Say what the problem was." in answer
    assert "Give the figures before and after" in answer
    assert "Add a link, a file or a measure" in answer
    assert fresh(practice).status == Status.DRAFT


def test_photo_is_evidence_and_opens_for_everybody_once_public(writer, officer, client, ash):
    file = SimpleUploadedFile("lift.jpg", photo(), "image/jpeg")
    sent = {**WRITTEN, "serves": [], "documents": file, "documents_title": "The diary in block 2"}
    framework()
    sent["serves"] = WRITTEN["serves"]
    writer.post("/practices/new/", sent)
    practice = Practice.objects.get()
    proof = last_version(practice).proofs.get(link="")
    address = f"/practices/{practice.reference}/files/{proof.pk}/"
    assert client.get(address).status_code == 404
    writer.post(f"/practices/{practice.reference}/send/")
    officer.post(f"/practices/{practice.reference}/decide/", {"decision": "publish"})
    response = client.get(address)
    assert response["Content-Type"] == "image/jpeg"
    response.close()


def test_file_that_is_none_is_refused_and_what_was_typed_comes_back(writer, ash):
    file = SimpleUploadedFile("diary.pdf", b"<html>")
    sent = {**WRITTEN, "serves": [], "documents": file, "documents_title": "The diary"}
    answer = body(writer.post("/practices/new/", sent))
    assert "diary.pdf" in answer
    assert "Nobody knew when the lift would be mended." in answer
    assert not Practice.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "This field is required"),
        ({"link_title": ""}, "Say what the link shows."),
        ({"link": "nonsense"}, "Enter a valid URL"),
        ({"contact_email": "nobody"}, "Enter a valid email address"),
        ({"rung": "9"}, "Select a valid choice"),
        ({"serves": ["health-check:nonsense"]}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(writer, changed, said):
    framework()
    assert said in body(writer.post("/practices/new/", {**WRITTEN, **changed}))
    assert not Practice.objects.exists()


def test_two_writers_do_not_overwrite_each_other(writer, ash):
    framework()
    practice = draft(ash)
    address = f"/practices/{practice.reference}/edit/"
    writer.post(address, {**WRITTEN, "title": "First", "based_on": "1"})
    answer = writer.post(address, {**WRITTEN, "title": "Second", "based_on": "1"})
    assert "Somebody else saved it" in body(answer)
    assert last_version(practice).title == "First"


def test_draft_is_begun_from_a_type(writer):
    framework()
    page = body(writer.get("/practices/new/?kind=you-said-we-did"))
    assert '<option value="you-said-we-did" selected>' in page
    assert 'value="health-check:told-what-happened"' in page


def test_public_version_stands_while_a_change_waits(writer, officer, client, ash):
    framework()
    practice = published(ash)
    page = f"/practices/{practice.reference}/"
    writer.post(f"{page}edit/", {**WRITTEN, "title": "Lift diary, changed", "based_on": "1"})
    writer.post(f"{page}send/")
    assert "Repairs diary in each lift" in body(client.get(page))
    officer.post(f"{page}decide/", {"decision": "publish"})
    assert "Lift diary, changed" in body(client.get(page))


def test_taken_back_practice_can_be_changed(writer, ash):
    practice = submitted(ash)
    assert "Take it back before" in body(
        writer.post(
            f"/practices/{practice.reference}/edit/", {**WRITTEN, "serves": [], "based_on": "1"}
        )
    )
    writer.post(f"/practices/{practice.reference}/take-back/")
    assert fresh(practice).status == Status.DRAFT


def test_withdrawn_practice_is_gone_but_for_those_who_took_it_up(writer, taker, client, ash, elm):
    practice = published(ash)
    report(practice, elm)
    page = f"/practices/{practice.reference}/"
    writer.post(f"{page}withdraw/", {"reason": "The figures were wrong."})
    assert client.get(page).status_code == 404
    assert "taken off the public pages" in body(taker.get(page))
    assert "The figures were wrong." in body(writer.get(f"{page}work/"))
    assert practice.reference not in body(client.get("/practices/practices.csv"))


def test_own_practice_is_neither_taken_up_nor_asked_about(writer, ash):
    practice = published(ash)
    page = f"/practices/{practice.reference}/"
    said = {
        "on": "1/3/2026",
        "happened": "x",
        "progress": "trying",
        "effect": "better",
        "rung": "1",
    }
    assert "This is your own practice." in body(writer.post(f"{page}adopt/", said))
    assert "This is your own practice." in body(writer.post(f"{page}ask/", {"text": "Why?"}))
    assert not Adoption.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"effect": ""}, "Choose what you see"),
        ({"rung": ""}, "Choose how strong the evidence is"),
        ({"on": "1/1/2999"}, "isn’t in the future"),
        ({"happened": ""}, "This field is required"),
        ({"progress": "liked"}, "Select a valid choice"),
    ],
)
def test_report_that_contradicts_itself_says_so(taker, changed, said):
    practice = published()
    sent = {
        "on": "1/3/2026",
        "happened": "x",
        "progress": "adopted",
        "effect": "better",
        "rung": "1",
    }
    answer = taker.post(f"/practices/{practice.reference}/adopt/", {**sent, **changed})
    assert said in body(answer)
    assert not Step.objects.exists()


def test_earlier_reports_are_never_changed_and_never_overtaken(taker, elm):
    practice = published()
    report(practice, elm, on=date(2026, 3, 2))
    sent = {
        "on": "1/2/2026",
        "happened": "x",
        "progress": "stopped",
        "effect": "worse",
        "rung": "1",
    }
    answer = taker.post(f"/practices/{practice.reference}/adopt/", sent)
    assert "An earlier report is of a later day." in body(answer)
    assert Step.objects.count() == 1


def test_considering_is_seen_by_oneself_and_the_team_alone(
    taker, writer, officer, client, ash, elm
):
    practice = published(ash)
    report(practice, elm, progress="considering", effect="", rung=None)
    page = f"/practices/{practice.reference}/"
    assert "Elm Housing" in body(taker.get(page))
    assert "Elm Housing" in body(officer.get(page))
    assert "Elm Housing" not in body(client.get(page))
    assert "Elm Housing" not in body(writer.get(page))


def test_team_hides_a_report_with_a_reason(officer, taker, client, elm):
    practice = published()
    step = report(practice, elm)
    page = f"/practices/{practice.reference}/"
    officer.post(f"{page}hide/report/{step.pk}/", {"reason": "It names somebody."})
    assert "Elm Housing" not in body(client.get(page))
    assert "It names somebody." in body(taker.get(page))
    assert "not yet taken up" in body(client.get(page))


def test_team_reports_for_a_landlord_that_rang(officer, elm):
    practice = published()
    sent = {"on": "1/3/2026", "happened": "Told us by telephone.", "progress": "trying"}
    sent |= {"effect": "too-early", "landlord": elm.pk}
    officer.post(f"/practices/{practice.reference}/adopt/", sent)
    step = Step.objects.get()
    assert (step.adoption.landlord, step.by_role) == (elm, Role.OFFICER)


def test_one_persons_address_is_shown_to_landlords_alone_and_each_look_is_logged(client, taker):
    practice = published(contact_is_personal=True, contact_email="ada@example.org")
    page = f"/practices/{practice.reference}/"
    assert "ada@example.org" not in body(client.get(page))
    assert "ada@example.org" not in body(taker.get(page))
    assert "ada@example.org" not in body(client.get("/practices/practices.json"))
    assert "ada@example.org" in body(taker.get(f"{page}contact/"))
    assert Entry.objects.filter(event="practice-contact.read").count() == 1


def test_successor_carries_on_what_its_predecessor_did(client, ash):
    oak = LandlordFactory(name="Oak & Ash")
    practice = published(ash)
    SuccessionFactory(predecessor=ash, successor=oak, whole=True)
    lead = signed_in(Role.LANDLORD_LEAD, landlord=oak)
    shown = body(client.get("/practices/"))
    assert "Oak &amp; Ash" in shown
    assert "done by Ash Homes, now part of it" in shown
    assert lead.get(f"/practices/{practice.reference}/edit/").status_code == 200
    assert "This is your own practice" in body(
        lead.post(f"/practices/{practice.reference}/ask/", {"text": "Why?"})
    )


def test_another_landlord_finds_nothing_of_what_is_being_made(taker, ash):
    practice = submitted(ash)
    question = Question.objects.create(practice=practice, landlord=ash, text="Why?")
    for part in ("work/", "edit/", "send/", "versions/1/", "withdraw/", ""):
        assert taker.get(f"/practices/{practice.reference}/{part}").status_code == 404, part
    assert taker.get(f"/practices/questions/{question.pk}/").status_code == 404
    assert taker.post(f"/practices/questions/{question.pk}/agree/").status_code == 404
