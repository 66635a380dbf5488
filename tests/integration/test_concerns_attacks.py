"""Ways in which somebody might learn of another's concern or bend the record, each found shut."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.concerns import make_raised, officer
from tests.factories.files import photo
from tests.factories.landlords import LandlordFactory
from tests.integration.concern_cases import raised, referred

from heard.access import Role
from heard.accounts.selectors import reader_for_user
from heard.audit.models import Entry
from heard.concerns.actors import landlords_officer, party_of
from heard.concerns.errors import ConcernError
from heard.concerns.events import Kind
from heard.concerns.models import Concern, Draft, Event, Person
from heard.concerns.replies import reply_filled
from heard.concerns.selectors.finding import followed_for
from heard.concerns.selectors.viewing import Viewer, timeline_for
from heard.concerns.services import answers, casework, groups, privacy, residents
from heard.concerns.services.links import links_send
from heard.concerns.services.raising import Said, Shares
from heard.notices.models import Notice
from heard.uploads.services import upload_store

pytestmark = pytest.mark.django_db
ALL = Shares()
NO_FILES = Shares(files=False)


@pytest.fixture
def team_actor():
    return officer()


@pytest.fixture
def landlord():
    return LandlordFactory(name="Old Mill Homes")


def group_of(actor, landlord, *, resident=ALL, household=ALL):
    """A concern of many, its resident's party and a household's."""
    made = raised(
        landlord=landlord,
        actor=actor,
        shares=resident,
        is_group=True,
        description="My baby is cold.",
    )
    nia = Person(name="Nia Next", email="nia@example.org")
    joined = groups.household_join(concern=made.concern, person=nia, shares=household, actor=actor)
    casework.concern_refer(concern=made.concern, landlord=landlord, words="Please.", actor=actor)
    return made.concern, made.party, joined.party


def landlord_viewer(landlord):
    person = PersonFactory(role=Role.LANDLORD_OFFICER, landlord=landlord)
    return Viewer.landlord(reader_for_user(person))


def said_to(concern, viewer):
    return [event.text for event in timeline_for(concern, viewer)]


def files_shown_to(concern, viewer):
    return [file for event in timeline_for(concern, viewer) for file in event.files]


def test_consent_taken_back_by_a_call_cannot_be_undone_into_consent(team_actor):
    made, concern = referred()
    consent = made.party.consents.get()
    gone = residents.consent_withdraw(consent=consent, actor=team_actor)
    with pytest.raises(ConcernError):
        casework.event_undo(concern=concern, number=gone.number, reason="Oh.", actor=team_actor)
    assert not concern.sharings.exists()


def test_why_something_told_to_one_household_was_undone_is_for_it_alone(team_actor, landlord):
    concern, first, second = group_of(team_actor, landlord)
    told = casework.resident_tell(
        concern=concern, words="Your rent.", how="phone", party=first, actor=team_actor
    )
    casework.event_undo(
        concern=concern, number=told.number, reason="Her rent is paid.", actor=team_actor
    )
    assert "Her rent is paid." in said_to(concern, Viewer.of_party(first))
    assert "Her rent is paid." not in said_to(concern, Viewer.of_party(second))


def test_what_one_household_is_told_by_telephone_no_other_reads(team_actor, landlord):
    concern, first, second = group_of(team_actor, landlord)
    before = Notice.objects.filter(to="nia@example.org").count()
    casework.resident_tell(
        concern=concern, words="Your son's asthma.", how="phone", party=first, actor=team_actor
    )
    assert "Your son's asthma." in said_to(concern, Viewer.of_party(first))
    assert "Your son's asthma." not in said_to(concern, Viewer.of_party(second))
    assert Notice.objects.filter(to="nia@example.org").count() == before


def test_reply_template_names_nobody_to_many_households(team_actor, landlord):
    concern, _first, _second = group_of(team_actor, landlord)
    assert "Rosa" not in reply_filled("Dear ((name))", concern, team_actor.user)


def test_household_that_joins_reads_nothing_from_before_there_were_many(team_actor, landlord):
    concern = raised(landlord=landlord, actor=team_actor).concern
    casework.resident_tell(concern=concern, words="About your arrears.", actor=team_actor)
    casework.concern_correct(
        concern=concern, changes={"is_group": True}, reason="All of them", actor=team_actor
    )
    casework.resident_tell(concern=concern, words="About the boiler.", actor=team_actor)
    joined = groups.household_join(
        concern=concern, person=Person(name="Nia"), shares=None, actor=team_actor
    )
    seen = said_to(concern, Viewer.of_party(joined.party))
    assert "About the boiler." in seen
    assert "About your arrears." not in seen


def test_one_households_consent_shows_the_landlord_nothing_of_another(
    client, sign_in_as, team_actor, landlord
):
    concern, first, _second = group_of(team_actor, landlord, resident=None)
    residents.resident_add(concern=concern, words="My own words.", actor=party_of(first))
    sign_in_as(client, Role.LANDLORD_OFFICER, landlord=landlord)
    page = client.get(reverse("workspace:case", args=[concern.reference])).content.decode()
    assert "My baby is cold." not in page
    assert "My own words." not in page
    assert "Rosa" not in page


def test_household_that_takes_its_consent_back_is_not_read_any_more(team_actor, landlord):
    concern, _first, second = group_of(team_actor, landlord)
    residents.resident_add(concern=concern, words="Nia's pipe burst.", actor=party_of(second))
    viewer = landlord_viewer(landlord)
    assert "Nia's pipe burst." in said_to(concern, viewer)
    residents.consent_withdraw(consent=second.consents.get(), actor=party_of(second))
    assert concern.sharings.filter(landlord=landlord).exists()
    assert "Nia's pipe burst." not in said_to(concern, viewer)


def test_each_household_decides_of_its_own_photos(team_actor, landlord, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    concern, first, second = group_of(team_actor, landlord, household=NO_FILES)
    hers, his = (
        upload_store(file=SimpleUploadedFile("a.jpg", photo()), by=None) for _each in range(2)
    )
    residents.resident_add(concern=concern, words="", files=(hers,), actor=party_of(second))
    residents.resident_add(concern=concern, words="", files=(his,), actor=party_of(first))
    shown = [each.file for each in files_shown_to(concern, landlord_viewer(landlord))]
    assert shown == [his]


def test_device_that_was_closed_lets_nobody_in_by_what_was_sent_on_it():
    client = Client()
    draft = _sent_draft(client)
    assert client.get(reverse("raise:check")).status_code == 302
    receipt = reverse("raise:receipt", args=[draft.data["sent"]])
    assert client.get(receipt).status_code == 200
    client.post(reverse("follow:leave"))
    client.get(reverse("raise:check"))
    assert client.get(receipt).status_code == 404


def test_what_was_sent_lets_in_again_no_longer_than_a_link_would():
    client = Client()
    draft = _sent_draft(client)
    Draft.objects.filter(pk=draft.pk).update(updated_at=timezone.now() - timedelta(hours=5))
    client.get(reverse("raise:check"))
    assert client.get(reverse("raise:receipt", args=[draft.data["sent"]])).status_code == 404


def _sent_draft(client):
    """A draft that was sent from this browser, as the store and the session then hold it."""
    made = make_raised()
    draft = Draft.objects.create(
        key="k" * 40, submission=uuid4(), data={"sent": made.concern.reference}
    )
    session = client.session
    session["heard_draft"] = draft.key
    session.save()
    return draft


def test_restricted_flag_follows_the_person_into_a_group_and_a_part(team_actor, landlord):
    group = raised(landlord=landlord, actor=team_actor, is_group=True).concern
    ada = Person(name="Ada", email="ada@example.org")
    own = raised(landlord=landlord, actor=team_actor, resident=ada).concern
    privacy.flag_set(concern=own, kind="domestic-abuse", note="", by=team_actor.user)
    said = Said(category="lift", description="The lift.", landlord=landlord)
    part = groups.concern_split(concern=own, said=said, words="", actor=team_actor).concern
    groups.concern_merge(source=own, target=group, words="", actor=team_actor)
    casework.resident_tell(concern=group, words="News.", actor=team_actor)
    for concern in (part, group):
        told = Notice.objects.filter(about=concern.reference)
        assert told.filter(to="ada@example.org").exists()
        assert not told.filter(to="ada@example.org", restricted=False).exists()
    assert not Notice.objects.filter(to="rosa@example.org", restricted=True).exists()
    assert links_send(email="ada@example.org", by=None) == 0


def test_words_taken_out_of_a_promise_are_not_sent_with_its_new_date(team_actor):
    _made, concern = referred()
    soon = timezone.localdate() + timedelta(days=5)
    promise = answers.commitment_make(
        concern=concern, words="Visit Jo at 9.", due_on=soon, actor=team_actor
    )
    privacy.words_redact(
        words=promise.words, redacted="Visit […] at 9.", reason="A name", by=team_actor.user
    )
    answers.commitment_change(
        concern=concern,
        number=promise.number,
        due_on=soon + timedelta(days=1),
        reason="No van.",
        actor=team_actor,
    )
    body = Notice.objects.filter(template="concern.commitment").order_by("pk").last().body
    assert "Visit […] at 9." in body
    assert "Jo" not in body


@pytest.mark.parametrize("after", ["0001-01-01T00:00:00+14:00_1", "9999-12-31T23:59:59-14:00_1"])
def test_mark_of_a_page_at_the_edge_of_time_is_no_fault(client, sign_in_as, after):
    sign_in_as(client, Role.OFFICER)
    for order in ("oldest", "newest"):
        answer = client.get(reverse("cases:list"), {"after": after, "order": order})
        assert answer.status_code == 200


def test_file_that_a_landlord_takes_out_is_logged(client, sign_in_as, landlord):
    referred(landlord=landlord)
    sign_in_as(client, Role.LANDLORD_LEAD, landlord=landlord)
    assert client.get(reverse("workspace:export")).status_code == 200
    assert Entry.objects.filter(event="case.export").count() == 1


def test_two_officers_close_a_case_once(team_actor):
    _made, concern = referred()
    mine, theirs = (Concern.objects.get(pk=concern.pk) for _each in range(2))
    casework.concern_close(concern=mine, outcome="put-right", words="Done.", actor=team_actor)
    with pytest.raises(ConcernError):
        casework.concern_close(concern=theirs, outcome="put-right", words="Also.", actor=team_actor)
    assert Event.objects.filter(concern=concern, kind=Kind.CLOSED).count() == 1


def test_landlord_answers_nothing_that_was_closed_or_taken_back_meanwhile(team_actor):
    made, concern = referred()
    actor = landlords_officer(
        PersonFactory(role=Role.LANDLORD_OFFICER, landlord=concern.landlord), concern.landlord
    )
    stale = Concern.objects.get(pk=concern.pk)
    casework.concern_close(concern=concern, outcome="put-right", words="Done.", actor=team_actor)
    with pytest.raises(ConcernError):
        answers.answer_give(concern=stale, answer="yes", words="Yes.", actor=actor)
    residents.consent_withdraw(consent=made.party.consents.get(), actor=party_of(made.party))
    with pytest.raises(ConcernError):
        casework.milestone_record(
            concern=stale, kind=Kind.WORKS_DONE, at=timezone.now(), actor=actor
        )


def test_receipt_carries_no_words_of_a_stranger_to_an_address_nobody_proved():
    made = make_raised(landlord_said="Prize at http://evil.example")
    body = Notice.objects.get(to="bea@example.org", about=made.concern.reference).body
    assert "evil.example" not in body


def test_forms_that_show_a_person_or_their_words_are_looks(client, sign_in_as):
    made, concern = referred()
    residents.resident_add(concern=concern, words="Jo did it.", actor=party_of(made.party))
    number = Event.objects.get(concern=concern, kind=Kind.ADDED).number
    sign_in_as(client, Role.OFFICER)
    person = reverse("cases:act-on", args=[concern.reference, "person", made.party.pk])
    words = reverse("cases:redact", args=[concern.reference, number])
    assert "rosa@example.org" in client.get(person).content.decode()
    assert "Jo did it." in client.get(words).content.decode()
    looks = Entry.objects.filter(target_id=str(concern.pk), event__endswith=".read")
    assert list(looks.order_by("pk").values_list("event", flat=True)) == [
        "person.read",
        "original.read",
    ]


def test_landlords_file_does_not_say_who_felt_listened_to(client, sign_in_as, landlord):
    made, concern = referred(landlord=landlord)
    residents.resident_close(concern=concern, fixed=True, words="", actor=party_of(made.party))
    residents.resident_listened(concern=concern, felt="no", words="", actor=party_of(made.party))
    sign_in_as(client, Role.LANDLORD_LEAD, landlord=landlord)
    answer = client.get(reverse("workspace:export")).content.decode()
    assert concern.reference in answer
    assert "felt" not in answer


def test_number_longer_than_python_reads_is_no_fault(client, sign_in_as):
    _made, concern = referred()
    sign_in_as(client, Role.OFFICER)
    chosen = {"deed": "tell", "case": concern.reference, "template": "9" * 5000}
    assert client.post(reverse("cases:bulk"), chosen).status_code == 200
    tell = reverse("cases:act", args=[concern.reference, "tell"])
    assert client.get(tell, {"template": "9" * 5000}).status_code == 200


def test_link_to_one_concern_moves_no_other_of_the_same_person():
    known = Person(name="Rosa", email="rosa@example.org")
    first = raised(resident=known)
    second = raised(resident=first.party.person)
    residents.person_update(
        person=first.party.person,
        changes={"email": "thief@example.org"},
        concern=first.concern,
        actor=party_of(first.party),
    )
    thief = reader_for_user(PersonFactory(email="thief@example.org"))
    assert [party.concern for party in followed_for(thief)] == [first.concern]
    assert second.concern.parties.get().person.email == "rosa@example.org"
    told = Notice.objects.filter(to="rosa@example.org").latest("pk")
    assert told.discreet


def test_landlord_cannot_say_for_the_resident_what_ends_its_own_duty():
    _made, concern = referred()
    actor = landlords_officer(PersonFactory(), concern.landlord)
    for kind in (Kind.WITHDRAWN, Kind.MOVED_OUT, Kind.CONSENT_REFUSED):
        with pytest.raises(ConcernError):
            casework.milestone_record(concern=concern, kind=kind, at=timezone.now(), actor=actor)
    casework.milestone_record(
        concern=concern, kind=Kind.COMPLAINT_ACKNOWLEDGED, at=timezone.now(), actor=actor
    )
    assert Notice.objects.filter(to="rosa@example.org", template="concern.added").exists()


def test_flagged_persons_mail_says_nothing_of_the_matter():
    from heard.concerns.services import privacy

    _made, concern = referred()
    by = PersonFactory(role=Role.CHAMPION)
    privacy.flag_set(concern=concern, kind="domestic-abuse", note="", by=by)
    casework.resident_ask(concern=concern, words="Is the mould back?", actor=officer())
    told = Notice.objects.filter(to="rosa@example.org").latest("pk")
    assert told.discreet
    assert concern.reference not in told.body
    assert "mould" not in told.body
