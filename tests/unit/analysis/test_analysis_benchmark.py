from __future__ import annotations

import numpy as np
import pytest

from heard.analysis import METHOD_VERSION, Band, Count, Reading, benchmark, rate_benchmark

PHONE, ONLINE = {"telephone": 1.0}, {"internet": 1.0}


def world(seed, *, count=300, spread=0.08, drift=0.03, base=800):
    """Two years of surveys of landlords whose true levels are known to differ and drift."""
    rng = np.random.default_rng(seed)
    level = rng.normal(0.70, spread, count)
    later = level - drift**2 / (2 * spread**2) * (level - 0.70) + rng.normal(0, drift, count)
    years = []
    for true in (level, later):
        bases = rng.integers(base // 2, base * 2, count)
        satisfied = rng.binomial(bases, np.clip(true, 0.02, 0.98))
        years.append(
            [
                Reading(f"L{n:04}", int(k) / int(b), float(b), 20_000.0, methods=PHONE)
                for n, (k, b) in enumerate(zip(satisfied, bases, strict=True))
            ]
        )
    return years


@pytest.mark.parametrize("seed", [11, 12, 13])
@pytest.mark.parametrize("base", [80, 800])
def test_next_years_shares_and_ranks_fall_where_they_should(seed, base):
    now, later = world(seed, base=base)
    result, after = benchmark(now, drift=0.03), benchmark(later)
    share = [
        s.shrunk_low <= r.share <= s.shrunk_high
        for s, r in zip(result.standings, later, strict=True)
    ]
    rank = [
        s.rank_low <= a.rank <= s.rank_high
        for s, a in zip(result.standings, after.standings, strict=True)
    ]
    raw = np.std([a.share - b.share for a, b in zip(now, later, strict=True)])
    shrunk = np.std([s.shrunk - b.share for s, b in zip(result.standings, later, strict=True)])

    assert 0.91 <= np.mean(share) <= 0.98
    assert 0.91 <= np.mean(rank) <= 0.99
    assert shrunk < raw * (0.97 if base < 100 else 1.02)  # large surveys leave little to gain
    assert result.spread == pytest.approx(0.08, abs=0.012)


def test_the_usual_drift_errs_on_the_safe_side_of_three_points():
    now, later = world(21)
    result = benchmark(now)
    held = [
        s.shrunk_low <= r.share <= s.shrunk_high
        for s, r in zip(result.standings, later, strict=True)
    ]

    assert 0.93 <= np.mean(held) <= 0.99
    assert result.notes == ("usual-drift",)


def test_drift_is_estimated_where_last_year_is_known():
    before, now = world(31, drift=0.05)
    result = benchmark(now, previous={one.code: one for one in before})

    assert result.drift == pytest.approx(0.05, abs=0.01)
    assert result.notes == ()
    assert result.method_version == METHOD_VERSION


def test_landlords_asked_otherwise_stand_on_a_common_footing():
    rng = np.random.default_rng(41)
    level = rng.normal(0.7, 0.06, 400)
    online = rng.random(400) < 0.3
    readings = [
        Reading(
            f"L{n:03}",
            float(np.clip(true - 0.14 * asked, 0, 1)),
            900,
            20_000,
            methods=ONLINE if asked else PHONE,
        )
        for n, (true, asked) in enumerate(zip(level, online, strict=True))
    ]
    plain, adjusted = benchmark(readings), benchmark(readings, adjust="method")
    place = np.array([one.rank for one in plain.standings])
    footing = np.array([one.rank for one in adjusted.standings])

    assert place[online].mean() > place[~online].mean() + 80
    assert footing[online].mean() == pytest.approx(footing[~online].mean(), abs=25)
    assert [one.value for one in plain.standings] == [one.value for one in adjusted.standings]
    assert [s.method_adjusted for s in plain.standings] == [
        s.method_adjusted for s in adjusted.standings
    ]
    assert adjusted.spread == pytest.approx(0.06, abs=0.01)
    assert adjusted.adjusted
    assert not plain.adjusted


def test_marks_small_bases_and_missing_bases_are_told_not_compared():
    readings = [
        Reading("A", None, None, 1000, mark="X"),
        Reading("B", 0.7, 9, 1000),
        Reading("C", 0.7, None, 1000),
        Reading("D", 0.7, 500, 1000),
        Reading("E", 0.6, 500, 1000),
    ]
    marked, small, missing, *compared = benchmark(readings).standings

    assert (marked.value, marked.band, marked.flags) == (None, Band.TOO_LITTLE, ("mark:X",))
    assert (small.value, small.rank, small.flags) == (0.7, None, ("small-base",))
    assert small.low < 0.7 < small.high
    assert (missing.value, missing.low, missing.flags) == (0.7, None, ("no-base",))
    assert [one.of for one in compared] == [2, 2]
    assert [one.rank for one in compared] == [1, 2]


def test_nobody_and_one_landlord():
    assert benchmark([]).standings == ()
    assert benchmark([]).notes == ("nobody-compared",)
    nothing = benchmark([Reading("A", None, None, None, mark="Z")]).standings[0]
    assert (nothing.band, nothing.of) == (Band.TOO_LITTLE, 0)
    alone = benchmark([Reading("A", 0.7, 500, 1000)])
    assert (alone.standings[0].rank, alone.standings[0].band) == (1, Band.TOO_LITTLE)
    assert alone.notes == ("usual-spread", "usual-drift")


def test_equal_shares_are_about_the_same():
    for share in (0.0, 0.7, 1.0):
        result = benchmark([Reading(f"{n:02}", share, 400, 5000) for n in range(25)])
        assert {one.band for one in result.standings} == {Band.SAME}
        assert {one.rank for one in result.standings} == {1}
        assert not any(one.outside_funnel for one in result.standings)


def test_surveys_that_everybody_answered_have_no_interval_of_their_own():
    result = benchmark([Reading(f"{n:02}", n / 20, 100, 100) for n in range(20)])

    assert all(one.low == one.value == one.high for one in result.standings)
    assert all(one.shrunk_low < one.value + 0.1 for one in result.standings)


def test_lower_is_better_turns_ranks_but_not_words():
    readings = [
        Reading("A", 0.9, 900, 9000),
        Reading("B", 0.5, 900, 9000),
        Reading("C", 0.1, 900, 9000),
    ]
    first, _, last = benchmark(readings, better="lower").standings

    assert (first.rank, first.band, last.rank, last.band) == (3, Band.ABOVE, 1, Band.BELOW)
    neutral = benchmark(readings, better=None).standings
    assert [one.band for one in neutral] == [Band.HIGHER, Band.SAME, Band.LOWER]


def test_changes_come_with_what_they_do_not_allow_for():
    now = Reading("A", 0.66, 500, 9000, weighted=True, methods=ONLINE)
    before = Reading("OLD", 0.80, 500, 9000, methods=PHONE)
    one = benchmark([now], previous={"A": before}).standings[0]

    assert one.change == pytest.approx(-0.14)
    assert one.change_low < one.change < one.change_high < 0
    assert one.flags == ("weighted", "mostly-internet", "method-changed", "weighting-changed")


def test_unknown_methods_are_adjusted_by_nothing_but_surer_of_less():
    readings = [
        Reading(f"{n:02}", 0.6 + n / 100, 900, 9000, methods=(PHONE, ONLINE, {})[n % 3])
        for n in range(30)
    ]
    known, unknown = benchmark(readings, adjust="method").standings[1:3]

    assert unknown.method_adjusted is None
    assert known.method_adjusted is not None
    assert unknown.shrunk_high - unknown.shrunk_low > known.shrunk_high - known.shrunk_low
    bare = benchmark([Reading("A", 0.7, 900, 9000)], adjust="method")
    assert "methods-unknown" in bare.notes
    assert not bare.adjusted


def test_a_code_may_come_once():
    with pytest.raises(ValueError, match="A comes twice"):
        benchmark([Reading("A", 0.7, 900, 9000)] * 2)
    with pytest.raises(ValueError, match="A comes twice"):
        rate_benchmark([Count("A", 1, 1)] * 2)
