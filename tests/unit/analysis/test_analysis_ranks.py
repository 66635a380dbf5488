from __future__ import annotations

import numpy as np
import pytest

from heard.analysis import ranks
from heard.analysis.ranks import competition_ranks, rank_next
from heard.analysis.shrinkage import Outlook


def test_equal_values_share_the_better_rank():
    assert competition_ranks([3, 1, 3, 2]) == [1, 4, 1, 3]
    assert competition_ranks([]) == []


def test_rank_of_two_is_the_chance_to_beat_the_other():
    # The difference of two normal curves is normal: P(A above B) = Phi(0.06 / sqrt(2) / 0.03).
    found = rank_next(Outlook(np.array([0.72, 0.66]), np.full(2, 0.03)))

    assert found.upper == pytest.approx([0.92135, 0.07865], abs=1e-4)
    assert (found.low.tolist(), found.high.tolist()) == ([1, 1], [2, 2])


def test_all_alike_may_take_any_rank():
    found = rank_next(Outlook(np.full(40, 0.7), np.full(40, 0.02)))

    assert found.upper == pytest.approx(np.full(40, 0.5))
    assert set(found.low.tolist()) <= {1, 2}  # the best rank has just 1 in 40
    assert set(found.high.tolist()) <= {39, 40}


def test_nobody_and_one_have_trivial_ranks():
    assert len(rank_next(Outlook(np.zeros(0), np.zeros(0))).low) == 0
    alone = rank_next(Outlook(np.array([0.7]), np.array([0.02])))
    assert (alone.low.tolist(), alone.high.tolist()) == ([1], [1])
    assert alone.upper == pytest.approx([0.5])


@pytest.mark.parametrize("count", [30, 90, 355])
def test_ranks_agree_with_simulation(count):
    rng = np.random.default_rng(20261123)
    mean, deviation = rng.normal(0.7, 0.1, count), rng.uniform(0.03, 0.08, count)
    found = rank_next(Outlook(mean, deviation))
    draws = mean + deviation * rng.standard_normal((4000, count))
    drawn = (-draws).argsort(axis=1).argsort(axis=1) + 1
    held = ((drawn >= found.low) & (drawn <= found.high)).mean(axis=0)

    assert held.min() > 0.93
    assert 0.95 - 0.005 < held.mean() < 0.98
    assert ((drawn <= count / 2).mean(axis=0) + (drawn < count / 2 + 1).mean(axis=0)) / 2 == (
        pytest.approx(found.upper, abs=0.04)
    )


def test_exact_and_approximate_counts_agree():
    mean, deviation = np.linspace(0.5, 0.9, 40), np.full(40, 0.05)
    exact, near = ranks._exact(mean, deviation), ranks._approximate(mean, deviation)

    for rank in (1, 2, 10, 20, 39, 40):
        asked = np.full(40, rank)
        assert near(asked) == pytest.approx(exact(asked), abs=0.01)


def test_certain_figures_keep_their_ranks_in_large_sets():
    mean = np.linspace(0.2, 0.9, 100)
    found = rank_next(Outlook(mean, np.zeros(100)))

    assert found.low.tolist() == pytest.approx(list(range(100, 0, -1)), abs=1)
    assert found.high.tolist() == pytest.approx(list(range(100, 0, -1)), abs=1)
