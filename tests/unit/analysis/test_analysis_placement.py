from __future__ import annotations

import numpy as np
import pytest

from heard.analysis.arrays import floats, normal_below, normal_deviate
from heard.analysis.placement import Scale, drift_between, ends, median, place


def test_small_sets_take_the_usual_spread():
    values = np.array([0.7, 0.7, 0.7])
    scale = Scale(values, np.full(3, 1e-4), np.full(3, 1e-4))
    placed = place(scale, usual_spread=0.1, drift=0.03, better="higher")

    assert (placed.estimated, placed.spread) == (False, pytest.approx(0.1))
    low, high = ends(placed.outlook)
    assert (low < 0.7).all()
    assert (high > 0.7).all()


def test_drift_needs_twenty_landlords():
    assert drift_between(np.zeros(19), np.full(19, 1e-4), usual=0.04) == (0.04, False)
    drift, seen = drift_between(np.tile([0.05, -0.05], 10), np.zeros(20), usual=0.04)
    assert seen
    assert drift == pytest.approx(0.05 * np.sqrt(20 / 19))


def test_median_of_none_is_unknown():
    assert median(np.zeros(0)) is None
    assert median(floats([0.1, 0.3])) == pytest.approx(0.2)


def test_normal_curve():
    assert normal_below(np.array([0.0, 1.959964])).tolist() == pytest.approx([0.5, 0.975])
    with pytest.raises(ValueError, match="level"):
        normal_deviate(1.0)
