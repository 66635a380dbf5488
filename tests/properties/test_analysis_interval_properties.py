from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.analysis import (
    Reading,
    agrees,
    change_interval,
    rate_interval,
    sample_size,
    share_from_counts,
    share_interval,
)

shares = st.floats(0, 1)
bases = st.floats(0, 1e6)
populations = st.none() | st.floats(0, 1e7)
levels = st.sampled_from([0.5, 0.9, 0.95, 0.998])


@given(shares, bases, populations, levels)
def test_a_share_lies_within_its_interval(share, base, population, level):
    low, high = share_interval(share, base, population, level=level)

    assert 0 <= low <= share <= high <= 1


@given(shares, bases, populations)
def test_intervals_of_satisfied_and_dissatisfied_mirror_each_other(share, base, population):
    low, high = share_interval(share, base, population)
    mirrored = share_interval(1 - share, base, population)

    assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx((low, high), abs=1e-9)


@given(shares, shares, bases, populations)
def test_intervals_grow_with_the_share(one, other, base, population):
    lower, upper = sorted([one, other])
    first = share_interval(lower, base, population)
    second = share_interval(upper, base, population)

    assert first.low <= second.low + 1e-12
    assert first.high <= second.high + 1e-12


@given(shares, st.floats(0.01, 1e5), st.floats(1.01, 10), populations)
def test_more_answers_narrow_the_interval(share, base, times, population):
    few = share_interval(share, base, population)
    many = share_interval(share, base * times, population)

    assert many.high - many.low <= few.high - few.low + 1e-12


@given(shares, st.floats(1, 1e5), st.floats(1, 10))
def test_a_population_only_narrows_the_interval(share, base, times):
    endless = share_interval(share, base)
    known = share_interval(share, base, base * times)

    assert known.high - known.low <= endless.high - endless.low + 1e-9


@given(shares, st.floats(0.5, 1e6), st.floats(0, 1))
def test_the_interval_closes_when_everybody_answered(share, base, part):
    assert share_interval(share, base, base * part) == (share, share)


@given(st.integers(1, 10**6), st.floats(0.005, 0.2))
def test_a_sample_is_never_larger_than_its_population(population, margin):
    assert 0 < sample_size(population, margin) <= population


@given(st.floats(0, 1e5), st.floats(0.1, 1e6), levels, st.booleans())
def test_a_rate_lies_within_its_interval(events, exposure, level, mid_p):
    low, high = rate_interval(events, exposure, level=level, mid_p=mid_p)

    assert 0 <= low <= events / exposure * (1 + 1e-9)
    assert high >= events / exposure


@given(st.integers(0, 10_000), st.integers(1, 100))
def test_rates_grow_with_the_cases(events, more):
    first, second = rate_interval(events, 1000), rate_interval(events + more, 1000)

    assert first.low < second.low
    assert first.high < second.high


readings = st.builds(
    Reading, code=st.just("A"), share=shares, base=st.floats(1, 1e5), population=populations
)


@given(readings, readings)
def test_a_change_lies_within_its_interval_and_turns_with_time(now, before):
    there, back = change_interval(now, before), change_interval(before, now)

    assert -1 <= there.low <= there.value <= there.high <= 1
    assert (back.value, back.low, back.high) == pytest.approx(
        (-there.value, -there.high, -there.low), abs=1e-9
    )


counts = st.floats(0, 1e6)


@given(counts, counts, counts, counts, counts, st.integers(0, 4))
def test_a_rounded_share_agrees_with_its_counts(very, fairly, neither, less, least, decimals):
    share = share_from_counts(very, fairly, neither, less, least)
    if share is None:
        assert very + fairly + neither + less + least == 0
        return

    assert 0 <= share <= 1
    assert agrees(round(share, decimals + 2), share, decimals=decimals)
    assert not agrees(share + 1.01 * 10.0 ** -(decimals + 2), share, decimals=decimals)
