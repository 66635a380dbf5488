"""Whatever is said by whomever, at whatever stage: nobody sees what isn't for them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.access import NOBODY, Reader, Role
from heard.landlords.models import Landlord
from heard.reviews.models import Review, Source, Stage, Subject
from heard.reviews.scales import ENOUGH
from heard.reviews.selectors.scoring import Heard, sources_seen_by

MINE, THEIRS = 1, 2
readers = st.sampled_from(
    [
        NOBODY,
        Reader(user_id=1, roles=frozenset({Role.RESIDENT})),
        Reader(user_id=2, roles=frozenset({Role.COUNCILLOR}), wards=frozenset({1})),
        Reader(user_id=3, roles=frozenset({Role.AUDITOR})),
        Reader(user_id=4, roles=frozenset({Role.LANDLORD_LEAD}), landlords=frozenset({MINE})),
        Reader(user_id=5, roles=frozenset({Role.LANDLORD_OFFICER}), landlords=frozenset({THEIRS})),
        Reader(user_id=6, roles=frozenset({Role.OFFICER})),
        Reader(user_id=7, roles=frozenset({Role.CHAMPION})),
        Reader(user_id=8, roles=frozenset({Role.ADMINISTRATOR})),
    ]
)
COUNCIL = {Role.OFFICER, Role.CHAMPION, Role.ADMINISTRATOR}


@given(reader=readers, stage=st.sampled_from(list(Stage)), sent=st.booleans())
def test_unfinished_scores_are_seen_by_those_alone_whose_they_are(reader, stage, sent):
    subject = Subject(
        review=Review(stage=stage),
        landlord=Landlord(pk=MINE),
        self_submitted_at="2026-01-01" if sent else None,
    )
    seen = sources_seen_by(reader, subject)
    mine = MINE in reader.landlords
    if Source.SELF in seen and not sent:
        assert mine
    if stage is not Stage.PUBLISHED and not reader.roles & COUNCIL and not mine:
        assert seen == set()
    if mine and stage in {Stage.ASSESSING, Stage.MODERATING}:
        assert seen == {Source.SELF}
    if stage is Stage.PUBLISHED:
        assert seen >= set(Source) - {Source.SELF}


@given(levels=st.lists(st.integers(0, 30), min_size=5, max_size=5), unknown=st.integers(0, 40))
def test_what_residents_say_has_no_share_on_a_small_base(levels, unknown):
    said = Heard(tuple(levels), unknown)
    assert (said.agree is None) == (sum(levels) < ENOUGH)
    if said.agree is not None:
        low, high = said.interval
        assert 0 <= low <= said.agree <= high <= 1


@pytest.mark.django_db
@settings(max_examples=5)
@given(data=st.data())
def test_a_card_shows_and_changes_its_own_seat_alone(data):
    from django.db import transaction
    from django.test import Client
    from tests.factories.landlords import LandlordFactory
    from tests.factories.reviews import make_review, make_session, subject_of

    from heard.reviews.models import Score
    from heard.reviews.services.sessions import cards_make

    with transaction.atomic():
        subject = subject_of(make_review(landlords=[LandlordFactory()]))
        session = make_session(subject, seats=3)
        cards = cards_make(session=session, by=None)
        client = Client()
        said: dict[int, dict[int, str]] = {0: {}, 1: {}, 2: {}}
        steps = st.lists(
            st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from("01234")), max_size=6
        )
        for seat, number, answer in data.draw(steps):
            client.post(f"/seat/{cards[seat].code}/{number}/", {"answer": answer})
            said[seat][number] = answer
        for at, card in enumerate(cards):
            rows = Score.objects.filter(seat__number=card.number, superseded_at=None)
            kept = {
                int(code): str(level)
                for code, level in rows.values_list("criterion__code", "level")
            }
            assert kept == said[at]
            shown = client.get(f"/seat/{card.code}/").content.decode()
            assert ("You have answered" in shown) == bool(said[at])
        transaction.set_rollback(True)
