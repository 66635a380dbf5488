"""Known answers: the BCG vaccine trials (Colditz et al. 1994), as published by metafor."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from heard.analysis.spread import dersimonian_laird, halve, paule_mandel

# Vaccinated with and without tuberculosis, controls with and without: 13 trials.
TRIALS = [
    (4, 119, 11, 128),
    (6, 300, 29, 274),
    (3, 228, 11, 209),
    (62, 13536, 248, 12619),
    (33, 5036, 47, 5761),
    (180, 1361, 372, 1079),
    (8, 2537, 10, 619),
    (505, 87886, 499, 87892),
    (29, 7470, 45, 7232),
    (17, 1699, 65, 1600),
    (186, 50448, 141, 27197),
    (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]
LOG_RATIOS = np.array([log(a / (a + b)) - log(c / (c + d)) for a, b, c, d in TRIALS])
VARIANCES = np.array([1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in TRIALS])


def test_dersimonian_laird_agrees_with_the_bcg_trials():
    assert dersimonian_laird(LOG_RATIOS, VARIANCES) == pytest.approx(0.3088, abs=5e-5)


def test_paule_mandel_agrees_with_the_bcg_trials():
    assert paule_mandel(LOG_RATIOS, VARIANCES) == pytest.approx(0.3180, abs=1e-4)


def test_no_spread_where_values_differ_less_than_sampling_lets_them():
    values, variances = np.array([0.5, 0.501, 0.499]), np.full(3, 0.01)

    assert paule_mandel(values, variances) == 0
    assert dersimonian_laird(values, variances) == 0


@pytest.mark.parametrize("values", [[], [0.4]])
def test_no_spread_of_fewer_than_two(values):
    values = np.array(values)

    assert paule_mandel(values, values * 0 + 0.01) == 0
    assert dersimonian_laird(values, values * 0 + 0.01) == 0


def test_spread_of_certain_values_is_their_variance():
    values = np.array([1.0, 2.0, 3.0, 6.0])

    assert paule_mandel(values, np.zeros(4)) == pytest.approx(values.var(ddof=1))


def test_winsorising_keeps_one_outlier_from_widening_the_spread():
    values = np.append(np.linspace(-1, 1, 41), 50.0)
    variances = np.full(42, 0.01)
    plain = dersimonian_laird(values, variances, centre=0)
    winsorised = dersimonian_laird(values, variances, centre=0, winsorise=0.1)

    assert winsorised < 0.5
    assert plain > 20


def test_halving_finds_where_a_falling_function_crosses_nought():
    assert halve(lambda x: 2 - x, 5) == pytest.approx(2)
    assert halve(lambda x: -1 - x, 5) == 0
