from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from tests.unit.analysis.warning_cells import cells_of, weeks

from heard.analysis.warnings import Lateness, cluster_scan, discoveries, known_at, share_known
from heard.analysis.warnings.clusters import log_likelihood_ratio
from heard.analysis.warnings.lateness import development
from heard.analysis.warnings.scanning import days_off
from heard.analysis.warnings.seasons import holiday_factors, seasons
from heard.analysis.warnings.tails import above, deviate, middle_p, smoothed, usual_range

# Benjamini & Hochberg (1995), section 4: 15 hypotheses on treatments of heart attacks
HEART = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]
# Taylor & Ashe (1983) in Mack (1993), table 2: cumulative claims
CLAIMS = [
    [357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463],
    [352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085],
    [290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315],
    [310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268],
    [443160, 1136350, 2128333, 2897821, 3402672, 3873311],
    [396132, 1333217, 2180715, 2985752, 3691712],
    [440832, 1288463, 2419861, 3483130],
    [359480, 1421128, 2864498],
    [376686, 1363294],
    [344014],
]
FACTORS = [3.491, 1.747, 1.457, 1.174, 1.104, 1.086, 1.054, 1.077, 1.018]


def test_tails_are_those_of_the_negative_binomial():
    counts = np.arange(0.0, 30.0)
    for mean, variance in ((0.3, 2.0), (4.0, 0.4), (20.0, 0.05)):
        size = 1 / variance
        peer = stats.nbinom(size, size / (size + mean))
        whole = np.full(30, mean), np.full(30, variance)
        assert above(counts, *whole) == pytest.approx(peer.sf(counts), rel=1e-9)
        assert middle_p(counts, *whole) == pytest.approx(
            peer.sf(counts) + peer.pmf(counts) / 2, rel=1e-9
        )
        low, high = usual_range(*whole, 0.95)
        assert (low[0], high[0]) == (peer.ppf(0.025), peer.ppf(0.975))


def test_tails_without_extra_spread_are_poisson():
    counts = np.arange(0.0, 12.0)
    found = above(counts, np.full(12, 3.0), np.full(12, 1e-7))
    assert found == pytest.approx(stats.poisson(3).sf(counts), rel=1e-4)


def test_deviates_add_up_to_a_standard_normal():
    assert deviate(np.array([0.025])) == pytest.approx(1.959964)
    drawn = np.random.default_rng(1).normal(size=(9, 20_000))
    assert smoothed(drawn, 0.6).std() == pytest.approx(1.0, abs=0.02)
    assert smoothed(np.array([[np.nan], [2.0]]), 0.6).tolist() == [2.0]


def test_discoveries_agree_with_the_published_example():
    assert discoveries(np.array(HEART), 0.05).sum() == 4
    assert discoveries(np.array(HEART), 0.05, dependent=True).sum() == 3
    assert discoveries(np.array([*HEART[::-1], np.nan]), 0.05).tolist() == [False] * 11 + [
        True
    ] * 4 + [False]
    assert not discoveries(np.array([]), 0.05).any()


def test_development_agrees_with_macks_example():
    counts = np.zeros((10, 10))
    for row, known in enumerate(CLAIMS):
        counts[row, : len(known)] = np.diff(known, prepend=0)
    assert development(counts).round(3).tolist() == FACTORS


def test_published_cluster_has_its_ratio_and_a_planted_one_is_found():
    published = log_likelihood_ratio(np.array([24044.0]), np.array([23040.0]), 58943.0)
    assert published[0] == pytest.approx(35.7, abs=0.1)

    rng = np.random.default_rng(4)
    expected = rng.gamma(2, 0.5, (4, 80))
    counts = rng.poisson(expected).astype(float)
    near = (np.arange(80)[:, None] + [1, 2, 3, 4]) % 80
    small = np.full(expected.shape, 0.01)
    usual = cluster_scan(counts, expected, small, near, seed=7)
    counts[-2:, 30:34] += 5
    found = cluster_scan(counts, expected, small, near, seed=7)
    assert usual.p > 0.05
    assert (set(found.places), found.periods) == ({30, 31, 32, 33}, 2)
    assert found.p < 1e-4
    assert cluster_scan(counts, expected, small, near, seed=7) == found


def test_seasons_are_what_earlier_years_say():
    year = np.array([2, 1.5, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 2])
    total = np.tile(100 * year, 5)[None]
    found = seasons(total, 12)[0, 48:]
    assert found == pytest.approx(year**0.75, rel=0.06)  # three of four years' worth is believed
    assert seasons(np.full((1, 60), 100.0), 12) == pytest.approx(np.ones((1, 60)), abs=1e-9)
    assert (seasons(total, 12)[0, :18] == 1).all()


def test_a_week_of_bank_holidays_counts_for_less_once_it_has_been_seen():
    calendar = weeks(220)
    off = days_off(calendar)
    total = np.where(off > 0, 60.0, 100.0)
    found = holiday_factors(total, off)
    assert found[off == 0].tolist() == [1.0] * int((off == 0).sum())
    assert found[off > 0][0] == 1.0
    assert found[off > 0][-1] == pytest.approx(0.6, abs=0.06)


def test_last_weeks_are_as_complete_as_earlier_ones_were():
    counts = np.full((4, 3, 40), 20)
    cells = cells_of(counts, weeks(40))
    rows = np.repeat(np.arange(len(cells.count)), 3)
    late = Lateness(
        rows, cells.period[rows] + np.tile([0, 1, 3], len(cells.count)), np.tile([10, 6, 4], 480)
    )
    known = known_at(cells, late, 29)
    assert known.count[known.period == 29].tolist() == [10] * 12
    assert known.count[known.period == 26].tolist() == [20] * 12
    assert known.periods == cells.periods[:30]
    assert share_known(cells, late, 29)[-5:] == pytest.approx([1, 1, 0.8, 0.8, 0.5], abs=0.02)
