"""What must hold of where a concern stands, whatever happened to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from heard.concerns.events import ENDED, Kind, Status, Waiting
from heard.concerns.state import Fact, fold

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
MAYBE = st.none() | st.integers(1, 3)


@st.composite
def timelines(draw):
    """A concern's events in the order entered, happening in any order."""
    kinds = draw(st.lists(st.sampled_from(list(Kind)), max_size=15))
    made = [Fact(number=1, kind=Kind.RECEIVED, at=START, entered_at=START)]
    for number, kind in enumerate(kinds, 2):
        about = draw(st.integers(1, number - 1))
        made.append(
            Fact(
                number=number,
                kind=kind,
                at=START + timedelta(hours=draw(st.integers(0, 5000))),
                entered_at=START + timedelta(hours=5000 + number),
                landlord=draw(MAYBE),
                ward=draw(MAYBE),
                assignee=draw(MAYBE),
                party=draw(MAYBE),
                outcome=draw(st.sampled_from(["", "put-right", "yes"])),
                due_on=draw(st.none() | st.just(date(2026, 5, 1))),
                about=about if kind in {Kind.UNDONE, Kind.COMMITMENT_DONE} else None,
                target=9 if kind == Kind.MERGED else None,
            )
        )
    return made


@given(timelines())
def test_ended_has_a_time_and_nobody_waits_for_it(facts):
    state = fold(facts)
    assert (state.status in ENDED) == (state.closed_at is not None)
    assert (state.status in ENDED) == (state.waiting_on is Waiting.NOBODY)
    assert (state.status is Status.MERGED) == (state.merged_into is not None)


@given(timelines(), st.randoms(use_true_random=False))
def test_order_in_which_events_are_read_changes_nothing(facts, chance):
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(facts)


@given(timelines())
def test_nobody_sees_a_case_without_consent_that_stands(facts):
    state = fold(facts)
    undone = {fact.about for fact in facts if fact.kind == Kind.UNDONE}
    standing: set[tuple[int | None, int | None]] = set()
    for fact in facts:
        if fact.number in undone:
            continue
        if fact.kind == Kind.CONSENT_GIVEN:
            standing.add((fact.landlord, fact.party))
        if fact.kind == Kind.CONSENT_WITHDRAWN:
            standing.discard((fact.landlord, fact.party))
    assert state.landlords <= {landlord for landlord, _party in standing}


@given(timelines())
def test_what_the_team_notes_moves_nothing(facts):
    before = fold(facts)
    number = len(facts) + 1
    note = Fact(number=number, kind=Kind.NOTE, at=START, entered_at=START)
    assert replace(fold([*facts, note]), last_at=before.last_at) == before


@given(timelines())
def test_undoing_the_last_event_restores_what_was(facts):
    last = facts[-1]
    if last.kind in {Kind.UNDONE, Kind.RECEIVED}:
        return
    undone = Fact(
        number=last.number + 1, kind=Kind.UNDONE, at=START, entered_at=START, about=last.number
    )
    earlier = [fact for fact in facts[:-1] if fact.kind != Kind.UNDONE or fact.about != last.number]
    assert fold([*facts, undone]) == fold(earlier)
