"""What the benchmark reaches on the regulator's two workbooks, which are never committed."""

from __future__ import annotations

import pytest
from benchmarks import analysis_benchmark
from benchmarks.analysis_workbooks import PERCEPTION, folder, landlords, readings

from heard.analysis import agrees, share_from_counts

pytestmark = [
    pytest.mark.workbooks,
    pytest.mark.skipif(folder() is None, reason="The regulator's workbooks aren't at hand."),
]


@pytest.fixture(scope="module")
def measured():
    results, seconds = analysis_benchmark.run()
    return {one.measure: one for one in results}, seconds


def test_the_next_year_is_foreseen_from_one_year_alone(measured):
    first = measured[0]["TP01"]

    assert first.shrunk < first.raw
    assert first.informed <= 4.4
    assert first.switchers_informed < first.switchers_raw - 1.5
    assert 0.92 <= first.cover <= 0.97
    assert 0.92 <= first.informed_cover <= 0.97
    assert first.ranks >= 0.90
    assert first.adjusted_ranks >= 0.90
    assert 4 <= first.flags <= 8


@pytest.mark.parametrize("measure", PERCEPTION)
def test_every_measure_is_covered(measured, measure):
    one = measured[0][measure]

    assert one.informed < one.shrunk < one.raw
    assert 0.90 <= one.cover <= 0.98
    assert 0.88 <= one.informed_cover <= 0.98
    assert one.ranks >= 0.90
    assert one.adjusted_ranks >= 0.90


def test_shared_owners_are_covered_though_nothing_was_chosen_on_them():
    results, _ = analysis_benchmark.run("LCHO")

    assert sum(one.cover for one in results) / len(results) >= 0.92
    assert sum(one.ranks for one in results) / len(results) >= 0.90


def test_twenty_four_benchmarks_take_about_a_second(measured):
    assert measured[1] < 2.0  # 0.8 on two cores; slower machines may double it


@pytest.mark.parametrize(("year", "decimals"), [(2024, None), (2025, 1)])
def test_published_shares_agree_with_their_counts(year, decimals):
    for one in landlords(year).values():
        for measure, answers in one.answers.items():
            assert agrees(one.share[measure], share_from_counts(*answers), decimals=decimals)


def test_marks_reach_the_benchmark():
    assert {one.mark for one in readings(2025, "TP09") if one.share is None} == {"E"}
