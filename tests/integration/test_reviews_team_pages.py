"""The team's pages of reviews, residents' own, and what everybody reads."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import BoroughFactory, LandlordFactory
from tests.factories.reviews import (
    answer_seats,
    assess,
    bring,
    check_all,
    make_framework,
    make_review,
    make_session,
    moderate_all,
    move,
    subject_of,
)

from heard.access import Role
from heard.audit.models import Entry
from heard.landlords.models import Presence, Succession
from heard.reviews.models import Evidence, EvidenceCheck, Review, Score, Seat, SeatWords, Source
from heard.reviews.services.leaving import subject_leave
from heard.reviews.services.sampling import sample_draw
from heard.reviews.services.seats import seat_answer
from heard.reviews.services.sessions import cards_make
from heard.safety.rules import HOUR, RULES, Rule

pytestmark = pytest.mark.django_db
LONG = [str(number) for number in range(1, 29)]


@pytest.fixture
def champion(client, sign_in_as):
    client.person = sign_in_as(client, Role.CHAMPION)
    return client


@pytest.fixture
def officer(client, sign_in_as):
    client.person = sign_in_as(client, Role.OFFICER)
    return client


@pytest.fixture
def review():
    return make_review(landlords=[LandlordFactory(name="Confluence Homes"), LandlordFactory()])


@pytest.fixture
def subject(review):
    return subject_of(review)


def at(subject, rest=""):
    review = subject.review.reference
    return f"/review-work/{review}/landlords/{subject.landlord.slug}/{rest}"


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def day(shift):
    return f"{timezone.localdate() + timedelta(days=shift):%d/%m/%Y}"


# ---- opening, moving, publishing


def opening(**changed):
    framework, borough = make_framework(), BoroughFactory()
    landlords = [LandlordFactory() for _ in range(2)]
    for landlord in landlords:
        Presence.objects.create(landlord=landlord, borough=borough)
    return borough, {
        "title": "How landlords listen",
        "framework": framework.pk,
        "period_from": day(-365),
        "period_to": day(-1),
        "self_due": day(30),
        "residents_due": day(40),
        "officers_due": day(50),
        "comments_due": day(60),
        "landlords": [one.pk for one in landlords],
    } | changed


def test_team_opens_a_review(officer):
    borough, sent = opening()
    address = f"/review-work/open/?borough={borough.slug}"
    assert "Open a review" in text(officer.get(address))
    response = officer.post(address, sent)
    review = Review.objects.get()
    assert response.url == f"/review-work/{review.reference}/"
    assert review.subjects.count() == 2
    assert review.title in text(officer.get("/review-work/"))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"landlords": []}, "Choose at least one landlord"),
        ({"period_to": day(-400)}, "The end must come after the start"),
        ({"comments_due": day(35)}, "can’t be due after landlords’ comments"),
        ({"self_due": "tomorrow"}, "Enter a valid date"),
    ],
)
def test_review_that_makes_no_sense_is_not_opened(officer, changed, told):
    borough, sent = opening(**changed)
    assert told in text(officer.post(f"/review-work/open/?borough={borough.slug}", sent))
    assert not Review.objects.exists()


def test_without_framework_or_landlords_the_page_says_what_is_missing(officer):
    page = text(officer.get("/review-work/open/"))
    assert "No borough in the register has landlords" in page
    assert "There is no framework" in page


def test_empty_list_says_so(officer):
    assert "There is no review yet" in text(officer.get("/review-work/"))


def test_officer_moves_nothing_on(officer, review):
    for rest in ("move/", "back/", "correct/"):
        assert officer.post(f"/review-work/{review.reference}/{rest}").status_code == 403


def test_champion_moves_on_back_and_publishes(champion, review):
    base = f"/review-work/{review.reference}/"
    assert "2 landlords haven’t sent" in text(champion.get(f"{base}move/"))
    champion.post(f"{base}move/", {"seen": "assessing"})
    assert "Somebody moved this review meanwhile" in text(
        champion.post(f"{base}move/", {"seen": "assessing"})
    )
    assert "6 criteria of landlords aren’t moderated" in text(champion.get(f"{base}move/"))
    champion.post(f"{base}back/", {"seen": "moderating", "reason": "One came late."})
    assert "One came late." in text(champion.get(base))
    move(review.__class__.objects.get(), 2, by=champion.person)
    page = text(champion.post(f"{base}move/", {"seen": "commenting", "statement": "Fair."}))
    assert "Tick this to publish" in page
    champion.post(f"{base}move/", {"seen": "commenting", "statement": "Fair.", "sure": "on"})
    champion.post(f"{base}correct/", {"text": "A date was wrong."})
    public = text(champion.get(f"/reviews/{review.reference}/"))
    assert "Fair." in public
    assert "A date was wrong." in public


def test_reminder_is_confirmed_first(officer, review, subject):
    PersonFactory(role=Role.LANDLORD_LEAD, landlord=subject.landlord)
    base = f"/review-work/{review.reference}/remind/"
    assert "Confluence Homes" in text(officer.get(base))
    page = text(officer.post(base, {"landlord": [subject.landlord.slug]}, follow=True))
    assert "1 message is on its way" in page


def test_sample_is_drawn_on_the_page(officer, review, subject):
    base = f"/review-work/{review.reference}/sample/"
    assert "from 1 to 3" in text(officer.post(base, {"size": "9"}))
    page = text(officer.post(base, {"size": "2"}, follow=True))
    assert f"seed {review.samples.get().seed}" in page
    assert text(officer.get(at(subject))).count(">Sample<") == 2


# ---- one landlord


def test_draft_of_a_landlord_is_hidden_from_the_team(officer, subject):
    kept = bring(subject, title="Draft strategy")
    assess(subject, level=4, submit=False)
    for rest in ("", "criteria/1/", "criteria/1/score/"):
        page = text(officer.get(at(subject, rest)))
        assert "Draft strategy" not in page
        assert "Because it is so." not in page
    assert officer.get(at(subject, f"evidence/{kept.pk}/file/")).status_code == 404
    assert officer.get(at(subject, f"evidence/{kept.pk}/check/")).status_code == 404


def test_officer_checks_and_scores(officer, subject):
    kept = bring(subject)
    assess(subject)
    check = at(subject, f"evidence/{kept.pk}/check/")
    assert "Write something" in text(officer.post(check, {"verdict": "supports", "reason": ""}))
    officer.post(check, {"verdict": "supports", "reason": "We read it."})
    assert EvidenceCheck.objects.get().by == officer.person
    officer.post(at(subject, "criteria/1/score/"), {"says": "2", "reason": "Partly.", "seen": ""})
    score = Score.objects.get(source=Source.OFFICERS)
    assert score.level == 2
    assert "We read it." in text(officer.get(at(subject, "criteria/1/")))
    assert officer.get(at(subject, "criteria/1/moderate/")).status_code == 403


def test_team_brings_and_withdraws_evidence_of_its_own_alone(officer, subject):
    theirs = bring(subject)
    assess(subject)
    sent = {
        "kind": "testimony",
        "title": "Said at the panel",
        "statement": "Nobody was asked.",
        "where": "link",
        "link": "https://council.example.org/panel",
    }
    officer.post(at(subject, "criteria/1/evidence/add/?side=residents"), sent)
    brought = Evidence.objects.get(side="residents")
    assert officer.get(at(subject, f"evidence/{theirs.pk}/withdraw/")).status_code == 404
    officer.post(at(subject, f"evidence/{brought.pk}/withdraw/"), {"reason": "Twice."})
    brought.refresh_from_db()
    assert not brought.stands


def test_champion_moderates_side_by_side(champion, review, subject):
    bring(subject)
    assess(subject)
    answer_seats(make_session(subject, seats=12), level="1")
    move(review)
    page = text(champion.get(at(subject, "criteria/1/moderate/")))
    assert "12 answers" in page
    assert "Because it is so." in page
    sent = {"says": "2", "reason": "Residents see less.", "seen": ""}
    champion.post(at(subject, "criteria/1/moderate/"), sent)
    assert Score.objects.get(source=Source.MODERATED).level == 2
    refused = text(
        champion.post(at(subject_of(review, _other(review)), "criteria/1/moderate/"), sent)
    )
    assert "no evidence" in refused
    assert "Residents see less." in refused


def _other(review):
    return review.subjects.exclude(landlord__name="Confluence Homes").get().landlord


def test_champion_agrees_with_the_officers_at_once(champion, review, subject):
    for code in ("1", "2"):
        bring(subject, code)
    check_all(subject, by=PersonFactory(role=Role.OFFICER))
    move(review)
    assert "Agree with 3 scores" in text(champion.get(at(subject)))
    page = text(champion.post(at(subject, "agree/"), {"reason": "As checked."}, follow=True))
    assert "2 criteria are moderated" in page


def test_self_assessment_is_given_back(officer, subject):
    assess(subject)
    officer.post(at(subject, "give-back/"), {"reason": "Say more."})
    page = text(officer.get(at(subject)))
    assert "isn’t sent in" in page
    assert "Say more." in page


def test_landlord_leaves_in_mid_review(officer, review, subject):
    successor = LandlordFactory(name="Successor Homes")
    sent = {"on": day(0), "reason": "It merged.", "successor": "No such landlord"}
    assert "There is a problem" in text(officer.post(at(subject, "leave/"), sent))
    officer.post(at(subject, "leave/"), sent | {"successor": "Successor Homes"})
    page = text(officer.get(at(subject)))
    assert "It merged." in page
    assert successor.name in page
    assert "Left" in text(officer.get(f"/review-work/{review.reference}/"))
    refused = text(
        officer.post(
            at(subject, "criteria/1/score/"), {"says": "2", "reason": "Typed.", "seen": ""}
        )
    )
    assert "left this review" in refused
    assert "Typed." in refused


# ---- sessions


def test_session_is_made_printed_entered_and_closed(officer, subject):
    sent = {
        "title": "Panel",
        "method": "panel",
        "open_from": day(0),
        "open_to": day(7),
        "seats": "3",
        "note": "",
    }
    response = officer.post(at(subject, "sessions/add/"), sent)
    session = subject.sessions.get()
    base = f"/review-work/sessions/{session.key}/"
    assert response.url == base
    cards = text(officer.post(f"{base}cards/"))
    codes = re.findall(r"\b[1-9B-Z]{4}-[1-9B-Z]{4}-[1-9B-Z]{4}\b", cards)
    assert len(set(codes)) == 3
    assert cards.count("<svg") == 3
    assert not any(code in text(officer.get(base)) for code in codes)
    assert "stop working" in text(officer.get(f"{base}cards/"))
    assert "Does your landlord do 2?" in text(officer.get(f"{base}paper/"))
    names = list(officer.get(f"{base}enter/").context["form"].codes)
    paper = {"number": "1", names[0]: "4", names[1]: "?", names[2]: "", "words": "Fine."}
    assert "Type 0, 1, 2, 3, 4 or ?" in text(officer.post(f"{base}enter/", paper | {names[2]: "7"}))
    assert "no seat of that number" in text(officer.post(f"{base}enter/", paper | {"number": "9"}))
    officer.post(f"{base}enter/", paper)
    levels = Score.objects.filter(source=Source.RESIDENTS).values_list("level", flat=True)
    assert set(levels) == {4, None}
    again = text(officer.post(f"{base}enter/", paper | {names[0]: "1"}))
    assert "Seat 1 has answers already" in again
    officer.post(f"{base}enter/", paper | {names[0]: "1", "over": "on"})
    now = Score.objects.filter(source=Source.RESIDENTS, superseded_at=None)
    assert set(now.values_list("level", flat=True)) == {1, None}
    assert officer.get(f"{base}enter/").context["form"]["number"].value() == 2
    officer.post(f"{base}close/")
    assert "Closed on" in text(officer.get(base))


def test_looks_at_residents_words_are_logged_and_they_are_approved(officer, subject):
    session = make_session(subject)
    seat_answer(seat=session.seats.first(), answers={}, words={"": "Dora at 9 knows."})
    base = f"/review-work/sessions/{session.key}/words/"
    assert "Dora at 9 knows." in text(officer.get(base))
    assert Entry.objects.filter(event="resident-words.read").count() == 1
    pk = SeatWords.objects.get().pk
    officer.post(f"{base}{pk}/", {"shown": "A neighbour knows."})
    assert SeatWords.objects.get().shown == "A neighbour knows."


def test_landlords_people_see_no_team_page(client, sign_in_as, subject):
    sign_in_as(client, Role.LANDLORD_LEAD, landlord=subject.landlord)
    session = make_session(subject)
    for address in (
        "/review-work/",
        f"/review-work/{subject.review.reference}/",
        at(subject),
        at(subject, "criteria/1/"),
        f"/review-work/sessions/{session.key}/",
        f"/review-work/sessions/{session.key}/words/",
    ):
        assert client.get(address).status_code == 403, address


# ---- residents


@pytest.fixture
def card(subject):
    return cards_make(session=make_session(subject), by=None)[0]


def test_resident_answers_one_question_to_a_page(client, card):
    base = f"/seat/{card.code}/"
    assert "3 short questions" in text(client.get(base))
    assert "Choose one" in text(client.post(f"{base}1/", {"words": "Because."}))
    assert client.post(f"{base}1/", {"answer": "3", "words": ""}).url == f"{base}2/"
    assert client.post(f"{base}2/", {"answer": "dont-know"}).url == f"{base}3/"
    assert client.post(f"{base}3/", {"answer": "0", "words": "Never."}).url == f"{base}check/"
    page = text(client.get(f"{base}check/"))
    assert "Mostly" in page
    assert "I don’t know" in page
    assert client.post(f"{base}1/", {"answer": "1", "then": "check"}).url == f"{base}check/"
    assert client.post(f"{base}check/", {"words": ""}).url == f"{base}thank-you/"
    assert "Thank you" in text(client.get(f"{base}thank-you/"))
    rows = Score.objects.filter(superseded_at=None).values_list("criterion__code", "level")
    assert dict(rows) == {"1": 1, "2": None, "3": 0}
    assert SeatWords.objects.get().text == "Never."


def test_resident_may_answer_on_one_page_and_leave_some_out(client, card):
    base = f"/seat/{card.code}/all/"
    names = list(client.get(base).context["form"].codes)
    client.post(base, {names[0]: "4"})
    assert Score.objects.get().level == 4
    assert client.get(base).context["form"][names[0]].value() == "4"


def test_code_is_typed_in_any_manner(client, card):
    typed = card.code.lower().replace("-", " ")
    assert client.post("/seat/", {"code": typed}).url == f"/seat/{card.code}/"
    assert "No card has this code" in text(client.post("/seat/", {"code": "AAAA"}))


def test_guessing_codes_is_slowed_and_tells_nothing(client, card, monkeypatch):
    monkeypatch.setitem(RULES, "seat.find", (Rule("address", 5, HOUR),))
    other = card.code[:-1] + ("1" if card.code[-1] != "1" else "2")
    answers = [client.get(f"/seat/{other}/").status_code for _ in range(8)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert client.get(f"/seat/{card.code}/").status_code == 200


def test_a_card_opens_no_other_seat(client, subject):
    session = make_session(subject)
    cards = cards_make(session=session, by=None)
    client.post(f"/seat/{cards[0].code}/1/", {"answer": "4", "words": "Mine alone."})
    for rest in ("", "1/", "check/", "all/"):
        assert "Mine alone." not in text(client.get(f"/seat/{cards[1].code}/{rest}"))
    assert Seat.objects.exclude(used_at=None).count() == 1


def test_closed_card_says_so_and_keeps_nothing(client, card, review):
    move(review)
    page = text(client.get(f"/seat/{card.code}/"))
    assert "This has ended" in page
    client.post(f"/seat/{card.code}/1/", {"answer": "4"})
    assert not Score.objects.exists()


# ---- everybody


def test_unpublished_review_is_nowhere_public(client, review):
    assert client.get(f"/reviews/{review.reference}/").status_code == 404
    assert "No review was published yet" in text(client.get("/reviews/"))


def test_published_review_is_listed_under_the_landlords_successor(client, review, subject):
    successor = LandlordFactory(name="Successor Homes")
    stranger = LandlordFactory(name="Stranger Homes")
    Succession.objects.create(
        predecessor=subject.landlord, successor=successor, kind="merger", on=date(2026, 1, 1)
    )
    move(review, 3)
    page = text(client.get(f"/reviews/?landlord={successor.slug}"))
    assert review.title in page
    assert "As Confluence Homes, which is part of Successor Homes now." in page
    assert "No review of this landlord" in text(client.get(f"/reviews/?landlord={stranger.slug}"))
    assert client.get("/reviews/?landlord=nobody").status_code == 404


def test_successors_people_find_the_published_review_in_their_list(
    client, sign_in_as, review, subject
):
    successor = LandlordFactory(name="Successor Homes")
    Succession.objects.create(
        predecessor=subject.landlord, successor=successor, kind="merger", on=date(2026, 1, 1)
    )
    sign_in_as(client, Role.LANDLORD_OFFICER, landlord=successor)
    address = f"/self-assessment/{review.reference}/{subject.landlord.slug}/"
    assert client.get(address).status_code == 404
    move(review, 3)
    assert "Confluence Homes" in text(client.get("/self-assessment/"))
    assert client.get(address).status_code == 200


def test_published_page_says_who_left_and_hides_few_residents(client, review, subject):
    answer_seats(make_session(subject, seats=4))
    subject_leave(
        subject=subject, on=timezone.localdate(), reason="It merged.", successor=None, by=None
    )
    move(review, 3)
    page = text(client.get(f"/reviews/{review.reference}/"))
    assert "It merged." in page
    assert "fewer than 10" in page


# ---- costs


def full(landlords, codes):
    """A review in which everybody said something of everything."""
    review = make_review(
        landlords=[LandlordFactory() for _ in range(landlords)],
        framework=make_framework(codes=codes),
    )
    sample_draw(review=review, size=2, by=None)
    for subject in review.subjects.select_related("review", "landlord"):
        for code in codes:
            bring(subject, code)
        assess(subject)
        check_all(subject)
    move(review)
    for subject in review.subjects.select_related("review", "landlord"):
        moderate_all(subject)
    return review


def test_queries_do_not_grow_with_landlords_or_criteria(champion):
    counts = []
    for landlords, codes in ((2, LONG[:3]), (5, LONG[:9])):
        review = full(landlords, codes)
        subject = subject_of(review)
        found = []
        for address in (
            "/review-work/",
            f"/review-work/{review.reference}/",
            at(subject),
            at(subject, "criteria/1/"),
            at(subject, "criteria/1/moderate/"),
        ):
            champion.get(address)
            with CaptureQueriesContext(connection) as queries:
                text(champion.get(address))
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 30
