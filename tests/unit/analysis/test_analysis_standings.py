from __future__ import annotations

import pytest

from heard.analysis import Band, Benchmark, Reading, Standing, benchmark
from heard.analysis.standings import band_for


def surveyed(methods=None, count=30):
    return [
        Reading(f"{n:02}", 0.5 + n / 100, 800, 9000, methods=methods(n) if methods else {})
        for n in range(count)
    ]


def test_bands_are_neutral_where_no_way_is_better():
    assert band_for(0.98, neutral=False) is Band.ABOVE
    assert band_for(0.02, neutral=False) is Band.BELOW
    assert band_for(0.98, neutral=True) is Band.HIGHER
    assert band_for(0.02, neutral=True) is Band.LOWER
    assert band_for(0.5, neutral=False) is band_for(0.5, neutral=True) is Band.SAME


def test_standing_of_an_unknown_code():
    with pytest.raises(KeyError):
        Benchmark(standings=(Standing("A"),)).standing("B")


def test_expected_share_moves_with_the_methods_of_the_next_survey():
    result = benchmark(
        surveyed(lambda n: {"telephone": 1.0} if n % 2 else {"internet": 1.0}), adjust="method"
    )
    by_phone = result.expected("10", {"telephone": 1.0})
    online = result.expected("10", {"internet": 1.0})

    assert online.value < by_phone.value
    assert online.low < online.value < online.high
    effect = next(one.effect for one in result.method_effects if one.method == "internet")
    assert online.value - by_phone.value == pytest.approx(effect)


def test_expected_share_needs_an_adjusted_benchmark():
    with pytest.raises(ValueError, match="no standing adjusted"):
        benchmark(surveyed()).expected("10", {"internet": 1.0})
    with pytest.raises(ValueError, match="no standing adjusted"):
        benchmark(surveyed(), adjust="method").expected("10", {"internet": 1.0})


def test_funnel_is_empty_where_nobody_is_compared():
    assert benchmark([]).funnel([100]) == ()
