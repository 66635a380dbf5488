"""Known answer: the batting averages of Efron and Morris."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from heard.analysis.shrinkage import kept, outlook, random_effects_mean, shrink
from heard.analysis.spread import paule_mandel

# Hits in the first 45 at-bats of 18 batters in 1970, and the James-Stein estimates printed in
# Efron & Morris (1977), Scientific American 236(5), 119-127.
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
PRINTED = [0.294, 0.289, 0.285, 0.280, 0.275, 0.275, 0.270, 0.266, 0.261, 0.261]
PRINTED += [0.256, 0.256, 0.256, 0.256, 0.256, 0.252, 0.247, 0.242]


def test_shrink_agrees_with_the_batting_averages():
    averages = np.array(HITS) / 45
    centre = averages.mean()
    variances = np.full(18, centre * (1 - centre) / 45)
    between = paule_mandel(averages, variances)

    assert kept(variances, between) == pytest.approx(np.full(18, 0.212), abs=3e-3)
    assert shrink(averages, variances, between, centre=centre) == pytest.approx(
        np.array(PRINTED), abs=1.1e-3
    )


def test_all_is_kept_of_what_is_certain_and_nothing_where_nobody_differs():
    assert kept(np.zeros(5), 0.01).tolist() == [1.0] * 5
    assert kept(np.full(3, 0.01), 0.0, estimated=False).tolist() == [0.0] * 3


def test_mean_weighs_values_by_how_well_they_are_known():
    centre, unsure = random_effects_mean(np.array([0.0, 1.0]), np.array([1.0, 3.0]), 0.0)

    assert centre == pytest.approx(0.25)
    assert unsure == pytest.approx(0.75)


def test_outlook_adds_both_surveys_and_the_drift():
    values = np.tile([0.6, 0.8], 500)
    sampling = np.full(1000, 0.0004)
    future = outlook(values, sampling, between=0.01, drift=0.03, again=sampling)
    lasting = 1 - 0.03**2 / (2 * 0.01)
    share = 1 - 0.0004 / 0.0104 * 997 / 999

    assert future.mean[0] == pytest.approx(0.7 - 0.1 * lasting * share)
    assert future.deviation[0] == pytest.approx(
        sqrt(lasting**2 * share * 0.0004 + 0.03**2 + 0.0004), rel=1e-3
    )


def test_outlook_of_landlords_that_do_not_differ_is_their_mean():
    future = outlook(
        np.array([0.5, 0.52]), np.full(2, 0.01), between=0.0, drift=0.03, again=np.full(2, 0.01)
    )

    assert future.mean.tolist() == pytest.approx([0.51, 0.51])
