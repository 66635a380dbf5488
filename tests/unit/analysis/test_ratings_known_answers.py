"""Known answers: published data with published mean squares, components and coefficients."""

from __future__ import annotations

import numpy as np
import pytest

from heard.analysis.ratings.apart import holm
from heard.analysis.ratings.borrowing import borrow, common_variance, trigamma_inverse
from heard.analysis.ratings.components import pooled, squares_of, table_of
from heard.analysis.ratings.levels import fit
from heard.analysis.ratings.panels import stacked

# Shrout & Fleiss (1979), Psychological Bulletin 86(2), 420-428, table 2: targets × judges.
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)
# Brennan (2001), Generalizability Theory, table 3.2 (synthetic data set no. 4): four raters within
# each of three tasks rate ten persons. A task stands for a landlord, a person for a criterion.
BRENNAN = np.array(
    [
        [5, 9, 3, 7, 9, 3, 7, 5, 9, 4],
        [6, 3, 4, 5, 2, 4, 3, 8, 9, 4],
        [5, 7, 3, 5, 9, 3, 7, 5, 8, 4],
        [5, 7, 3, 3, 7, 5, 7, 7, 8, 3],
        [5, 7, 5, 3, 7, 3, 7, 7, 6, 3],
        [3, 5, 3, 1, 7, 3, 5, 5, 6, 5],
        [4, 5, 3, 4, 3, 6, 5, 5, 6, 6],
        [5, 5, 5, 3, 7, 3, 7, 4, 5, 5],
        [6, 7, 6, 5, 2, 4, 5, 3, 5, 5],
        [7, 7, 5, 3, 7, 5, 5, 2, 8, 7],
        [3, 5, 1, 3, 5, 1, 5, 1, 1, 1],
        [3, 2, 6, 5, 3, 2, 4, 1, 1, 1],
    ],
    float,
).reshape(3, 4, 10)


def test_mean_squares_agree_with_shrout_and_fleiss():
    found = squares_of(table_of(stacked([SHROUT_FLEISS.T])))

    assert found.raters_df.tolist() == pytest.approx([3])
    assert found.rest_df.tolist() == pytest.approx([15])
    assert found.raters[0] / 3 == pytest.approx(32.49, abs=0.005)
    assert found.rest[0] / 15 == pytest.approx(1.02, abs=0.005)
    assert (found.raters + found.rest)[0] / found.within[0] == pytest.approx(6.26, abs=0.005)


def test_coefficients_agree_with_shrout_and_fleiss():
    table = table_of(stacked([SHROUT_FLEISS.T]))
    found = squares_of(table)
    severity, rest = pooled(found)
    between = 4 * table.means[0].var(ddof=1)  # the mean square of targets
    within = severity + rest

    assert between == pytest.approx(11.24, abs=0.005)
    single = [
        (between - within) / (between + 3 * within),
        (between - rest) / (between + 3 * rest + 4 * severity),
        (between - rest) / (between + 3 * rest),
    ]
    several = [
        (between - within) / between,
        (between - rest) / (between + severity),
        (between - rest) / between,
    ]
    assert [round(one, 2) for one in single + several] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]


def test_components_agree_with_brennan():
    found = squares_of(table_of(stacked(list(BRENNAN))))
    severity, rest = pooled(found)

    assert found.raters.sum() == pytest.approx(79.7)
    assert found.rest.sum() == pytest.approx(192.8)
    assert (found.raters_df.sum(), found.rest_df.sum()) == pytest.approx((9, 81))
    assert found.raters.sum() / 9 == pytest.approx(8.8556, abs=5e-5)
    assert severity == pytest.approx(0.6475, abs=5e-5)
    assert rest == pytest.approx(2.3802, abs=5e-5)


def test_balanced_panels_have_plain_means_and_the_rater_mean_square():
    found = fit(stacked([SHROUT_FLEISS.T])).mean(np.ones(6))

    assert found.values[0] == pytest.approx(SHROUT_FLEISS.mean())
    assert found.variances[0] == pytest.approx(32.486111 / 24)  # among judges, of the grand mean
    assert found.df[0] == pytest.approx(3)


def test_holm_agrees_with_its_steps():
    # Of five findings, 0.011 × 4 and 0.02 × 3 straddle 0.05: all that follow fall with it.
    assert holm(np.array([0.001, 0.02, 0.011, 0.03, 0.9])).tolist() == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_trigamma_inverse_undoes_trigamma():
    assert trigamma_inverse(np.pi**2 / 6) == pytest.approx(1)
    assert trigamma_inverse(np.pi**2 / 2) == pytest.approx(0.5)


def test_common_variance_is_found_again():
    rng = np.random.default_rng(4)
    true = 2.0 * 8 / rng.chisquare(8, 4000)
    df = np.full(4000, 6.0)
    seen = true * rng.chisquare(6, 4000) / 6

    common, prior = common_variance(seen, df)

    assert common == pytest.approx(2.0, rel=0.05)
    assert prior == pytest.approx(8, rel=0.15)
    assert np.mean((borrow(seen, df).values - true) ** 2) < np.mean((seen - true) ** 2)
