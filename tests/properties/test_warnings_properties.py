"""What holds of warnings whatever the counts are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from tests.unit.analysis.warning_cells import by_about, cells_of, late_of, weeks

from heard.analysis.warnings import (
    backtest,
    budget_of,
    chosen,
    discoveries,
    known_at,
    rows_of,
    scan,
    share_known,
    walk,
)

counted = arrays.arrays(
    np.int64, (4, 3, 20), elements=st.one_of(st.integers(0, 3), st.integers(0, 60))
).filter(lambda counts: counts[:, :, :-1].any())
few = settings(max_examples=12, deadline=None)


def tuples(found):
    return [tuple(one) for one in by_about(found).values()]


@few
@given(counted, st.integers(0, 2**32 - 1))
def test_order_of_rows_does_not_matter(counts, seed):
    cells = cells_of(counts)
    order = np.random.default_rng(seed).permutation(len(cells.count))
    columns = ("place", "landlord", "category", "period", "count")
    mixed = replace(cells, **{name: getattr(cells, name)[order] for name in columns})
    assert by_about(scan(mixed, by="month")) == by_about(scan(cells, by="month"))


@few
@given(counted, st.integers(0, 3), st.integers(0, 2), st.integers(1, 40))
def test_more_now_is_never_less_suspicious(counts, place, kind, more):
    counts[place, kind, 0] += 1
    key = ("place", f"Block {place:03}", None, f"Kind {kind}")
    before = by_about(scan(cells_of(counts), by="month"))[key]
    counts[place, kind, -1] += more
    after = by_about(scan(cells_of(counts), by="month"))[key]
    assert after[2] >= before[2]
    assert after[3] <= before[3]


@few
@given(counted)
def test_tails_are_probabilities_and_counts_lie_as_told(counts):
    cells = cells_of(counts)
    for row in rows_of(scan(cells, by="month"), cells.periods):
        assert 0 <= row.p <= 1
        assert row.expected >= 0
        assert 0 <= row.low <= row.high
        assert np.isfinite(row.score)


@few
@given(counted)
def test_walk_says_what_a_scan_said_at_the_time(counts):
    """Nothing that came later is looked at."""
    counts[:, :, 0] += 1
    cells = cells_of(counts)
    for period, found in zip(range(15, 20), walk(cells, by="month", first=15), strict=True):
        then = cells_of(counts[:, :, : period + 1])
        assert tuples(found) == pytest.approx(np.array(tuples(scan(then, by="month"))), rel=1e-9)


@few
@given(counted, st.integers(0, 5))
def test_replay_knows_only_what_had_been_entered(counts, seed):
    cells = cells_of(counts, weeks(20))
    late = late_of(cells, np.random.default_rng(seed), [0.6, 0.2, 0.2])
    known = known_at(cells, late, 15)
    later = late.entered > 15
    assert known.count.sum() == late.count[~later].sum()
    changed = replace(late, count=np.where(later, late.count + 7, late.count))
    again = known_at(cells, changed, 15)
    assert np.array_equal(known.count, again.count)
    assert np.array_equal(share_known(cells, late, 15), share_known(cells, changed, 15))


@few
@given(counted, st.sampled_from([0.5, 1, 3]))
def test_lists_keep_to_their_budget_and_hold_a_series_once(counts, per_week):
    cells = cells_of(counts, weeks(20))
    told = backtest(
        cells,
        by="week",
        start=cells.periods[12],
        end=cells.periods[-1] + timedelta(days=6),
        per_week=per_week,
    )
    assert told.dates == 8
    assert all(one.longest <= budget_of(per_week, "week") for one in told.results)
    listed = chosen(scan(cells, by="week"), cells.periods, most=3)
    assert len({(one.level, one.about) for one in listed}) == len(listed) <= 3


@few
@given(arrays.arrays(np.float64, st.integers(1, 30), elements=st.floats(0, 1)), st.floats(0, 1))
def test_discoveries_are_the_smallest_tails_and_fewer_when_dependent(tails, share):
    found = discoveries(tails, share)
    strict = discoveries(tails, share, dependent=True)
    assert not (strict & ~found).any()
    if found.any() and not found.all():
        assert tails[found].max() <= tails[~found].min()


def test_unrelated_series_hardly_changes_anything():
    rng = np.random.default_rng(8)
    counts = rng.poisson(rng.gamma(2, 1.5, (30, 4, 1)), (30, 4, 60))
    more = np.concatenate([counts, rng.poisson(2.0, (1, 4, 60))])
    before, after = (by_about(scan(cells_of(one), by="month")) for one in (counts, more))
    for key, row in before.items():
        if key[0] == "place":
            assert after[key][2] == pytest.approx(row[2], abs=0.15)
