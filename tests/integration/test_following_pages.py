"""Following one's own concern: who gets in, what they see, what they do."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.accounts import PersonFactory, start_session
from tests.factories.concerns import PERSON, make_raised, officer
from tests.factories.landlords import LandlordFactory
from tests.integration.raising_journey import errors_of, picture

from heard.concerns.actors import landlords_officer
from heard.concerns.events import Kind, Status
from heard.concerns.models import Concern, ContactWay, Person
from heard.concerns.selectors.viewing import Viewer, timeline_for
from heard.concerns.services.answers import answer_give
from heard.concerns.services.casework import (
    concern_check,
    concern_close,
    concern_refer,
    concern_refuse,
    note_add,
)
from heard.concerns.services.groups import household_join
from heard.concerns.services.privacy import flag_set
from heard.concerns.services.residents import link_renew
from heard.notices.models import Notice
from heard.safety.rules import RULES, Rule

pytestmark = pytest.mark.django_db
PAGES = ("concern", "add", "not-fixed", "close", "listened", "reach", "share")


@pytest.fixture
def raised():
    return make_raised(landlord=LandlordFactory(name="Old Mill Homes"))


@pytest.fixture
def team_actor():
    return officer()


@pytest.fixture
def follower(client, raised):
    """A client that opened the private link."""
    client.get(reverse("follow:open", args=[raised.token]))
    return client


def url_of(raised, name="concern", *parts):
    return reverse(f"follow:{name}", args=[raised.concern.reference, *parts])


def shown(client, raised, name="concern"):
    return client.get(url_of(raised, name)).content.decode()


def with_landlord(raised, actor):
    concern_check(concern=raised.concern, actor=actor)
    concern_refer(
        concern=raised.concern, landlord=raised.concern.landlord, words="Please.", actor=actor
    )


def landlord_answers(raised, **answer):
    user = PersonFactory(role="landlord-officer", landlord=raised.concern.landlord)
    answer_give(
        concern=raised.concern,
        actor=landlords_officer(user, raised.concern.landlord),
        **{"answer": "yes", "words": "We will mend it.", **answer},
    )


def test_the_link_leads_to_an_address_without_it(client, raised):
    answer = client.get(reverse("follow:open", args=[raised.token]))
    assert answer.status_code == 302
    assert raised.token not in answer.url
    page = client.get(answer.url)
    assert page.status_code == 200
    assert raised.token not in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", PAGES)
def test_nobody_else_gets_in(raised, sign_in_as, name):
    stranger, signed_in = Client(), Client()
    sign_in_as(signed_in)
    other = make_raised()
    another = Client()
    another.get(reverse("follow:open", args=[other.token]))
    for client in (stranger, signed_in, another):
        for method in (client.get, client.post):
            answer = method(url_of(raised, name))
            assert answer.status_code in {404, 405}
            missing = method(reverse(f"follow:{name}", args=["H-0000-0000"]))
            assert missing.status_code == answer.status_code


def test_a_wrong_link_is_not_found_and_guessing_is_slowed(client, monkeypatch):
    monkeypatch.setitem(RULES, "concern.find", (Rule("address", 3, 3600),))
    tries = [reverse("follow:open", args=[f"guess{n}"]) for n in range(4)]
    assert [client.get(url).status_code for url in tries] == [404, 404, 404, 429]


def test_a_link_that_was_taken_back_ends_what_it_opened(follower, raised, team_actor):
    assert follower.get(url_of(raised)).status_code == 200
    link_renew(party=raised.party, actor=team_actor)
    assert follower.get(url_of(raised)).status_code == 404
    assert follower.get(reverse("follow:open", args=[raised.token])).status_code == 404


def test_what_a_link_opened_closes_by_itself(follower, raised):
    session = follower.session
    session["heard_follow"][raised.concern.reference]["at"] = int(time.time()) - 5 * 60 * 60
    session.save()
    assert follower.get(url_of(raised)).status_code == 404


def test_it_can_be_closed_on_this_device(follower, raised):
    assert follower.post(reverse("follow:leave")).status_code == 302
    assert follower.get(url_of(raised)).status_code == 404
    assert follower.get(reverse("follow:open", args=[raised.token])).status_code == 302


def test_signing_in_shows_ones_own(client, raised, sign_in_as):
    user = PersonFactory(email="bea@example.org")
    start_session(client, user)
    assert raised.concern.reference in client.get(reverse("follow:list")).content.decode()
    assert client.get(url_of(raised)).status_code == 200


def test_a_shared_mailbox_opens_nothing(client):
    raised = make_raised(person={**PERSON, "discreet": True})
    start_session(client, PersonFactory(email="bea@example.org"))
    assert raised.concern.reference not in client.get(reverse("follow:list")).content.decode()
    assert client.get(url_of(raised)).status_code == 404


def test_status_is_said_in_plain_words(follower, raised, team_actor):
    assert "Somebody in our team reads it by" in shown(follower, raised)
    with_landlord(raised, team_actor)
    assert "Old Mill Homes has until" in shown(follower, raised)
    landlord_answers(raised, actions=(("Mend the lift", timezone.localdate() + timedelta(9)),))
    page = shown(follower, raised)
    assert "Old Mill Homes has answered" in page
    assert "What your landlord promised" in page
    assert "Mend the lift" in page
    assert "council-standard" not in page  # names of rules, not their codes
    concern_close(concern=raised.concern, outcome="put-right", words="Mended.", actor=team_actor)
    assert "Closed on" in shown(follower, raised)


def test_the_reason_of_a_no_is_shown(follower, raised, team_actor):
    with_landlord(raised, team_actor)
    landlord_answers(raised, answer="no", words="Not now.", reason="The lift is replaced in May.")
    assert "The lift is replaced in May." in shown(follower, raised)


def test_notes_of_the_team_are_not_shown(follower, raised, team_actor):
    concern_check(concern=raised.concern, actor=team_actor)
    note_add(concern=raised.concern, words="Sounds unwell on the phone.", actor=team_actor)
    assert "Sounds unwell" not in shown(follower, raised)


def test_clocks_show_rule_sum_and_source(follower, raised, team_actor):
    with_landlord(raised, team_actor)
    page = shown(follower, raised)
    assert "What has to be done by when" in page
    assert "10 working days" in page
    assert "This stands in:" in page


def test_words_and_photos_are_added(follower, raised):
    answer = follower.post(
        url_of(raised, "add"), {"words": "It hums now.", "photos": [picture("hum.jpg")]}
    )
    assert answer.url == url_of(raised)
    page = shown(follower, raised)
    assert "It hums now." in page
    assert "hum.jpg" in page


def test_words_outlive_a_refused_photo(follower, raised):
    files = [picture("good.jpg"), SimpleUploadedFile("letter.docx", b"PK\3\4word")]
    answer = follower.post(url_of(raised, "add"), {"words": "It hums now.", "photos": files})
    assert answer.status_code == 200
    assert "letter.docx" in " ".join(errors_of(answer))
    assert "It hums now." in answer.content.decode()
    assert not raised.concern.events.filter(kind=Kind.ADDED).exists()


def test_nothing_is_added_by_an_empty_form(follower, raised):
    assert "Write something" in " ".join(errors_of(follower.post(url_of(raised, "add"))))


def test_not_fixed_opens_a_closed_concern_again(follower, raised, team_actor):
    with_landlord(raised, team_actor)
    landlord_answers(raised)
    concern_close(concern=raised.concern, outcome="put-right", words="Mended.", actor=team_actor)
    assert follower.post(url_of(raised, "not-fixed"), {"words": ""}).status_code == 200
    assert follower.post(url_of(raised, "not-fixed"), {"words": "Broken again"}).status_code == 302
    raised.concern.refresh_from_db()
    assert raised.concern.status == Status.NOT_FIXED
    assert "You told us that it is not fixed." in shown(follower, raised)


@pytest.mark.parametrize(
    ("fixed", "outcome", "said"),
    [("yes", "put-right", "Put right"), ("no", "resident-leaves-it", "no longer wants it")],
)
def test_leaving_it_is_not_putting_it_right(follower, raised, fixed, outcome, said):
    assert follower.post(url_of(raised, "close"), {}).status_code == 200
    assert follower.post(url_of(raised, "close"), {"fixed": fixed}).status_code == 302
    raised.concern.refresh_from_db()
    assert raised.concern.outcome == outcome
    page = shown(follower, raised)
    assert "You closed it on" in page
    assert said in page


def test_felt_listened_to_is_asked_once_it_is_closed(follower, raised):
    assert "Did you feel listened to?" not in shown(follower, raised)
    assert follower.post(url_of(raised, "listened"), {"felt": "yes"}).status_code == 200
    follower.post(url_of(raised, "close"), {"fixed": "yes"})
    assert "Did you feel listened to?" in shown(follower, raised)
    assert follower.post(url_of(raised, "listened"), {"felt": "?"}).status_code == 200
    assert follower.post(url_of(raised, "listened"), {"felt": "partly"}).status_code == 302
    assert Concern.objects.get().felt == "partly"


def test_consent_is_taken_back_and_given_again(follower, raised, team_actor):
    with_landlord(raised, team_actor)
    consent = raised.party.consents.get()
    end = url_of(raised, "share-end", consent.pk)
    assert "Stop sharing" in follower.get(end).content.decode()
    assert raised.concern.sharings.exists()
    assert follower.post(end).status_code == 302
    assert not raised.concern.sharings.exists()
    assert follower.post(end).status_code == 404
    assert "Let them see it" in shown(follower, raised)
    assert follower.post(url_of(raised, "share"), {"what": ["contact"]}).status_code == 302
    given = raised.party.consents.get(withdrawn_at=None)
    assert (given.name, given.contact, given.address, given.files) == (False, True, False, False)


def test_anothers_consent_cannot_be_ended(follower, raised):
    other = make_raised().party.consents.get()
    assert follower.post(url_of(raised, "share-end", other.pk)).status_code == 404
    other.refresh_from_db()
    assert other.withdrawn_at is None


def test_how_to_be_reached_is_changed(follower, raised):
    assert 'value="bea@example.org"' in shown(follower, raised, "reach")
    changed = {"name": "Bea", "contact_by": "phone", "language": "pl", "discreet": "on"}
    assert follower.post(url_of(raised, "reach"), changed).status_code == 200  # which number?
    changed |= {"phone": "020 7946 0001", "safe_from": "09:00", "safe_to": "10:00"}
    assert follower.post(url_of(raised, "reach"), changed).status_code == 302
    person = Person.objects.get()
    assert (person.contact_by, person.language, person.discreet) == (ContactWay.PHONE, "pl", True)


def test_a_lost_link_is_answered_the_same_for_everybody(client, raised):
    known, unknown = {"email": "Bea@example.org"}, {"email": "nobody@example.org"}
    answers = [client.post(reverse("follow:lost"), data) for data in (known, unknown)]
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, reverse("follow:lost-sent"))
    }
    assert Notice.objects.get(template="link.again").to == "bea@example.org"
    client.post(reverse("follow:lost"), known)
    assert Notice.objects.filter(template="link.again").count() == 1  # once an hour
    assert "Write the e-mail" in " ".join(
        errors_of(client.post(reverse("follow:lost"), {"email": "bea"}))
    )


def test_a_lost_link_isnt_sent_where_others_may_read_it(client, team_actor):
    make_raised(person={**PERSON, "discreet": True})
    flagged = make_raised(person={**PERSON, "email": "cy@example.org"})
    flag_set(concern=flagged.concern, kind="domestic-abuse", note="", by=team_actor.user)
    for email in ("bea@example.org", "cy@example.org"):
        client.post(reverse("follow:lost"), {"email": email})
    assert not Notice.objects.filter(template="link.again").exists()


@pytest.fixture
def group(team_actor):
    """A block without heating: one household told of it, another joined."""
    raised = make_raised(
        actor=team_actor,
        is_group=True,
        description="My baby is cold.",
        landlord=LandlordFactory(name="Old Mill Homes"),
        submission=uuid4(),
    )
    neighbour = Person(name="Nia Next", email="nia@example.org")
    joined = household_join(concern=raised.concern, person=neighbour, shares=None, actor=team_actor)
    return raised, joined


def test_households_see_the_group_and_not_each_other(client, group, team_actor):
    raised, joined = group
    concern_refer(
        concern=raised.concern, landlord=raised.concern.landlord, words="Please.", actor=team_actor
    )
    client.get(reverse("follow:open", args=[joined.token]))
    page = shown(client, raised)
    assert "Old Mill Homes has until" in page
    assert "about many households" in page
    for private in ("My baby is cold.", "Bea", "bea@example.org"):
        assert private not in page
    client.post(url_of(raised, "add"), {"words": "Nia's pipe burst."})
    first = Client()
    first.get(reverse("follow:open", args=[raised.token]))
    page = shown(first, raised)
    assert "My baby is cold." in page
    assert "Nia" not in page


def test_a_household_that_did_not_agree_is_not_shown_to_the_landlord(client, group, team_actor):
    raised, joined = group
    landlord = raised.concern.landlord
    concern_refer(concern=raised.concern, landlord=landlord, words="Please.", actor=team_actor)
    client.get(reverse("follow:open", args=[joined.token]))
    client.post(url_of(raised, "add"), {"words": "Nia's pipe burst."})
    reader = PersonFactory(role="landlord-officer", landlord=landlord)
    from heard.accounts.selectors import reader_for_user

    viewer = Viewer.landlord(reader_for_user(reader))
    assert "Nia" not in " ".join(event.text for event in timeline_for(raised.concern, viewer))
    client.post(url_of(raised, "share"), {"what": []})
    client.post(url_of(raised, "add"), {"words": "The pipe was mended."})
    assert "The pipe was mended." in " ".join(
        event.text for event in timeline_for(raised.concern, viewer)
    )


def test_a_refused_concern_says_why(follower, raised, team_actor):
    concern_refuse(
        concern=raised.concern, outcome="not-here", words="Ask your borough.", actor=team_actor
    )
    page = shown(follower, raised)
    assert "We did not take it up" in page
    assert "Ask your borough." in page
    assert follower.post(url_of(raised, "add"), {"words": "But"}).status_code == 200


def test_files_of_others_are_not_found(follower, raised):
    other = make_raised()
    another = Client()
    another.get(reverse("follow:open", args=[other.token]))
    another.post(url_of(other, "add"), {"photos": [picture()]})
    file = other.concern.attachments.get().file.public_id.hex
    assert follower.get(url_of(raised, "file", file)).status_code == 404
    assert follower.get(url_of(raised, "file", "nonsense")).status_code == 404


def test_opening_the_page_asks_the_same_however_long_the_story(follower, raised, team_actor):
    def queries():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert follower.get(url_of(raised)).status_code == 200
        return len(caught)

    concern_check(concern=raised.concern, actor=team_actor)
    short = queries()
    for number in range(8):
        follower.post(url_of(raised, "add"), {"words": f"Again {number}"})
    assert queries() == short
    assert short <= 12


def test_forms_are_held_to_a_pace(follower, raised):
    codes = [follower.post(url_of(raised, "add"), {"words": "More"}).status_code for _ in range(31)]
    assert codes[-1] == 429
    assert set(codes[:-1]) == {302}
