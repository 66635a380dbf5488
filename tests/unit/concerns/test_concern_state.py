from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from heard.concerns.events import Kind, Status, Waiting
from heard.concerns.state import Fact, fold

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
LANDLORD, OTHER, WARD, ME = 7, 8, 3, 11


def facts(*steps):
    """Facts in order, a minute apart; a step is a kind, or a kind with what it carries."""
    made = []
    for number, step in enumerate(steps, 1):
        kind, more = step if isinstance(step, tuple) else (step, {})
        at = START + timedelta(minutes=number)
        made.append(Fact(number=number, kind=kind, at=at, entered_at=at, **more))
    return made


CONSENT = (Kind.CONSENT_GIVEN, {"landlord": LANDLORD, "party": 1})
WITHDRAWN = (Kind.CONSENT_WITHDRAWN, {"landlord": LANDLORD, "party": 1})
REFERRED = (Kind.REFERRED, {"landlord": LANDLORD})
ANSWERED = (Kind.LANDLORD_ANSWERED, {"landlord": LANDLORD, "outcome": "yes"})
CLOSED = (Kind.CLOSED, {"outcome": "put-right"})


def test_new_concern_waits_to_be_checked():
    state = fold(facts(Kind.RECEIVED))
    assert (state.status, state.waiting_on) == (Status.TO_CHECK, Waiting.TEAM)


def test_checked_concern_is_new_until_somebody_has_it():
    assert fold(facts(Kind.RECEIVED, Kind.CHECKED)).status is Status.NEW
    state = fold(facts(Kind.RECEIVED, Kind.CHECKED, (Kind.ASSIGNED, {"assignee": ME})))
    assert (state.status, state.assigned_to) == (Status.WITH_TEAM, ME)


def test_landlord_sees_it_only_with_consent_and_referral():
    assert fold(facts(Kind.RECEIVED, CONSENT, Kind.CHECKED)).landlords == frozenset()
    assert fold(facts(Kind.RECEIVED, Kind.CHECKED, REFERRED)).landlords == frozenset()
    assert fold(facts(Kind.RECEIVED, CONSENT, Kind.CHECKED, REFERRED)).landlords == {LANDLORD}


def test_withdrawn_consent_takes_it_from_the_landlord_and_back_to_the_team():
    state = fold(facts(Kind.RECEIVED, CONSENT, Kind.CHECKED, REFERRED, WITHDRAWN))
    assert state.landlords == frozenset()
    assert (state.status, state.waiting_on) == (Status.WITH_TEAM, Waiting.TEAM)


def test_one_household_withdrawing_leaves_the_others_consent():
    second = (Kind.CONSENT_GIVEN, {"landlord": LANDLORD, "party": 2})
    state = fold(facts(Kind.RECEIVED, CONSENT, second, Kind.CHECKED, REFERRED, WITHDRAWN))
    assert state.landlords == {LANDLORD}
    assert state.status is Status.WITH_LANDLORD


def test_answer_waits_for_the_team_until_the_resident_is_told():
    steps = (Kind.RECEIVED, CONSENT, Kind.CHECKED, REFERRED, ANSWERED)
    assert fold(facts(*steps)).waiting_on is Waiting.TEAM
    told = fold(facts(*steps, Kind.TOLD))
    assert (told.status, told.waiting_on) == (Status.ANSWERED, Waiting.RESIDENT)


def test_not_fixed_opens_a_closed_concern_again():
    state = fold(facts(Kind.RECEIVED, Kind.CHECKED, CLOSED, Kind.NOT_FIXED))
    assert (state.status, state.waiting_on) == (Status.NOT_FIXED, Waiting.TEAM)
    assert state.closed_at is None
    assert state.not_fixed_at == START + timedelta(minutes=4)


def test_what_ended_stays_ended():
    state = fold(facts(Kind.RECEIVED, Kind.CHECKED, CLOSED, Kind.ASKED, REFERRED, Kind.NOTE))
    assert state.status is Status.CLOSED
    assert state.closed_at == START + timedelta(minutes=3)


def test_merged_concern_lives_elsewhere_for_good():
    merged = (Kind.MERGED, {"target": 99})
    state = fold(facts(Kind.RECEIVED, Kind.CHECKED, merged, Kind.NOT_FIXED, Kind.REOPENED))
    assert (state.status, state.merged_into) == (Status.MERGED, 99)


def test_undone_event_counts_for_nothing():
    undone = (Kind.UNDONE, {"about": 3})
    assert fold(facts(Kind.RECEIVED, Kind.CHECKED, CLOSED, undone)).status is Status.NEW


def test_reopened_loses_its_outcome():
    state = fold(facts(Kind.RECEIVED, Kind.CHECKED, CLOSED, Kind.REOPENED))
    assert (state.status, state.outcome, state.closed_at) == (Status.WITH_TEAM, "", None)


def test_commitments_stand_until_done_and_keep_their_newest_date():
    made = (Kind.COMMITTED, {"due_on": date(2026, 3, 20)})
    moved = (Kind.COMMITMENT_CHANGED, {"about": 3, "due_on": date(2026, 4, 1)})
    state = fold(facts(Kind.RECEIVED, Kind.CHECKED, made, made, moved))
    assert state.commitments == ((3, date(2026, 4, 1)), (4, date(2026, 3, 20)))
    done = (Kind.COMMITMENT_DONE, {"about": 3})
    assert fold(facts(Kind.RECEIVED, Kind.CHECKED, made, made, moved, done)).commitments == (
        (4, date(2026, 3, 20)),
    )


def test_councillor_sees_what_was_put_to_their_ward():
    state = fold(facts(Kind.RECEIVED, Kind.CHECKED, (Kind.REFERRED_TO_COUNCILLOR, {"ward": WARD})))
    assert state.wards == {WARD}
    assert state.waiting_on is Waiting.COUNCILLOR


def test_refused_concern_is_shared_with_nobody():
    refused = (Kind.REFUSED, {"outcome": "spam"})
    state = fold(facts(Kind.RECEIVED, CONSENT, refused))
    assert (state.status, state.landlords) == (Status.REFUSED, frozenset())


def test_the_last_word_on_being_listened_to_counts():
    said = [(Kind.LISTENED, {"outcome": felt}) for felt in ("no", "yes")]
    assert fold(facts(Kind.RECEIVED, Kind.CHECKED, CLOSED, *said)).felt == "yes"
