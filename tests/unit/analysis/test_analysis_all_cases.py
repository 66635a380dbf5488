from __future__ import annotations

import pytest

from heard.analysis import Band, Reading, census_benchmark


def test_all_cases_have_no_interval_and_say_so():
    result = census_benchmark(
        [Reading("A", 1.0, 900, None), Reading("B", 0.9, 900, None), Reading("C", 0.5, 900, None)],
        previous={"A": Reading("A", 0.95, 900, None)},
    )
    first, middle, last = result.standings

    assert (first.low, first.high, first.shrunk, first.p_above_median) == (None, None, None, None)
    assert [one.flags for one in result.standings] == [("all-cases",)] * 3
    assert [one.band for one in result.standings] == [
        Band.OVER_MIDDLE,
        Band.AT_MIDDLE,
        Band.UNDER_MIDDLE,
    ]
    assert first.change == pytest.approx(0.05)
    assert (first.change_low, middle.change, last.rank) == (None, None, 3)
    assert result.funnel([100]) == ()
    assert result.middle == 0.9


def test_ranks_of_all_cases_span_ties():
    shares = [0.0, 0.0, 0.1, 0.0]
    readings = [Reading(str(n), share, 100, None) for n, share in enumerate(shares)]
    found = census_benchmark(readings, better="lower").standings

    assert [(one.rank, one.rank_low, one.rank_high) for one in found] == [
        (1, 1, 3),
        (1, 1, 3),
        (4, 4, 4),
        (1, 1, 3),
    ]


def test_marks_of_all_cases_are_told():
    one, other = census_benchmark(
        [Reading("A", None, None, None, mark="U"), Reading("B", 1.0, 3, None)]
    ).standings

    assert (one.flags, one.band, one.of) == (("mark:U",), Band.TOO_LITTLE, 1)
    assert other.rank == 1
    assert census_benchmark([]).middle is None
