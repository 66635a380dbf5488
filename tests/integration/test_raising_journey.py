"""Raising a concern, page by page, to its receipt."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import EstateFactory, LandlordFactory, NameFactory
from tests.integration.raising_journey import ANSWERS, at, errors_of, fill_in, picture, post, send

from heard.access import Role
from heard.concerns.events import Kind
from heard.concerns.models import Attachment, Concern, Draft, Party, Person
from heard.notices.models import Notice
from heard.uploads.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def landlord():
    return LandlordFactory(name="Old Mill Homes", website="https://oldmill.example.org")


def page(client, name, *parts):
    return client.get(reverse(name, args=parts)).content.decode()


def test_resident_raises_a_concern_and_follows_it(client, landlord):
    fill_in(client)
    assert "Black mould over the bed again." in page(client, "raise:check")
    reference = send(client)
    concern = Concern.objects.get(reference=reference)
    assert concern.landlord == landlord
    assert (concern.postcode, concern.tenure, concern.channel) == ("ZZ1 1AA", "social-rent", "web")
    assert concern.answers == {"where": "bedroom", "health": "no"}
    assert concern.since_words == "about 3 weeks ago"
    assert concern.since == timezone.localdate() - timedelta(days=21)
    receipt = page(client, "raise:receipt", reference)
    assert reference in receipt
    assert "/follow/open/" in receipt
    assert "at the latest" in receipt
    assert "https://oldmill.example.org" in receipt
    assert "Black mould" in page(client, "follow:concern", reference)
    assert Notice.objects.get(template="concern.received").to == "bea@example.org"
    assert Draft.objects.get().data == {"sent": reference}
    person = Person.objects.get()
    assert (person.name, person.address) == ("Bea Made-Up", "2 Birch House")
    consent = concern.consents.get()
    assert (consent.name, consent.contact, consent.address, consent.files) == (
        True,
        False,
        False,
        True,
    )


def test_start_page_shows_the_ways_without_us(client):
    start = page(client, "raise:start")
    assert "999" in start
    assert "https://www.housing-ombudsman.org.uk" in start
    assert reverse("landlords:list") in start
    assert "come to us first" in start
    assert "By phone, by letter" in start


def test_the_private_link_is_a_picture_too(client, landlord):
    fill_in(client)
    answer = client.get(reverse("raise:qr", args=[send(client)]))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")
    assert b"<script" not in answer.content
    assert b"style" not in answer.content


def test_nobody_else_sees_the_receipt(client, landlord):
    fill_in(client)
    reference = send(client)
    for name in ("raise:receipt", "raise:qr"):
        assert Client().get(reverse(name, args=[reference])).status_code == 404


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, landlord):
    fill_in(client, until="where")
    answer = post(client, "where", {"place_kind": "home", "postcode": "nowhere", "place": "Birch"})
    assert answer.status_code == 200
    assert "whole postcode" in errors_of(answer)[0]
    assert 'value="Birch"' in answer.content.decode()
    again = page(client, "raise:step", "where")
    assert 'value="Birch"' in again  # and on coming back, without being told off
    assert "govuk-error-summary" not in again


@pytest.mark.parametrize(
    ("step", "typed", "wanted"),
    [
        ("for", {}, "Choose who this is for"),
        ("about", {"group": "nonsense"}, "Select a valid choice"),
        ("what", {}, "Choose the one"),
        ("words", {"description": " "}, "Say in a few words"),
        ("words", {"description": "x", "since_on": "40/13/2026"}, "Write the date like"),
        ("words", {"description": "x", "since": "date", "since_on": "1/1/2199"}, "in the future"),
        ("landlord", {}, "Write the name"),
        ("told", {"told_landlord": "yes", "told_on": "1/1/1900"}, "too long ago"),
        ("contact", {}, "Choose how"),
        ("contact", {"contact_by": "email"}, "Write your e-mail address"),
        ("contact", {"contact_by": "phone"}, "Write your telephone"),
        ("contact", {"contact_by": "letter"}, "Write the address"),
    ],
)
def test_each_mistake_is_named(client, step, typed, wanted):
    answer = post(client, step, typed)
    assert answer.status_code == 200
    assert wanted in " ".join(errors_of(answer))


def test_change_leads_back_to_the_answers(client, landlord):
    fill_in(client)
    answer = client.post(
        reverse("raise:step", args=["words"]) + "?change", {"description": "Now the wall is wet."}
    )
    assert answer.url == reverse("raise:check")
    assert "Now the wall is wet." in page(client, "raise:check")


def test_another_category_asks_its_own_questions_before_sending(client, landlord):
    fill_in(client)
    answer = client.post(reverse("raise:step", args=["what"]) + "?change", {"category": "lift"})
    assert at(answer.url) == "questions" or answer.url == reverse("raise:check")
    reference = send(client)
    assert Concern.objects.get(reference=reference).answers == {}


def test_urgent_advice_is_read_before_going_on(client, landlord):
    answers = {"where": "bedroom", "breathing": "yes"}
    fill_in(client, until="advice", questions=answers)
    shown = page(client, "raise:step", "advice")
    assert "999" in shown
    assert at(client.get(reverse("raise:check")).url) == "advice"
    assert post(client, "advice", {"read": "something else"}).status_code == 200
    code = re.search(r'name="read" value="([^"]+)"', shown).group(1)
    assert at(post(client, "advice", {"read": code}).url) == "words"


def test_landlord_by_a_former_name_is_chosen_from_what_was_found(client, landlord):
    NameFactory(landlord=landlord, name="Riverbank Trust", used_until=timezone.localdate())
    fill_in(client, until="which", landlord={"landlord": "riverbnk trust"})
    assert "Old Mill Homes" in page(client, "raise:step", "which")
    fill_in(
        client,
        landlord={"landlord": "riverbnk trust"},
        which={"which": str(landlord.pk)},
    )
    assert Concern.objects.get(reference=send(client)).landlord == landlord


@pytest.mark.parametrize("which", ["none", "unknown"])
def test_a_landlord_that_nobody_knows_is_kept_as_it_was_said(client, which):
    fill_in(client, landlord={"landlord": "Zzyzx"}, which={"which": which})
    concern = Concern.objects.get(reference=send(client))
    assert concern.landlord is None
    assert concern.landlord_said == "Zzyzx"
    assert not concern.consents.exists()


def test_somebody_who_knows_no_landlord_isnt_asked_which(client):
    fill_in(client, landlord={"unknown": "on"})
    assert Concern.objects.get(reference=send(client)).landlord_said == ""


def test_estate_of_the_landlord_brings_its_ward(client, landlord):
    estate = EstateFactory(landlord=landlord)
    other = EstateFactory()
    where = {**ANSWERS["where"], "estate": str(other.pk)}
    fill_in(client, until="where")
    assert post(client, "where", where).status_code == 200  # another landlord's
    fill_in(client, where={**where, "estate": str(estate.pk)})
    concern = Concern.objects.get(reference=send(client))
    assert (concern.estate, concern.ward) == (estate, estate.ward)


def test_a_complaint_made_before_starts_its_own_clock(client, landlord):
    told = {**ANSWERS["told"], "complained": "yes", "complained_on": "5/10/2026"}
    fill_in(client, told=told)
    concern = Concern.objects.get(reference=send(client))
    kinds = set(concern.events.values_list("kind", flat=True))
    assert {Kind.LANDLORD_AWARE, Kind.COMPLAINT, Kind.CONSENT_GIVEN} <= kinds
    assert concern.deadlines.filter(rule__startswith="complaint-code").exists()


def test_nothing_is_shared_unless_somebody_says_so(client, landlord):
    fill_in(client, sharing={"share": "no", "councillor": "yes"})
    concern = Concern.objects.get(reference=send(client))
    assert not concern.consents.exists()
    received = concern.events.get(kind=Kind.RECEIVED)
    assert received.details["councillor"] == "yes"


def test_help_and_safe_contact_are_kept(client, landlord):
    helped = {
        "language": "so",
        "interpreter": "on",
        "adjustments": ["large-print"],
        "discreet": "on",
        "no_messages": "on",
        "safe_days": ["0", "2"],
        "safe_from": "09:00",
        "safe_to": "12:00",
    }
    contact = {**ANSWERS["contact"], "more": "on"}
    fill_in(client, until="help", contact=contact)
    assert post(client, "help", {**helped, "safe_to": ""}).status_code == 200
    assert post(client, "help", {**helped, "safe_to": "08:00"}).status_code == 200
    fill_in(client, contact=contact, help=helped)
    send(client)
    person = Person.objects.get()
    assert (person.language, person.interpreter, person.discreet) == ("so", True, True)
    assert person.safe_days == [0, 2]
    assert f"{person.safe_from:%H:%M}-{person.safe_to:%H:%M}" == "09:00-12:00"
    notice = Notice.objects.get(template="concern.received")
    assert "mould" not in notice.body.lower()


def test_for_somebody_else_with_their_agreement(client, landlord):
    them = {"name": "Ida Example", "phone": "020 7946 0000"}
    fill_in(client, until="them", **{"for": {"raised_as": "family"}})
    assert post(client, "them", them).status_code == 200  # how do you know?
    fill_in(
        client,
        **{"for": {"raised_as": "family"}},
        them={**them, "authority": "She asked me to."},
    )
    reference = send(client)
    parties = {p.part: p for p in Party.objects.filter(concern__reference=reference)}
    assert parties["resident"].person.name == "Ida Example"
    assert parties["resident"].person.address == "2 Birch House"
    raiser = parties["raised-by"]
    assert (raiser.raised_as, raiser.authority) == ("family", "She asked me to.")
    assert raiser.person.email == "bea@example.org"
    assert "mould" in page(client, "follow:concern", reference)


def test_councillor_raises_for_others_and_finds_it_in_their_list(client, landlord, sign_in_as):
    user = sign_in_as(client, Role.COUNCILLOR)
    assert 'value="councillor"' in page(client, "raise:step", "for")
    fill_in(
        client,
        **{"for": {"raised_as": "councillor"}},
        them={"name": "", "authority": "At my surgery"},
        contact={"contact_by": "email", "email": user.email},
    )
    reference = send(client)
    assert reference in page(client, "follow:others")
    other = Client()
    sign_in_as(other, Role.COUNCILLOR)
    assert reference not in page(other, "follow:others")
    assert other.get(reverse("follow:concern", args=[reference])).status_code == 404


def test_somebody_signed_in_needs_not_write_their_address(client, landlord):
    user = PersonFactory(first_name="Cy", last_name="Nix")
    client.force_login(user)
    from tests.factories.accounts import start_session

    start_session(client, user)
    shown = page(client, "raise:step", "contact")
    assert f'value="{user.email}"' in shown
    assert 'value="Cy Nix"' in shown
    fill_in(client, contact={"contact_by": "email", "email": user.email})
    reference = send(client)
    assert reference in page(client, "follow:list")


def test_sending_twice_makes_one_concern(client, landlord):
    fill_in(client)
    draft = Draft.objects.get()
    before = draft.data
    reference = send(client)
    assert send(client) == reference
    draft.refresh_from_db()
    draft.data = before  # as if the server had been killed before it could answer
    draft.save()
    assert send(client) == reference
    assert Concern.objects.count() == 1


def test_after_sending_the_pages_lead_to_the_receipt(client, landlord):
    fill_in(client)
    reference = send(client)
    receipt = reverse("raise:receipt", args=[reference])
    assert client.get(reverse("raise:step", args=["words"])).url == receipt
    assert post(client, "words", {"description": "more"}).url == receipt
    assert client.get(reverse("raise:check")).url == receipt
    assert post(client, "photos", {}).url == receipt
    fill_in(client)  # a new one starts at the first page
    assert send(client) != reference


def test_a_draft_is_its_sessions_own(client, landlord):
    fill_in(client)
    other = Client()
    assert "mould" not in page(other, "raise:step", "words")
    assert other.get(reverse("raise:check")).url == reverse("raise:start")


def test_a_page_sent_after_a_day_isnt_lost(client, landlord):
    fill_in(client, until="words")
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=2))
    assert post(client, "words", {"description": "Written all night."}).status_code == 302
    assert "Written all night." in page(client, "raise:step", "words")
    assert Draft.objects.count() == 1  # the old one is swept
    assert at(client.get(reverse("raise:check")).url) == "for"


def test_machines_are_noted_and_not_told(client, landlord):
    fill_in(client)
    Draft.objects.update(shown_at=timezone.now() - timedelta(minutes=2))
    answer = client.post(reverse("raise:check"), {"subject_line": "buy pills"})
    assert Concern.objects.get(reference=at(answer.url)).suspicions == ["hidden-field-filled"]


def test_a_person_who_takes_their_time_is_not_suspected(client, landlord):
    fill_in(client)
    Draft.objects.update(shown_at=timezone.now() - timedelta(minutes=2))
    assert Concern.objects.get(reference=send(client)).suspicions == []


def test_too_many_from_one_person_wait_and_keep_their_draft(client, landlord):
    for _number in range(6):
        fill_in(client)
        send(client)
    fill_in(client)
    answer = client.post(reverse("raise:check"))
    assert answer.status_code == 429
    assert "mould" in page(client, "raise:check")


def test_every_page_is_kept_by_nobody(client, landlord):
    fill_in(client, until="words")
    for name, parts in (("start", ()), ("step", ("words",)), ("photos", ()), ("all", ())):
        answer = client.get(reverse(f"raise:{name}", args=parts))
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_everything_on_one_list_leads_on(client):
    shown = page(client, "raise:all")
    assert "Lift" in shown
    assert at(client.post(reverse("raise:all"), {"category": "lift"}).url) == "questions"
    assert client.post(reverse("raise:all"), {"category": "no"}).url == reverse("raise:all")


def media_type(client, url):
    answer = client.get(url)
    assert answer.getvalue()
    return answer.headers["Content-Type"]


def test_photos_are_kept_shown_and_removed(client, landlord):
    fill_in(client, until="photos")
    answer = client.post(
        reverse("raise:photos"),
        {"photos": [picture("wall.jpg"), SimpleUploadedFile("a.docx", b"PK\3\4word")], "add": "1"},
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "a.docx" in errors_of(answer)[0]
    assert "wall.jpg" in text  # the good one is kept
    stored = StoredFile.objects.get()
    own = reverse("raise:photo", args=[stored.public_id.hex])
    assert media_type(client, own) == "image/jpeg"
    assert Client().get(own).status_code == 404
    fill_in(client)
    reference = send(client)
    assert Attachment.objects.get().concern.reference == reference
    photo = reverse("follow:file", args=[reference, stored.public_id.hex])
    assert media_type(client, photo) == "image/jpeg"
    assert Client().get(photo).status_code == 404


def test_a_photo_can_be_taken_out_again(client):
    client.post(reverse("raise:photos"), {"photos": [picture("wall.jpg")], "add": "1"})
    stored = StoredFile.objects.get()
    remove = reverse("raise:photo-remove", args=[stored.public_id.hex])
    assert Client().post(remove).status_code == 404
    assert client.post(remove).status_code == 302
    stored.refresh_from_db()
    assert stored.removed_at is not None
    assert "wall.jpg" not in page(client, "raise:photos")


def test_no_more_than_ten_photos(client):
    several = [picture(f"{n}.jpg") for n in range(9)]
    client.post(reverse("raise:photos"), {"photos": several, "add": "1"})
    answer = client.post(
        reverse("raise:photos"), {"photos": [picture("x.jpg"), picture("y.jpg")], "add": "1"}
    )
    assert "y.jpg" in errors_of(answer)[0]
    assert Draft.objects.get().files.count() == 10


def test_raising_asks_a_fixed_number_of_queries(client, landlord, django_assert_max_num_queries):
    fill_in(client)
    with django_assert_max_num_queries(95):
        client.post(reverse("raise:check"))
