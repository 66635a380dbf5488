"""Which practice stands before which, and which are shown to whom."""

from __future__ import annotations

from datetime import date

import pytest

from heard.analysis.practice_gaps import Result, Serving, practice_gaps
from heard.analysis.practice_places import Practised, Report, practice_places, practice_points

DAY, LATER = date(2026, 1, 5), date(2026, 3, 2)


def practised(key="a", rung=1, reports=(), landlord="Ash", on=DAY):
    return Practised(key, landlord, rung, on, tuple(reports))


def said(landlord, status="adopted", effect="too-early", rung=None, on=DAY):
    return Report(landlord, status, effect, on, rung)


@pytest.mark.parametrize(
    ("report", "adds"),
    [
        (said("Elm", "considering", ""), 0),
        (said("Elm", "trying", "too-early"), 0),
        (said("Elm", "trying", "better", 2), 1),
        (said("Elm", "trying", "worse", 3), 0),
        (said("Elm", "adopted", "too-early"), 1),
        (said("Elm", "adopted", "same", 3), 1),
        (said("Elm", "adapted", "better", 2), 2),
        (said("Elm", "adapted", "better", 3), 3),
        (said("Elm", "adopted", "worse", 5), 0),
        (said("Elm", "stopped", "worse", 1), -1),
        (said("Elm", "stopped", "same", 1), 0),
        (said("Elm", "stopped", "better", 4), 2),
        (said("Ash", "adopted", "better", 5), 0),  # its own
    ],
)
def test_each_report_adds_what_the_rule_says(report, adds):
    assert practice_points(practised(rung=2, reports=[report])) == 2 + adds


def test_last_report_of_a_landlord_counts_and_only_once():
    reports = [said("Elm", "adopted", "better", 3, LATER), said("Elm", "trying", on=DAY)]
    [place] = practice_places([practised(reports=reports)])
    assert (place.taken_up, place.trying, place.better) == (1, 0, 1)


def test_places_are_shared_as_in_a_race_and_the_newest_shown_first():
    places = practice_places(
        [
            practised("old", 3),
            practised("new", 3, on=LATER),
            practised("first", 5),
            practised("last", 1),
        ]
    )
    assert [(one.key, one.place, one.shared) for one in places] == [
        ("first", 1, False),
        ("new", 2, True),
        ("old", 2, True),
        ("last", 4, False),
    ]


def test_nothing_gives_nothing():
    assert practice_places([]) == ()
    assert practice_gaps("Ash", {}, []) == ()


def test_gaps_begin_with_the_lowest_and_end_with_what_nobody_evidenced():
    results = {
        "Ash": {
            "fine": Result(3.0),
            "low": Result(2.0),
            "lowest": Result(0.0),
            "unknown": Result(None),
            "disputed": Result(4.0, residents=1.5, base=12),
        }
    }
    gaps = practice_gaps("Ash", results, [])
    assert [gap.criterion for gap in gaps] == ["lowest", "disputed", "low", "unknown"]


def test_residents_bear_a_level_out_or_not():
    assert Result(3.0, 2.5, 20).agreement == "agrees"
    assert Result(3.0, 1.9, 20).agreement == "differs"
    assert Result(3.0).agreement == "not-asked"
    assert Result(None, 1.0, 20).lowest == 1.0


def test_practices_of_the_strong_come_first_then_as_they_stand_and_own_never():
    results = {"Ash": {"7": Result(1.0)}, "Elm": {"7": Result(3.0)}, "Oak": {"7": Result(2.9)}}
    practices = [
        Serving("mine", "Ash", frozenset({"7"}), 1),
        Serving("weak", "Oak", frozenset({"7"}), 2),
        Serving("unreviewed", "Yew", frozenset({"7"}), 3),
        Serving("strong", "Elm", frozenset({"7"}), 4),
        Serving("else", "Elm", frozenset({"8"}), 5),
    ]
    [gap] = practice_gaps("Ash", results, practices)
    assert [(m.practice, m.done_by_level) for m in gap.matches] == [
        ("strong", 3.0),
        ("weak", None),
        ("unreviewed", None),
    ]
    assert len(practice_gaps("Ash", results, practices, most=1)[0].matches) == 1
