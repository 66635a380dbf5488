"""Everything that the team does to one case, and when it is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.concerns import BY_PHONE, ConcernFactory, make_raised, officer
from tests.factories.files import letter, photo
from tests.factories.landlords import LandlordFactory, WardFactory

from heard.access import Role
from heard.concerns.events import Kind, Status
from heard.concerns.forms.deeds import DEEDS, DEEDS_ON
from heard.concerns.models import Consent, Event, Flag, Link, Person, ReplyTemplate, Telling, Words

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, sign_in_as):
    return sign_in_as(client, Role.OFFICER)


@pytest.fixture
def case():
    return ConcernFactory("mine")


def do(client, case, deed, number=None, **values):
    """Send the form, then bring the case up to date."""
    name = "cases:act-on" if number is not None else "cases:act"
    arguments = [case.reference, deed, *([number] if number is not None else [])]
    response = client.post(reverse(name, args=arguments), values)
    case.refresh_from_db()
    return response


def when(days=0):
    day = timezone.localdate() - timedelta(days=days)
    return {"on": day.strftime("%d/%m/%Y"), "clock": "" if days == 0 else "10:30"}


def kinds(case):
    return list(
        Event.objects.filter(concern=case).order_by("number").values_list("kind", flat=True)
    )


def problems(response):
    assert response.status_code == 200
    return response.context["form"].errors


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("stage", ["web", "new", "referred"])
def test_every_form_opens_at_every_stage(client, staff, deed, stage):
    case = ConcernFactory(stage)
    assert client.get(reverse("cases:act", args=[case.reference, deed])).status_code == 200


@pytest.mark.parametrize("deed", DEEDS_ON)
def test_forms_for_what_is_not_there_do_not_fail(client, staff, case, deed):
    url = reverse("cases:act-on", args=[case.reference, deed, 999])
    assert client.get(url).status_code in {200, 404}
    assert client.post(url, {"reason": "x", "words": "x"}).status_code in {200, 404}


def test_unknown_deed_is_not_found(client, staff, case):
    assert client.get(reverse("cases:act", args=[case.reference, "explode"])).status_code == 404


def test_take_up_and_refuse(client, staff):
    case = ConcernFactory("web")
    assert do(client, case, "check", note="We will ring you.").status_code == 302
    assert case.status == Status.NEW
    assert "checked already" in str(problems(do(client, case, "check")))
    other = ConcernFactory("web")
    assert "words" in problems(do(client, other, "refuse", outcome="not-here", words=""))
    do(client, other, "refuse", outcome="not-here", words="You live elsewhere.")
    assert other.status == Status.REFUSED


def test_assign_and_take(client, staff):
    case = ConcernFactory("new")
    client.post(reverse("cases:take", args=[case.reference]))
    case.refresh_from_db()
    assert case.assigned_to == staff
    other = PersonFactory(role=Role.CHAMPION)
    do(client, case, "assign", to=str(other.pk))
    assert case.assigned_to == other
    do(client, case, "assign", to="")
    assert case.assigned_to is None
    assert "to" in problems(do(client, case, "assign", to=str(PersonFactory().pk)))


def test_note_call_ask(client, staff, case):
    do(client, case, "note", words="Lift engineer is called Priya.")
    do(client, case, "call", words="She will wait in.", with_whom="resident", **when(2))
    do(client, case, "ask", words="Which lift?")
    assert kinds(case)[-3:] == [Kind.NOTE, Kind.CALLED, Kind.ASKED]
    assert case.status == Status.WITH_RESIDENT
    assert "words" in problems(do(client, case, "note", words=" "))


def test_nothing_happens_in_the_future(client, staff, case):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = do(
        client, case, "call", words="x", with_whom="resident", on=tomorrow.strftime("%d/%m/%Y")
    )
    assert "future" in str(problems(response)["on"])


def test_tell_starts_from_a_template_with_its_places_filled(client, staff, case):
    template = ReplyTemplate.objects.create(title="T", body="Dear ((name)), ((reference)) ((x))")
    url = reverse("cases:act", args=[case.reference, "tell"])
    response = client.get(url, {"template": template.pk})
    assert f"Dear Bea Oduya, {case.reference} ((x))" in response.content.decode()
    assert client.get(url, {"template": "nonsense", "party": "zzz"}).status_code == 200


def test_tell_one_household_leaves_the_others_on_the_list(client, staff):
    case = ConcernFactory("new", is_group=True, person=BY_PHONE)
    do(
        client,
        case,
        "household",
        name="Kofi",
        phone="07700 900555",
        contact_by="phone",
        language="en",
    )
    assert case.parties.count() == 2
    do(client, case, "tell", words="The lift runs.", how="email")
    assert Telling.objects.filter(concern=case, done_at=None).count() == 2
    one = case.parties.first()
    do(client, case, "tell", words="The lift runs.", how="phone", party=one.pk)
    assert Telling.objects.filter(concern=case, done_at=None).count() == 1


def test_refer_needs_agreement_which_can_be_recorded_with_it(client, staff):
    landlord = LandlordFactory()
    case = ConcernFactory("new", landlord=landlord, shares=False)
    said = {"landlord": landlord.pk, "words": "Please.", **when()}
    assert "landlord" in problems(do(client, case, "refer", **said))
    do(client, case, "refer", agreed="on", shares=["name"], **said)
    assert case.status == Status.WITH_LANDLORD
    consent = Consent.objects.get(concern=case)
    assert (consent.name, consent.contact, consent.how) == (True, False, "phone")


def test_refer_to_another_landlord_keeps_nothing_without_agreement(client, staff, case):
    other = LandlordFactory()
    assert "landlord" in problems(do(client, case, "refer", landlord=other.pk, **when()))
    assert Kind.REFERRED not in kinds(case)


def test_refer_to_a_councillor(client, staff, case):
    ward = WardFactory()
    assert "agreed" in problems(do(client, case, "councillor", ward=ward.pk))
    do(client, case, "councillor", ward=ward.pk, agreed="on")
    assert case.status == Status.WITH_COUNCILLOR


def test_chase(client, staff):
    case = ConcernFactory("referred")
    do(client, case, "chase", words="Any news?")
    assert kinds(case)[-1] == Kind.CHASED


@pytest.mark.parametrize(
    ("kind", "hazard"),
    [("complaint", ""), ("escalated", ""), ("hazard-emergency", "damp-mould"), ("works-done", "")],
)
def test_steps_of_the_landlord(client, staff, kind, hazard):
    case = ConcernFactory("referred", raised_at=timezone.now() - timedelta(days=20))
    response = do(client, case, "milestone", kind=kind, hazard=hazard, **when(5))
    assert response.status_code == 302
    event = Event.objects.get(concern=case, kind=kind)
    assert event.hazard == hazard
    assert event.at < timezone.now() - timedelta(days=4)


def test_a_hazard_must_be_named(client, staff):
    case = ConcernFactory("referred")
    assert "hazard" in problems(do(client, case, "milestone", kind="hazard-emergency", **when()))


def test_answer_by_letter(client, staff):
    case = ConcernFactory("referred")
    said = {"answer": "no", "words": "We will not replace it.", **when()}
    assert "reason" in problems(do(client, case, "answer", **said))
    half = {"action": "Look again", "due_on": ""}
    assert "due_on" in problems(do(client, case, "answer", reason="No money.", **half, **said))
    day = (timezone.localdate() + timedelta(days=9)).strftime("%d/%m/%Y")
    whole = {"action": "Look again", "due_on": day}
    do(client, case, "answer", reason="No money.", **whole, **said)
    assert case.status == Status.ANSWERED
    assert Event.objects.get(concern=case, kind=Kind.LANDLORD_ANSWERED).landlord == case.landlord


def test_promises_can_be_added_moved_and_done(client, staff):
    case = ConcernFactory("referred")
    days = [
        (timezone.localdate() + timedelta(days=number)).strftime("%d/%m/%Y") for number in (3, 6)
    ]
    assert "due_on" in problems(do(client, case, "commit", words="Fix it", due_on="1/1/2020"))
    do(client, case, "commit", words="Fix it", due_on=days[0])
    number = Event.objects.get(concern=case, kind=Kind.COMMITTED).number
    assert case.landlord.name in client.get(reverse("cases:today")).content.decode()
    assert case.deadlines.filter(rule="commitment").count() == 1
    do(client, case, "move", number, due_on=days[1], reason="Parts are late.")
    do(client, case, "done", number, words="Fixed.")
    assert case.deadlines.filter(rule="commitment").count() == 0
    assert "done already" in str(problems(do(client, case, "done", number, words="")))


def test_clocks_are_extended_paused_and_resumed(client, staff):
    case = ConcernFactory("referred")
    rule = "council-standard.enquiry"
    assert "days" in problems(do(client, case, "extend", rule=rule, days=99, reason="x"))
    do(client, case, "extend", rule=rule, days=5, reason="Waiting for parts.")
    do(client, case, "pause", rule=rule, reason="Nobody could get in.")
    assert kinds(case)[-2:] == [Kind.EXTENDED, Kind.PAUSED]
    assert do(client, case, "resume", rule=rule).status_code == 302
    assert client.get(case.get_absolute_url()).status_code == 200


def test_close_and_open_again(client, staff, case):
    assert "words" in problems(do(client, case, "close", outcome="put-right", words=""))
    do(client, case, "close", outcome="put-right", words="It runs again.")
    assert case.status == Status.CLOSED
    assert "closed" in str(problems(do(client, case, "close", outcome="put-right", words="x")))
    do(client, case, "reopen", words="It stopped again.")
    assert case.is_open


def test_undo_puts_the_case_back(client, staff, case):
    do(client, case, "close", outcome="put-right", words="Wrong case.")
    number = Event.objects.get(concern=case, kind=Kind.CLOSED).number
    assert "reason" in problems(do(client, case, "undo", number, reason=""))
    do(client, case, "undo", number, reason="Wrong case.")
    assert case.is_open
    assert "undone already" in str(problems(do(client, case, "undo", number, reason="Again.")))
    assert "be undone" in str(problems(do(client, case, "undo", 1, reason="No.")))


def correction(case, **values):
    kept = {
        "category": case.category,
        "landlord": case.landlord_id,
        "place_kind": case.place_kind,
        "told_landlord": case.told_landlord,
        "reason": "She rang.",
    }
    return kept | values


def test_correct(client, staff, case):
    do(client, case, "correct", **correction(case, category="damp-mould", place="Alder House"))
    assert (case.category, case.place) == ("damp-mould", "Alder House")
    assert Event.objects.filter(concern=case).last().details == {"fields": ["category", "place"]}


def test_merge_in_any_spelling_and_split(client, staff, case):
    target = ConcernFactory("new")
    spoken = target.reference.replace("-", "").lower()
    assert "target" in problems(do(client, case, "merge", target=case.reference))
    assert "target" in problems(do(client, case, "merge", target="H-1111-1111"))
    do(client, case, "merge", target=spoken, words="The same lift.")
    assert case.merged_into == target
    do(client, target, "split", category="noise", description="And it screams.", words="Two things")
    assert Link.objects.filter(target=target, kind="split").exists()


def test_merge_offers_open_cases_that_the_search_finds(client, staff, case):
    target = ConcernFactory("new", description="Zebra lift")
    url = reverse("cases:act", args=[case.reference, "merge"])
    assert target.reference in client.get(url, {"q": "zebra"}).content.decode()


def test_group_then_household(client, staff, case):
    assert "one household" in str(
        problems(do(client, case, "household", name="Kofi", contact_by="phone", language="en"))
    )
    do(client, case, "group", reason="The whole block.")
    assert case.is_group
    do(client, case, "household", name="Kofi", contact_by="phone", language="en", agreed="on")
    assert case.parties.filter(part="household").exists()


def test_people_are_changed_agree_and_take_it_back(client, staff, case):
    party = case.parties.get()
    person = party.person
    kept = {"name": person.name, "email": person.email, "contact_by": "email", "language": "en"}
    do(
        client,
        case,
        "person",
        party.pk,
        **kept,
        discreet="on",
        safe_from="9:00",
        safe_to="12:00",
        safe_days=["0", "2"],
    )
    person.refresh_from_db()
    assert person.discreet
    assert person.safe_days == [0, 2]
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Say only that there is news" in page
    assert "between 09:00 and 12:00" in page
    assert "safe_to" in problems(do(client, case, "person", party.pk, **kept, safe_from="9:00"))
    consent = Consent.objects.get(party=party, withdrawn_at=None)
    do(client, case, "withdraw", consent.pk)
    consent.refresh_from_db()
    assert consent.withdrawn_at
    assert problems(do(client, case, "withdraw", consent.pk))
    do(client, case, "agree", party.pk, landlord=case.landlord_id, how="visit", shares=["contact"])
    assert Consent.objects.get(party=party, withdrawn_at=None).how == "visit"


def test_link_is_renewed_and_printed(client, staff, case):
    party = case.parties.get()
    old = client.get(reverse("cases:letter", args=[case.reference, party.pk])).context["link"]
    response = do(client, case, "renew", party.pk)
    new = client.get(response["Location"])
    assert new.context["link"] != old
    assert "<svg" in new.content.decode()
    assert party.links.filter(revoked_at=None).count() == 1


def test_words_are_redacted_seen_and_restored(client, staff, case):
    do(client, case, "tell", words="Mr Smith at number 4 did it.", how="email")
    number = Event.objects.get(concern=case, kind=Kind.TOLD).number
    url = reverse("cases:redact", args=[case.reference, number])
    values = {"redacted": "[…] did it.", "reason": "Names a neighbour"}
    assert "How others will read it" in client.post(url, values).content.decode()
    assert Words.objects.get(event__concern=case, event__number=number).redacted == ""
    client.post(url, values | {"go": "1"})
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Mr Smith" not in page
    original = client.get(reverse("cases:original", args=[case.reference, number]))
    assert "Mr Smith" in original.content.decode()
    assert client.get(reverse("cases:original", args=[case.reference, 1])).status_code == 404
    restore = reverse("cases:restore", args=[case.reference, number])
    assert problems(client.post(restore, {"reason": ""}))
    client.post(restore, {"reason": "He agreed"})
    assert "Mr Smith" in client.get(case.get_absolute_url()).content.decode()
    assert client.get(restore).status_code == 404


def test_restricted_marks_are_for_those_to_whom_it_was_given(client, sign_in_as, staff, case):
    url = reverse("cases:flag", args=[case.reference])
    assert client.get(url).status_code == 403
    sign_in_as(client, Role.OFFICER, sees_restricted=True)
    assert client.post(url, {"kind": "safeguarding", "note": "Ring the social worker."})
    assert "kind" in problems(client.post(url, {"kind": "safeguarding"}))
    assert "Ring the social worker." in client.get(case.get_absolute_url()).content.decode()
    flag = Flag.objects.get()
    lift = reverse("cases:flag-lift", args=[case.reference, flag.pk])
    sign_in_as(client, Role.OFFICER)
    assert "Ring the social worker." not in client.get(case.get_absolute_url()).content.decode()
    assert client.post(lift, {"reason": "x"}).status_code == 403
    sign_in_as(client, Role.CHAMPION)
    assert client.get(lift).status_code == 200
    client.post(lift, {"reason": "Over."})
    assert client.get(lift).status_code == 404


def test_files_are_kept_shown_and_given_out(client, staff, case, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    files = [
        SimpleUploadedFile("lift.jpg", photo(), "image/jpeg"),
        SimpleUploadedFile("letter.pdf", letter(), "application/pdf"),
    ]
    response = do(client, case, "attach", words="From her letter", audience="all", files=files)
    assert response.status_code == 302, response.context["form"].errors
    picture, paper = case.attachments.order_by("pk")
    shown = client.get(reverse("cases:file", args=[case.reference, picture.pk]))
    assert shown["Content-Type"].startswith("image/")
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
    given = client.get(reverse("cases:file", args=[case.reference, paper.pk]))
    assert "/files/" in given["Location"]
    assert client.get(reverse("cases:file", args=[case.reference, 999])).status_code == 404
    bad = SimpleUploadedFile("x.jpg", b"not a picture", "image/jpeg")
    assert "files" in problems(do(client, case, "attach", audience="team", files=[bad]))
    assert "files" in problems(do(client, case, "attach", audience="team"))
    assert "lift.jpg" in client.get(case.get_absolute_url()).content.decode()


def test_likely_duplicates_are_compared_and_settled(client, staff):
    landlord = LandlordFactory()
    same = {"landlord": landlord, "postcode": "SE5 0AA", "place": "Alder House"}
    by = officer()
    first = ConcernFactory("new", by=by, **same)
    ConcernFactory("new", by=by, **same)
    from heard.concerns.models import LikelyDuplicate

    pair = LikelyDuplicate.objects.get()
    assert "The same place" in client.get(reverse("cases:today")).content.decode()
    page = client.get(reverse("cases:compare", args=[pair.pk]))
    assert page.content.decode().count("The lift has stopped again.") == 2
    client.post(reverse("cases:settle", args=[pair.pk]))
    pair.refresh_from_db()
    assert pair.settled_at
    assert client.get(reverse("cases:compare", args=[999])).status_code == 404
    assert client.get(first.get_absolute_url()).status_code == 200


def test_reply_templates_are_kept_and_retired(client, staff):
    assert client.get(reverse("cases:templates")).status_code == 200
    add = reverse("cases:template-add")
    assert "body" in problems(client.post(add, {"title": "A", "body": "((nobody))"}))
    client.post(add, {"title": "A", "body": "Dear ((name))"})
    template = ReplyTemplate.objects.get(title="A")
    assert "title" in problems(client.post(add, {"title": "A", "body": "x"}))
    edit = reverse("cases:template", args=[template.pk])
    client.post(edit, {"title": "A", "body": "Hello ((name))"})
    template.refresh_from_db()
    assert template.body == "Hello ((name))"
    client.post(reverse("cases:template-retire", args=[template.pk]))
    assert client.get(edit).status_code == 404


def test_a_web_case_must_be_checked_first(client, staff):
    case = make_raised().concern
    for deed, values in {
        "chase": {},
        "ask": {"words": "x"},
        "close": {"outcome": "put-right", "words": "x"},
    }.items():
        assert "Check this concern first" in str(problems(do(client, case, deed, **values)))


def test_nobody_is_kept_when_a_form_is_wrong(client, staff, case):
    do(client, case, "group", reason="Block")
    before = Person.objects.count()
    assert "name" in problems(do(client, case, "household", contact_by="phone", language="en"))
    assert Person.objects.count() == before
