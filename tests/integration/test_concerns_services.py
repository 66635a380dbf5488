"""What is done to a concern is kept whole, and nothing else is."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import Error, transaction
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import LandlordFactory, WardFactory
from tests.integration.concern_cases import WORDS, officer, raised, referred

from heard.access import Role
from heard.accounts.selectors import reader_for_user
from heard.audit.models import Entry
from heard.concerns.actors import HEARD, Actor, landlords_officer, party_of
from heard.concerns.clockwork import facts_of
from heard.concerns.errors import ConcernError, NoSuchConcernError
from heard.concerns.events import Kind, Status, Waiting
from heard.concerns.models import (
    AccessLink,
    Concern,
    Consent,
    Event,
    LikelyDuplicate,
    Party,
    Person,
    SearchEntry,
    Words,
)
from heard.concerns.selectors.finding import (
    case_get_for,
    followed_by_link,
    followed_for,
    landlord_case_get_for,
)
from heard.concerns.selectors.searching import search_for
from heard.concerns.selectors.viewing import Viewer, people_for, timeline_for
from heard.concerns.services import answers, casework, groups, privacy, residents
from heard.concerns.services.raising import Said, Shares, concern_raise
from heard.concerns.services.rebuilding import concerns_rebuild
from heard.concerns.state import fold
from heard.notices.models import Notice

pytestmark = pytest.mark.django_db


def fresh(concern):
    return Concern.objects.get(pk=concern.pk)


def test_concern_from_the_web_waits_to_be_checked_and_tells_the_resident_once():
    made = raised()
    assert made.concern.status == Status.TO_CHECK
    told = Notice.objects.get(to="rosa@example.org")
    assert made.concern.reference in told.body
    assert made.token in told.body


def test_form_that_is_sent_twice_makes_one_concern():
    submission, landlord = uuid4(), LandlordFactory()
    said = Said(category="damp-mould", description=WORDS, landlord=landlord)
    made = [
        concern_raise(
            submission=submission,
            said=said,
            resident=Person(name="Rosa", email="rosa@example.org"),
            actor=Actor(Role.RESIDENT),
        )
        for _time in range(2)
    ]
    assert made[0].concern == made[1].concern
    assert made[0].token == made[1].token
    assert [each.is_new for each in made] == [True, False]
    assert Person.objects.count() == Party.objects.count() == Concern.objects.count() == 1
    assert Notice.objects.filter(to="rosa@example.org").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"description": "  "}, "description"),
        ({"category": "no-such"}, "category"),
        ({"since": timezone.localdate() + timedelta(days=1)}, "since"),
        ({"postcode": "TOO LONG TO BE"}, "postcode"),
    ],
)
def test_concern_that_cannot_be_is_kept_in_no_part(wrong, field):
    with pytest.raises(ConcernError) as refused:
        raised(**wrong)
    assert refused.value.field == field
    for model in (Concern, Person, Party, Event, Notice, AccessLink, SearchEntry):
        assert not model.objects.exists()


def test_officers_entry_counts_as_checked():
    made = raised(actor=officer())
    assert made.concern.status == Status.NEW
    assert made.concern.entered_by is not None


def test_private_link_opens_one_concern_until_it_is_renewed():
    made = raised()
    assert followed_by_link(made.token) == made.party
    with pytest.raises(NoSuchConcernError):
        followed_by_link(made.token[:-1] + ("A" if made.token[-1] != "A" else "B"))
    token = residents.link_renew(party=made.party, actor=officer())
    assert followed_by_link(token) == made.party
    with pytest.raises(NoSuchConcernError):
        followed_by_link(made.token)


def test_store_alone_opens_no_link(settings):
    made = raised()
    link = AccessLink.objects.get()
    assert made.token not in {link.nonce, link.digest}
    settings.SECRET_KEY = "another key"
    from heard.concerns.links import token_of

    assert token_of(link.nonce) != made.token


def test_landlord_is_put_nothing_without_consent():
    made = raised(shares=None)
    by = officer()
    casework.concern_check(concern=made.concern, actor=by)
    with pytest.raises(ConcernError) as refused:
        casework.concern_refer(
            concern=made.concern, landlord=made.concern.landlord, words="", actor=by
        )
    assert refused.value.field == "landlord"
    assert fresh(made.concern).status == Status.NEW


def test_landlord_sees_what_was_agreed_and_nobody_elses():
    _made, concern = referred(shares=Shares(name=True, contact=False))
    own = reader_for_user(PersonFactory(role=Role.LANDLORD_OFFICER, landlord=concern.landlord))
    other = reader_for_user(PersonFactory(role=Role.LANDLORD_OFFICER))
    assert landlord_case_get_for(own, concern.reference) == concern
    with pytest.raises(NoSuchConcernError):
        landlord_case_get_for(other, concern.reference)
    with pytest.raises(NoSuchConcernError):
        case_get_for(own, concern.reference)
    (person,) = people_for(concern, Viewer.landlord(own))
    assert person.name == "Rosa Fairweather"
    assert (person.email, person.phone, person.address, person.person) == ("", "", "", None)


def test_withdrawn_consent_shuts_the_landlord_out_at_once():
    made, concern = referred()
    own = reader_for_user(PersonFactory(role=Role.LANDLORD_OFFICER, landlord=concern.landlord))
    consent = Consent.objects.get()
    residents.consent_withdraw(consent=consent, actor=party_of(made.party))
    with pytest.raises(NoSuchConcernError):
        landlord_case_get_for(own, concern.reference)
    assert fresh(concern).waiting_on == Waiting.TEAM
    with pytest.raises(ConcernError):
        answers.answer_give(
            concern=fresh(concern),
            answer="yes",
            words="We will.",
            actor=landlords_officer(PersonFactory(), concern.landlord),
        )


def test_no_needs_a_reason_that_the_resident_is_shown():
    made, concern = referred()
    actor = landlords_officer(
        PersonFactory(role=Role.LANDLORD_OFFICER, landlord=concern.landlord), concern.landlord
    )
    with pytest.raises(ConcernError) as refused:
        answers.answer_give(concern=concern, answer="no", words="We won't.", actor=actor)
    assert refused.value.field == "reason"
    answers.answer_give(
        concern=concern,
        answer="no",
        words="We won't.",
        reason="The works are planned for May.",
        actor=actor,
    )
    seen = timeline_for(concern, Viewer.of_party(made.party))
    assert any("The works are planned for May." in view.text for view in seen)
    told = Notice.objects.filter(to="rosa@example.org").latest("pk")
    assert "The works are planned for May." in told.body
    assert "We won't." not in told.body


def test_team_notes_are_shown_to_the_team_alone():
    made, concern = referred()
    casework.note_add(concern=concern, words="Sounded afraid.", actor=officer())
    own = reader_for_user(PersonFactory(role=Role.LANDLORD_OFFICER, landlord=concern.landlord))
    viewers = [Viewer.of_party(made.party), Viewer.landlord(own)]
    for viewer in viewers:
        assert not any("afraid" in view.text for view in timeline_for(concern, viewer))
    assert any("afraid" in view.text for view in timeline_for(concern, Viewer.team()))


def test_not_fixed_opens_what_was_closed():
    made, concern = referred()
    casework.concern_close(concern=concern, outcome="put-right", words="Done.", actor=officer())
    assert not fresh(concern).is_open
    residents.resident_not_fixed(
        concern=fresh(concern), words="It is back.", actor=party_of(made.party)
    )
    assert fresh(concern).status == Status.NOT_FIXED
    assert fresh(concern).closed_at is None


def test_resident_leaves_it_without_pretending_that_it_was_fixed():
    made, concern = referred()
    residents.resident_close(concern=concern, fixed=False, words="", actor=party_of(made.party))
    assert fresh(concern).outcome == "resident-leaves-it"


def test_group_tells_every_household_and_none_of_another():
    landlord = LandlordFactory()
    by = officer()
    made = raised(landlord=landlord, is_group=True, actor=by, category="heating-hot-water")
    concern = made.concern
    joined = [
        groups.household_join(
            concern=concern,
            person=Person(name=f"Household {n}", email=f"h{n}@example.org"),
            shares=Shares(),
            actor=by,
        )
        for n in range(3)
    ]
    residents.resident_add(
        concern=concern, words="My baby is ill.", actor=party_of(joined[0].party)
    )
    casework.resident_tell(concern=concern, words="An engineer comes on Friday.", actor=by)
    for n, household in enumerate(joined):
        seen = [view.text for view in timeline_for(concern, Viewer.of_party(household.party))]
        assert "An engineer comes on Friday." in seen
        assert ("My baby is ill." in seen) == (n == 0)
        (person,) = people_for(concern, Viewer.of_party(household.party))
        assert person.name == f"Household {n}"
    told = Notice.objects.filter(about=concern.reference, template="concern.added")
    assert set(told.values_list("to", flat=True)) >= {f"h{n}@example.org" for n in range(3)}


def test_household_joins_once():
    by = officer()
    concern = raised(is_group=True, actor=by).concern
    person = Person(name="Again", email="again@example.org")
    groups.household_join(concern=concern, person=person, shares=None, actor=by)
    with pytest.raises(ConcernError):
        groups.household_join(concern=concern, person=person, shares=None, actor=by)


def test_merged_concern_follows_into_a_group_with_its_consent():
    landlord, by = LandlordFactory(), officer()
    group = raised(landlord=landlord, is_group=True, actor=by).concern
    single = raised(
        landlord=landlord, actor=by, resident=Person(name="Tom", email="tom@example.org")
    )
    groups.concern_merge(source=single.concern, target=group, words="", actor=by)
    assert fresh(single.concern).status == Status.MERGED
    assert fresh(single.concern).merged_into == group
    assert group.parties.filter(person__name="Tom", part="household").exists()
    assert Consent.objects.filter(concern=group, party__person__name="Tom").exists()


def test_split_keeps_resident_and_consent():
    made, concern = referred()
    said = Said(category="lift", description="And the lift.", landlord=concern.landlord)
    split = groups.concern_split(concern=concern, said=said, words="Two things", actor=officer())
    assert split.concern.parties.get().person == made.party.person
    assert Consent.objects.filter(concern=split.concern, withdrawn_at=None).exists()


def test_undo_puts_back_what_was_and_keeps_both():
    _made, concern = referred()
    by = officer()
    closed = casework.concern_close(concern=concern, outcome="put-right", words="Done.", actor=by)
    casework.event_undo(concern=concern, number=closed.number, reason="Wrong case", actor=by)
    assert fresh(concern).status == Status.WITH_LANDLORD
    assert Event.objects.filter(concern=concern, kind=Kind.CLOSED).exists()
    with pytest.raises(ConcernError):
        casework.event_undo(concern=concern, number=closed.number, reason="Again", actor=by)


def test_store_refuses_to_change_an_event():
    concern = raised().concern
    with pytest.raises(Error), transaction.atomic():
        Event.objects.filter(concern=concern).update(kind=Kind.CLOSED)


def test_redacted_words_hide_the_original_from_all_but_the_team():
    made, concern = referred()
    residents.resident_add(
        concern=concern, words="My neighbour Jo did it.", actor=party_of(made.party)
    )
    words = Words.objects.get(text__startswith="My neighbour")
    by = PersonFactory(role=Role.OFFICER)
    privacy.words_redact(words=words, redacted="My neighbour ▇ did it.", reason="A name", by=by)
    own = reader_for_user(PersonFactory(role=Role.LANDLORD_OFFICER, landlord=concern.landlord))
    shown = timeline_for(concern, Viewer.landlord(own))
    assert not any("Jo" in view.text + view.original for view in shown)
    assert any(
        view.original.endswith("Jo did it.") for view in timeline_for(concern, Viewer.team())
    )


def test_restricted_flags_are_for_named_readers():
    from heard.concerns.selectors.viewing import flags_for

    concern = raised().concern
    by = PersonFactory(role=Role.CHAMPION)
    privacy.flag_set(concern=concern, kind="domestic-abuse", note="Partner reads post.", by=by)
    plain = reader_for_user(PersonFactory(role=Role.OFFICER))
    named = reader_for_user(PersonFactory(role=Role.OFFICER, sees_restricted=True))
    assert flags_for(concern, plain) == []
    assert len(flags_for(concern, named)) == 1
    assert len(flags_for(concern, reader_for_user(by))) == 1


def test_shared_mailbox_shows_no_discreet_concern():
    person = Person(name="Rosa", email="home@example.org", discreet=True)
    raised(resident=person)
    raised(resident=Person(name="Ben", email="home@example.org"))
    user = PersonFactory(email="home@example.org")
    names = {party.person.name for party in followed_for(reader_for_user(user))}
    assert names == {"Ben"}
    body = Notice.objects.filter(about__startswith="H-").order_by("pk").first().body
    assert "mould" not in body.lower()


def test_search_finds_by_reference_name_and_place():
    concern = raised(postcode="TW9 1AA", place="Heron Court").concern
    reader = reader_for_user(PersonFactory(role=Role.OFFICER))
    for text in (concern.reference.lower().replace("-", " "), "fairw", "heron court", "tw9 1aa"):
        assert search_for(reader, text) == [concern], text
    assert search_for(reader, "zebra") == []
    assert search_for(reader, '"; drop table --') == []
    stranger = reader_for_user(PersonFactory(role=Role.LANDLORD_OFFICER))
    assert search_for(stranger, "heron") == []


def test_likely_duplicates_are_noted():
    landlord = LandlordFactory()
    raised(landlord=landlord, postcode="TW9 1AA", place="Heron Court")
    assert not LikelyDuplicate.objects.exists()
    raised(
        landlord=landlord,
        postcode="TW9 1AA",
        place="Heron Court",
        resident=Person(name="Other", email="other@example.org"),
    )
    pair = LikelyDuplicate.objects.get()
    assert pair.reasons
    assert pair.newer_id > pair.older_id


def test_councillor_is_put_a_case_only_with_agreement():
    _made, concern = referred()
    ward = WardFactory()
    with pytest.raises(ConcernError):
        casework.concern_refer_to_councillor(
            concern=concern, ward=ward, words="", agreed=False, actor=officer()
        )
    casework.concern_refer_to_councillor(
        concern=concern, ward=ward, words="", agreed=True, actor=officer()
    )
    assert concern.sharings.filter(ward=ward).exists()


def test_every_write_is_in_the_audit_log_without_words():
    _made, concern = referred()
    casework.note_add(concern=concern, words="Secret words", actor=officer())
    entries = Entry.objects.filter(target_label=concern.reference)
    assert entries.count() >= Event.objects.filter(concern=concern).count()
    for entry in Entry.objects.all():
        whole = " ".join(map(str, vars(entry).values()))
        assert "Secret" not in whole
        assert "rosa" not in whole.lower()
        assert "mould" not in whole


def test_rebuilding_changes_nothing():
    made, concern = referred()
    answers.answer_give(
        concern=concern,
        answer="yes",
        words="We will.",
        actions=(("Fit a fan", timezone.localdate() + timedelta(days=9)),),
        actor=landlords_officer(PersonFactory(), concern.landlord),
    )
    residents.resident_not_fixed(concern=concern, words="", actor=party_of(made.party))
    assert concerns_rebuild() == (0, 1)
    state = fold(facts_of(concern))
    assert fresh(concern).status == state.status
    assert [due for _number, due in state.commitments] == [timezone.localdate() + timedelta(days=9)]


def test_every_message_has_what_it_needs_even_where_nothing_was_written():
    """A message that lacked a value would undo the change it tells of."""
    from heard.concerns.events import Audience
    from heard.concerns.services import telling
    from heard.concerns.services.timeline import Happened, event_append

    made, concern = referred()
    concern.landlord.website = ""
    concern.landlord.save()
    PersonFactory(role=Role.LANDLORD_OFFICER, landlord=concern.landlord)
    PersonFactory(role=Role.CHAMPION)
    ward = WardFactory()
    PersonFactory(role=Role.COUNCILLOR, ward=ward)
    needs = {
        Kind.REFERRED_TO_COUNCILLOR: {"ward": ward},
        Kind.COMMITTED: {"due_on": timezone.localdate()},
        Kind.COMMITMENT_CHANGED: {"due_on": timezone.localdate(), "about": 2},
        Kind.COMMITMENT_DONE: {"about": 2},
        Kind.CLOSED: {"outcome": "put-right"},
        Kind.REFUSED: {"outcome": "not-housing"},
        Kind.LANDLORD_ANSWERED: {"outcome": "no"},
        Kind.MERGED: {"target": raised().concern},
    }
    kinds = {*telling.PARTIES, *telling.LANDLORDS, *telling.TEAM}
    for kind in [*sorted(kinds - {Kind.RECEIVED, Kind.MERGED, Kind.REFUSED}), Kind.REFUSED]:
        happened = Happened(
            kind, Audience.ALL, landlord=concern.landlord, party=made.party, **needs.get(kind, {})
        )
        event_append(concern=concern, happened=happened, actor=HEARD)
        templates = {
            table[kind]
            for table in (telling.PARTIES, telling.LANDLORDS, telling.TEAM)
            if kind in table
        }
        told = Notice.objects.filter(about=concern.reference, template__in=templates)
        assert told.exists() or kind == Kind.LANDLORD_ANSWERED, kind


def test_words_at_first_are_redacted_for_all_but_the_team_and_whose_they_are(client, sign_in_as):
    from heard.concerns.selectors.viewing import own_words_for

    made, concern = referred(description="Jo next door, flat 7, broke the door.")
    sign_in_as(client, Role.OFFICER)
    address = f"/cases/{concern.reference}/words/0"
    preview = client.post(
        f"{address}/redact/", {"redacted": "A neighbour broke the door.", "reason": "A name"}
    )
    assert "How others will read it" in preview.content.decode()
    assert not fresh(concern).redacted_at
    client.post(
        f"{address}/redact/",
        {"redacted": "A neighbour broke the door.", "reason": "A name", "go": "1"},
    )
    own = reader_for_user(PersonFactory(role=Role.LANDLORD_OFFICER, landlord=concern.landlord))
    now = fresh(concern)
    assert own_words_for(now, Viewer.landlord(own)) == "A neighbour broke the door."
    assert own_words_for(now, Viewer.of_party(made.party)).startswith("Jo next door")
    assert "Jo next door" not in client.get(f"/cases/{concern.reference}/").content.decode()
    assert "Jo next door" in client.get(f"{address}/").content.decode()
    assert Entry.objects.filter(event="original.read").exists()
    client.post(f"{address}/restore/", {"reason": "It was right"})
    assert own_words_for(fresh(concern), Viewer.landlord(own)).startswith("Jo next door")
