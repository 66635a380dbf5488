"""Entering a concern during a call, and doing one thing to many cases; files for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.concerns import ConcernFactory, make_many
from tests.factories.landlords import EstateFactory, LandlordFactory, NameFactory

from heard.access import Role
from heard.audit.models import Entry
from heard.concerns.events import Kind, Status
from heard.concerns.models import Concern, Consent, Party, Person, ReplyTemplate

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, sign_in_as):
    return sign_in_as(client, Role.OFFICER)


def entry(**values):
    kept = {
        "submission": str(uuid4()),
        "name": "Sal Finch",
        "phone": "07700 900123",
        "contact_by": "phone",
        "category": "lift",
        "description": "It has stopped again.",
        "place_kind": "block",
        "told_landlord": "unsure",
        "channel": "phone",
        "on": timezone.localdate().strftime("%d/%m/%Y"),
        "clock": "",
        "language": "en",
        "raised_as": "self",
    }
    return kept | values


def send(client, **values):
    return client.post(reverse("cases:enter"), entry(**values))


def errors(response):
    assert response.status_code == 200
    assert not Concern.objects.exists()
    return response.context["form"].errors


def test_entry_is_kept_checked_and_leads_to_the_receipt(client, staff):
    response = send(client)
    concern = Concern.objects.get()
    assert concern.status == Status.NEW
    assert concern.entered_by == staff
    receipt = client.get(response["Location"])
    page = receipt.content.decode()
    assert concern.reference in page
    assert receipt.context["link"] in page
    assert "Enter another" in page


def test_the_same_form_twice_is_one_concern(client, staff):
    key = str(uuid4())
    first, second = send(client, submission=key), send(client, submission=key)
    assert first["Location"] == second["Location"]
    assert Concern.objects.count() == 1


def test_landlord_by_an_old_name(client, staff):
    landlord = LandlordFactory(name="Confluence Homes")
    NameFactory(landlord=landlord, name="Old Mill Housing Association")
    send(client, landlord_name="old mill housing association", agreed="on", shares=["name"])
    concern = Concern.objects.get()
    assert concern.landlord == landlord
    assert Consent.objects.get().landlord == landlord


def test_landlord_nobody_knows_is_kept_as_it_was_said(client, staff):
    send(client, landlord_name="Zzyzx Lettings")
    assert Concern.objects.get().landlord_said == "Zzyzx Lettings"


def test_landlord_that_is_like_one_is_asked(client, staff):
    LandlordFactory(name="Confluence Homes")
    assert "Confluence Homes" in str(errors(send(client, landlord_name="Conflunce Homs")))


def test_estate_of_the_register_gives_its_ward(client, staff):
    estate = EstateFactory(name="Alder Estate", postcode="SE5 0AA")
    send(client, estate_name="alder estate", landlord_name=estate.landlord.name)
    concern = Concern.objects.get()
    assert (concern.estate, concern.ward) == (estate, estate.ward)
    assert concern.postcode == "SE5 0AA"


def test_estate_nobody_knows_is_kept_with_the_place(client, staff):
    send(client, estate_name="Nowhere Estate", place="Lift 2")
    assert Concern.objects.get().place == "Nowhere Estate, Lift 2"


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("description", {"description": " "}),
        ("category", {"category": ""}),
        ("name", {"name": "", "phone": ""}),
        ("raiser_name", {"raised_as": "family"}),
        ("landlord_name", {"agreed": "on"}),
        ("email", {"email": "not an address"}),
        ("since", {"since": "1/1/2999"}),
        ("on", {"on": "1/1/2999"}),
        ("on", {"on": ""}),
        ("safe_to", {"safe_from": "9:00"}),
        ("submission", {"submission": "x"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, staff, field, values):
    response = send(client, **({"landlord_reference": "LL-77"} | values))
    assert field in errors(response)
    assert 'value="LL-77"' in response.content.decode()


def test_a_call_of_last_week_starts_the_clocks_then(client, staff):
    day = timezone.localdate() - timedelta(days=7)
    send(client, on=day.strftime("%d/%m/%Y"), clock="9.15", channel="letter")
    raised = timezone.localtime(Concern.objects.get().raised_at)
    assert (raised.date(), raised.hour, raised.minute) == (day, 9, 15)


def test_wishes_and_answers_are_kept(client, staff):
    send(
        client,
        discreet="on",
        no_messages="on",
        language="pl",
        interpreter="on",
        adjustments=["large-print"],
        safe_days=["1"],
        safe_from="10",
        safe_to="12.30",
        category="heating-hot-water",
        answer_what="both",
    )
    person = Person.objects.get()
    assert (person.discreet, person.language, person.adjustments) == (True, "pl", ["large-print"])
    assert Concern.objects.get().answers == {"what": "both"}


def test_somebody_calls_for_somebody_else(client, staff):
    response = send(
        client,
        raised_as="family",
        raiser_name="Jo Finch",
        raiser_phone="07700 900124",
        authority="Her daughter",
    )
    raiser = Party.objects.get(part="raised-by")
    assert raiser.person.name == "Jo Finch"
    assert str(raiser.pk) in response["Location"]


def test_a_known_person_is_found_and_taken_with_what_is_new(client, staff):
    send(client)
    person = Person.objects.get()
    part = client.get(reverse("cases:enter-people"), {"look_for": "07700900123"})
    assert "Sal Finch" in part.content.decode()
    assert Entry.objects.filter(event="person.look-up").exists()
    looked = send(client, look="1", look_for="finch", description="A new thing")
    assert "A new thing" in looked.content.decode()
    assert "Is it one of these?" in looked.content.decode()
    send(client, person=str(person.pk), name="", phone="", email="sal@example.org")
    assert Person.objects.get() == person
    person.refresh_from_db()
    assert (person.name, person.email) == ("Sal Finch", "sal@example.org")


def test_nobody_is_taken_for_a_person_who_is_in_no_case(client, staff):
    stray = Person.objects.create(name="Nobody's")
    assert "look_for" in errors(send(client, person=str(stray.pk)))


def test_questions_follow_the_category_with_and_without_scripts(client, staff):
    part = client.get(reverse("cases:enter-questions"), {"category": "heating-hot-water"})
    assert "What is not working?" in part.content.decode()
    assert client.get(reverse("cases:enter-questions"), {"category": "x"}).status_code == 200
    shown = send(
        client,
        show="1",
        category="heating-hot-water",
        answer_what="both",
        **{"answer_at-risk": "yes"},
    )
    assert "A cold home can make people ill" in shown.content.decode()
    assert not Concern.objects.exists()


TYPED = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", "on", "-1", "9" * 40, "31/2/2026", "25:99", "\x00", "phone", "=1+1"]),
)
FIELDS = [
    *sorted(entry()),
    "person",
    "look_for",
    "landlord_name",
    "estate_name",
    "place_postcode",
    "ward",
    "tenure",
    "since",
    "told_on",
    "agreed",
    "shares",
    "safe_days",
    "safe_from",
    "adjustments",
    "email",
    "raiser_email",
    "answer_what",
    "look",
    "show",
    "csrfmiddlewaretoken",
]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=st.dictionaries(st.sampled_from(FIELDS), TYPED, max_size=6))
def test_whatever_is_typed_the_form_answers(client, staff, values):
    assert send(client, **values).status_code in {200, 302}


def bulk(client, cases, deed, **values):
    named = {"case": [getattr(case, "reference", case) for case in cases], "deed": deed, "go": "1"}
    return client.post(reverse("cases:bulk"), named | values, follow=True)


def test_many_at_once_does_what_can_be_and_says_what_not(client, staff):
    fine, closed = ConcernFactory("new"), ConcernFactory("new")
    web = ConcernFactory("web")
    bulk(client, [closed], "close", outcome="put-right", words="Done.")
    response = bulk(client, [fine, closed, web, "H-1111-1111"], "assign", to=str(staff.pk))
    assert response.context["good"] == [fine.reference]
    why = dict(response.context["bad"])
    assert "closed" in why[closed.reference]
    assert "Check this concern first" in why[web.reference]
    assert "no concern" in why["H-1111-1111"]
    fine.refresh_from_db()
    assert fine.assigned_to == staff


def test_many_are_told_each_in_its_own_words(client, staff):
    cases = make_many(3)
    template = ReplyTemplate.objects.create(title="T", body="Dear ((name)), ((reference))")
    asked = bulk(client, cases, "tell", fill="1", template=template.pk, go=[])
    assert "Dear ((name))" in asked.content.decode()
    bulk(client, cases, "tell", words=template.body, how="email")
    for number, case in enumerate(cases):
        told = case.events.get(kind=Kind.TOLD).words.text
        assert told == f"Dear Resident {number}, {case.reference}"


@pytest.mark.parametrize("deed", ["check", "chase", "note", "close"])
def test_the_rest_of_what_is_done_to_many(client, staff, deed):
    case = ConcernFactory("web" if deed == "check" else "referred")
    response = bulk(client, [case], deed, words="All of you.", outcome="advice")
    assert response.context["good"] == [case.reference]


def test_many_of_nothing_is_told(client, staff):
    assert client.post(reverse("cases:bulk"), {"deed": "note"}).status_code == 400
    assert client.post(reverse("cases:bulk"), {"deed": "x", "case": ["a"]}).status_code == 400
    assert client.get(reverse("cases:bulk-done")).status_code == 200


def download(client, query="", **values):
    response = client.post(reverse("cases:export") + query, values)
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_a_file_holds_nothing_personal_unless_asked_for_with_a_reason(client, staff):
    ConcernFactory("new", description="=HYPERLINK(1)", person={"name": "+Bea", "phone": "1"})
    assert client.get(reverse("cases:export")).status_code == 200
    (plain,) = download(client)
    assert not {"name", "words", "postcode"} & set(plain)
    refused = client.post(reverse("cases:export"), {"personal": "on"})
    assert "reason" in refused.context["form"].errors
    (whole,) = download(client, personal="on", reason="Asked for by the scrutiny panel")
    assert (whole["name"], whole["words"]) == ("'+Bea", "'=HYPERLINK(1)")
    logged = Entry.objects.filter(event="case.export").order_by("number")
    assert [json.loads(entry.after)["personal"] for entry in logged] == [False, True]


def test_a_file_holds_what_the_list_shows(client, staff):
    cases = make_many(4)
    bulk(client, cases[:1], "close", outcome="put-right", words="Done.")
    assert len(download(client)) == 3
    assert len(download(client, "?which=all")) == 4
    (closed,) = download(client, "?status=closed")
    assert closed["outcome"]
