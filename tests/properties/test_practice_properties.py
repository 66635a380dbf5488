"""What must hold of the order of practices, whatever landlords report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from heard.analysis.practice_places import Practised, Report, practice_places, practice_points

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
RUNGS = st.integers(1, 5)
EFFECTS = st.sampled_from(["", "better", "same", "worse", "too-early"])
STATUSES = st.sampled_from(["considering", "trying", "adopted", "adapted", "stopped"])
REPORTS = st.builds(Report, st.integers(1, 12), STATUSES, EFFECTS, DAYS, st.none() | RUNGS)
PRACTICES = st.builds(
    Practised,
    st.text("abcdef", min_size=1, max_size=4),
    st.integers(1, 12),
    RUNGS,
    DAYS,
    st.lists(REPORTS, max_size=6).map(tuple),
)
LISTS = st.lists(PRACTICES, max_size=8, unique_by=lambda one: one.key)
NEWCOMER = 99  # a landlord that nobody has met


def with_report(practice, report):
    return replace(practice, reports=(*practice.reports, report))


@given(PRACTICES, STATUSES.filter(lambda s: s in {"adopted", "adapted"}), EFFECTS, DAYS, RUNGS)
def test_another_independent_adopter_never_lowers(practice, status, effect, on, rung):
    more = with_report(practice, Report(NEWCOMER, status, effect, on, rung))
    assert practice_points(more) >= practice_points(practice)


@given(PRACTICES, DAYS, RUNGS)
def test_stopping_because_it_got_worse_never_raises(practice, on, rung):
    report = Report(NEWCOMER, "stopped", "worse", on, rung)
    assert practice_points(with_report(practice, report)) <= practice_points(practice)


@given(PRACTICES, RUNGS, DAYS)
def test_turning_to_worse_never_raises(practice, rung, on):
    before = Report(NEWCOMER, "adopted", "better", on, rung)
    after = Report(NEWCOMER, "stopped", "worse", on, rung)
    assert practice_points(with_report(with_report(practice, before), after)) <= practice_points(
        with_report(practice, before)
    )


@given(PRACTICES)
def test_stronger_evidence_always_raises(practice):
    lower = replace(practice, rung=1)
    assert practice_points(replace(practice, rung=5)) > practice_points(lower)


@given(PRACTICES, STATUSES, EFFECTS, RUNGS)
def test_praising_oneself_changes_nothing(practice, status, effect, rung):
    own = Report(practice.landlord, status, effect, date(2026, 12, 31), rung)
    assert practice_points(with_report(practice, own)) == practice_points(practice)


@given(LISTS, st.randoms())
def test_order_is_that_of_points_then_of_dates_whatever_came_in_first(practices, random):
    places = practice_places(practices)
    shuffled = list(practices)
    random.shuffle(shuffled)
    assert practice_places(shuffled) == places
    by_key = {one.key: one for one in practices}
    order = [
        (-practice_points(by_key[one.key]), -by_key[one.key].published_on.toordinal(), one.key)
        for one in places
    ]
    assert order == sorted(order)


@given(LISTS)
def test_equal_points_share_a_place_and_no_others_do(practices):
    by_key = {one.key: practice_points(one) for one in practices}
    places = practice_places(practices)
    for one in places:
        equals = [other for other in places if by_key[other.key] == by_key[one.key]]
        better = [other for other in places if by_key[other.key] > by_key[one.key]]
        assert one.place == len(better) + 1
        assert one.shared == (len(equals) > 1)
        assert {other.place for other in equals} == {one.place}
