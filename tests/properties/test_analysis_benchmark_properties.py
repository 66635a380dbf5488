from __future__ import annotations

from dataclasses import replace
from math import isfinite

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.analysis import Band, Count, Reading, benchmark, census_benchmark, rate_benchmark
from heard.analysis.ranks import rank_next
from heard.analysis.shrinkage import Outlook
from heard.analysis.spread import paule_mandel

METHODS = ("telephone", "internet", "postal", "face to face", "sms", "something else")


def reading(code: int) -> st.SearchStrategy[Reading]:
    return st.builds(
        Reading,
        code=st.just(f"L{code:03}"),
        share=st.none() | st.floats(0, 1) | st.sampled_from([0.0, 0.5, 1.0]),
        base=st.none() | st.floats(0, 5000),
        population=st.none() | st.floats(0, 20_000),
        census=st.booleans(),
        weighted=st.booleans(),
        methods=st.dictionaries(st.sampled_from(METHODS), st.floats(0, 1), max_size=3),
        supported=st.none() | st.booleans(),
        mark=st.sampled_from(["", "X", "Z", "E"]),
    )


@st.composite
def sets(draw: st.DrawFn, times: tuple[int, ...] = (1, 1, 3, 8)) -> list[Reading]:
    """Up to eight readings drawn, each some times over under codes of its own."""
    drawn = [draw(reading(code)) for code in range(draw(st.integers(0, 8)))]
    again = range(draw(st.sampled_from(times)))
    return [replace(one, code=f"{one.code}-{n}") for one in drawn for n in again]


asked = st.fixed_dictionaries(
    {
        "adjust": st.sampled_from(["none", "method"]),
        "better": st.sampled_from(["higher", "lower", None]),
    }
)


@given(sets(), sets(), asked)
@settings(max_examples=60, deadline=None)
def test_standings_are_sound_whatever_comes_in(now, before, how):
    result = benchmark(now, previous={one.code: one for one in before}, **how)

    assert [one.code for one in result.standings] == [one.code for one in now]
    ranked = [one for one in result.standings if one.rank is not None]
    for one in ranked:
        assert one.of == len(ranked)
        assert 1 <= one.rank_low <= one.rank <= one.rank_high <= one.of
        assert 0 <= one.shrunk_low <= one.shrunk <= one.shrunk_high <= 1
        assert 0 <= one.p_above_median <= 1
        assert one.p_above_median + one.p_below_median == pytest.approx(1)
        assert one.low <= one.value <= one.high
        assert isinstance(one.band, Band)
    assert all(one.band == Band.TOO_LITTLE for one in result.standings if one.rank is None)
    assert all(isfinite(x) for x in (result.spread, result.drift))


@given(sets(), asked, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_readings_changes_nothing(now, how, shuffler):
    other = list(now)
    shuffler.shuffle(other)
    found, again = benchmark(now, **how), benchmark(other, **how)

    for one in now:
        assert found.standing(one.code) == again.standing(one.code)
    assert (found.middle, found.spread, found.drift) == (again.middle, again.spread, again.drift)
    assert found.method_effects == again.method_effects


@given(sets(times=(1, 4)))
@settings(max_examples=40, deadline=None)
def test_turning_every_share_turns_every_rank(now):
    turned = [
        one if one.share is None else replace(one, share=1 - one.share, methods={}) for one in now
    ]
    plain = [replace(one, methods={}) for one in now]
    shares = [one.share for one in plain if one.share is not None]
    if len({1 - share for share in shares}) != len(set(shares)):
        return  # too close to tell apart once turned
    first, second = benchmark(plain).standings, benchmark(turned, better="lower").standings

    assert [one.rank for one in first] == [one.rank for one in second]
    for one, other in zip(first, second, strict=True):
        if one.rank is not None:
            assert other.p_above_median == pytest.approx(one.p_below_median, abs=1e-6)


means = st.lists(st.floats(0, 1), min_size=1, max_size=80)


@given(means, st.floats(0.01, 0.2))
@settings(max_examples=60, deadline=None)
def test_half_of_the_set_is_in_the_upper_half(mean, deviation):
    count = len(mean)
    found = rank_next(Outlook(np.array(mean), np.full(count, deviation)))

    assert float(found.upper.sum()) == pytest.approx(count / 2, abs=0.01 * count + 0.01)
    assert (found.low <= found.high).all()


@given(means, st.floats(0.01, 0.2))
@settings(max_examples=60, deadline=None)
def test_a_higher_figure_never_ranks_lower(mean, deviation):
    mean = np.sort(np.array(mean))
    found = rank_next(Outlook(mean, np.full(len(mean), deviation)))

    assert (np.diff(found.low) <= 0).all()
    assert (np.diff(found.high) <= 0).all()
    assert (np.diff(found.upper) >= -1e-3).all()


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=50), st.floats(1e-3, 10))
def test_spread_is_at_most_the_variance_of_the_values(values, variance):
    array = np.array(values)
    between = paule_mandel(array, np.full(len(values), variance))

    assert 0 <= between <= array.var(ddof=1) * (1 + 1e-6) + 1e-9
    assert between == pytest.approx(max(0.0, array.var(ddof=1) - variance), rel=1e-6, abs=1e-6)


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 5000), st.none() | st.integers(0, 50_000)), max_size=60
    )
)
@settings(max_examples=50, deadline=None)
def test_rates_are_sound_whatever_comes_in(pairs):
    counts = [Count(f"L{n:03}", events, homes) for n, (events, homes) in enumerate(pairs)]
    result = rate_benchmark(counts)

    assert rate_benchmark(counts[::-1]).standings == result.standings[::-1]
    for one in result.standings:
        assert (one.rank is None) == (one.value is None)
        if one.rank is not None:
            assert 1 <= one.rank_low <= one.rank <= one.rank_high <= one.of
            assert 0 <= one.shrunk_low <= one.shrunk <= one.shrunk_high
            assert one.band not in {Band.ABOVE, Band.BELOW}


@given(sets())
@settings(max_examples=50, deadline=None)
def test_counts_of_all_cases_are_sound_whatever_comes_in(now):
    result = census_benchmark(now)

    assert census_benchmark(now[::-1]).standings == result.standings[::-1]
    for one in result.standings:
        assert (one.low, one.high, one.p_above_median) == (None, None, None)
        if one.rank is not None:
            assert one.rank_low == one.rank <= one.rank_high <= one.of
