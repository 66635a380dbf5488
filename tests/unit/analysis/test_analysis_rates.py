from __future__ import annotations

import numpy as np
import pytest

from heard.analysis import Band, Count, rate_benchmark


def world(seed, *, count=300, spread=0.6, drift=0.3):
    """Two years of cases at landlords whose true rates differ and drift on the log."""
    rng = np.random.default_rng(seed)
    level = rng.normal(np.log(0.04), spread, count)
    lasting = 1 - drift**2 / (2 * spread**2)
    later = np.log(0.04) + lasting * (level - np.log(0.04)) + rng.normal(0, drift, count)
    homes = rng.integers(1000, 20_000, count)
    return [
        [
            Count(f"L{n:03}", float(k), float(h))
            for n, (k, h) in enumerate(zip(rng.poisson(np.exp(true) * homes), homes, strict=True))
        ]
        for true in (level, later)
    ]


@pytest.mark.parametrize("seed", [51, 52])
def test_next_years_rates_and_ranks_fall_where_they_should(seed):
    now, later = world(seed)
    result, after = rate_benchmark(now, drift=0.3), rate_benchmark(later)
    rates = [
        s.shrunk_low <= r.rate <= s.shrunk_high
        for s, r in zip(result.standings, later, strict=True)
    ]
    ranks = [
        s.rank_low <= a.rank <= s.rank_high
        for s, a in zip(result.standings, after.standings, strict=True)
    ]

    assert 0.92 <= np.mean(rates) <= 0.99
    assert 0.92 <= np.mean(ranks) <= 0.99
    assert result.spread == pytest.approx(0.6, abs=0.09)


def test_drift_of_rates_is_estimated_where_last_year_is_known():
    before, now = world(61)
    result = rate_benchmark(now, previous={one.code: one for one in before})

    assert result.drift == pytest.approx(0.3, abs=0.05)
    assert result.notes == ()


def test_inviting_complaints_is_never_worse():
    counts = [Count(f"{n:02}", 400, 10_000) for n in range(20)]
    result = rate_benchmark([*counts, Count("few", 10, 10_000), Count("many", 9000, 10_000)])

    assert result.standing("many").band == Band.HIGHER
    assert result.standing("few").band == Band.LOWER
    assert result.standing("many").outside_funnel
    assert not result.standing("00").outside_funnel


def test_values_are_in_the_published_unit_with_garwoods_interval():
    one = rate_benchmark([Count("A", 10, 1000), Count("B", 5, 1000)]).standings[0]

    assert one.value == 10
    assert (one.low, one.high) == pytest.approx((4.795, 18.390), abs=1e-3)
    assert one.base == one.homes == 1000


def test_change_of_rates_joins_both_intervals():
    now, before = Count("A", 60, 1000), Count("A", 30, 1000)
    one = rate_benchmark([now], previous={"A": before}).standings[0]

    assert one.change == 30
    assert 0 < one.change_low < 30 < one.change_high < 60


def test_rates_that_are_not_known_are_told_not_compared():
    counts = [
        Count("A", None, 1000, mark="X"),
        Count("B", 5, 0),
        Count("C", 0, 900),
        Count("D", 9, 900),
    ]
    marked, homeless, none, _ = rate_benchmark(
        counts, previous={"D": Count("D", None, 900)}
    ).standings

    assert (marked.rank, marked.flags) == (None, ("mark:X",))
    assert (homeless.value, homeless.rank) == (None, None)
    assert (none.value, none.rank, none.low) == (0, 2, 0)
    assert rate_benchmark([Count("A", None, 1000)]).notes == ("nobody-compared",)


def test_rates_must_be_per_the_same_homes():
    with pytest.raises(ValueError, match="same number of homes"):
        rate_benchmark([Count("A", 1, 1000), Count("B", 1, 1000, per=100)])


def test_ranks_and_changes_go_by_the_published_rate():
    counts = [
        Count("big", 0, 20_000, published=0.0),
        Count("small", 0, 200, published=0.0),
        Count("rounded", 1, 21_800, published=0.0),
        Count("other", 6, 10_000, published=0.6),
    ]
    before = {"other": Count("other", 5, 11_000, published=0.0)}
    told = {one.code: one for one in rate_benchmark(counts, previous=before).standings}

    assert [told[code].rank for code in ("other", "big", "small", "rounded")] == [1, 2, 2, 2]
    assert told["rounded"].value == 0.0
    assert told["rounded"].low == 0.0
    assert told["other"].change == pytest.approx(0.6)


def test_a_rate_without_its_counts_is_not_shown_as_known():
    assert Count("A", None, 1000, published=3.0).shown is None
    with pytest.raises(ValueError, match="published"):
        Count("A", 1, 1000, published=-1.0)
