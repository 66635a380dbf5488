"""Known answers: Newcombe (1998) tables, Garwood's limits, the regulator's sample sizes."""

from __future__ import annotations

import pytest

from heard.analysis.intervals import effective_base, rate_interval, sample_size, share_interval


@pytest.mark.parametrize(
    ("satisfied", "base", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_share_interval_agrees_with_newcombe_table_one(satisfied, base, low, high):
    found = share_interval(satisfied / base, base)

    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@pytest.mark.parametrize(
    ("population", "margin", "needed"),
    [
        (8797, 0.04, 562),
        (1000, 0.05, 278),
        (2500, 0.04, 485),
        (10_000, 0.03, 965),
        (25_000, 0.02, 2191),
    ],
)
def test_sample_size_agrees_with_the_regulators_requirements(population, margin, needed):
    assert sample_size(population, margin) == needed


def test_share_interval_is_as_wide_as_the_margin_at_the_required_sample_size():
    low, high = share_interval(0.5, 562, population=8797)

    assert (high - low) / 2 == pytest.approx(0.04, abs=2e-4)


def test_share_interval_closes_when_everybody_answered():
    assert share_interval(0.61, 500, population=500) == (0.61, 0.61)
    assert share_interval(0.61, 500.5, population=500) == (0.61, 0.61)


def test_share_interval_on_no_answers_knows_nothing():
    assert share_interval(0.0, 0) == (0.0, 1.0)
    assert share_interval(0.5, 0, population=0) == (0.0, 1.0)


def test_share_interval_takes_a_population_under_one():
    assert share_interval(0.5, 0.3, population=0.5) == (0.0, 1.0)


def test_effective_base_counts_for_more_near_everybody():
    assert effective_base(100, None) == 100
    assert effective_base(100, float("inf")) == 100
    assert effective_base(100, 101) == 10_000
    assert effective_base(101, 101) == float("inf")


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390)],
)
def test_rate_interval_agrees_with_garwoods_limits(events, low, high):
    found = rate_interval(events, 1)

    assert found.low == pytest.approx(low, abs=6e-4)
    assert found.high == pytest.approx(high, abs=6e-4)


def test_rate_interval_is_in_the_unit_of_the_rate():
    found = rate_interval(10, 2000, per=1000)

    assert found == pytest.approx((4.795 / 2, 18.390 / 2), abs=1e-3)


def test_rate_interval_by_mid_p_leaves_out_half_of_the_count_itself():
    # R: epitools::pois.exact / DescTools give 5.05 to 17.83 for ten cases.
    exact, shorter = rate_interval(10, 1), rate_interval(10, 1, mid_p=True)

    assert shorter == pytest.approx((5.08, 17.82), abs=0.05)
    assert exact.low < shorter.low < shorter.high < exact.high
    assert rate_interval(0, 1, mid_p=True).low == 0


def test_rate_interval_of_a_trace_of_a_case_is_that_of_none():
    assert rate_interval(5e-324, 1) == rate_interval(0, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: share_interval(1.1, 10),
        lambda: share_interval(0.5, -1),
        lambda: share_interval(0.5, float("nan")),
        lambda: share_interval(0.5, 10, level=1),
        lambda: rate_interval(-1, 10),
        lambda: rate_interval(1, 0),
        lambda: rate_interval(1, 1, level=0),
        lambda: sample_size(100, 0),
        lambda: sample_size(0, 0.1),
    ],
)
def test_intervals_refuse_what_makes_no_sense(wrong):
    with pytest.raises(ValueError, match=r"."):
        wrong()
