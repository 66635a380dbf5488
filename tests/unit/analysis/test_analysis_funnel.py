from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import pytest

from heard.analysis.funnel import Funnel, rate_funnel, share_funnel


def test_limits_are_those_of_spiegelhalter():
    # Additive over-dispersion: target +/- z * sqrt(p (1 - p) / n + tau^2).
    limit = Funnel(centre=0.7, spread=0.07).limits([500])[0]

    assert limit.inner_high == pytest.approx(0.7 + 1.95996 * sqrt(0.21 / 500 + 0.0049), abs=1e-6)
    assert limit.outer_low == pytest.approx(0.7 - 3.09023 * sqrt(0.21 / 500 + 0.0049), abs=1e-6)


def test_limits_stay_between_nought_and_one():
    limit = Funnel(centre=0.95, spread=0.2).limits([10])[0]

    assert (limit.outer_high, limit.outer_low >= 0) == (1.0, True)


def test_limits_of_rates_multiply():
    limit = Funnel(centre=40.0, spread=0.5, kind="rate", per=1000).limits([2000])[0]
    half = 1.95996 * sqrt(1 / 80 + 0.25)

    assert limit.inner_low == pytest.approx(exp(log(40) - half), rel=1e-5)
    assert limit.inner_high == pytest.approx(exp(log(40) + half), rel=1e-5)


def test_over_dispersion_lets_fewer_landlords_outside():
    rng = np.random.default_rng(7)
    bases = np.full(200, 800.0)
    shares = np.clip(rng.normal(0.7, 0.08, 200), 0, 1)
    found = share_funnel(shares, bases, bases)
    plain = Funnel(found.centre, 0.0)

    assert sum(plain.outside(share, 800) for share in shares) > 80
    assert sum(found.outside(share, 800) for share in shares) <= 6


def test_equal_shares_have_no_over_dispersion_and_lie_inside():
    bases = np.array([50.0, 500.0, 5000.0])
    found = share_funnel(np.full(3, 0.7), bases, bases)

    assert found.spread == 0
    assert not any(found.outside(0.7, base) for base in bases)


def test_unanimous_shares_lie_inside():
    bases = np.full(8, 1638.7346311722458)  # whose pooled share rounds to just above one

    assert not share_funnel(np.ones(8), bases, bases).outside(1.0, bases[0])


def test_one_landlord_that_heard_from_all_does_not_make_the_spread():
    shares, bases = np.linspace(0.6, 0.8, 41), np.full(41, 600.0)
    effective = np.append(np.full(40, 600.0), np.inf)
    usual = share_funnel(shares, bases, bases).spread

    assert share_funnel(shares, bases, effective).spread == pytest.approx(usual, rel=0.2)


def test_rates_without_a_single_case_have_a_funnel_at_nought():
    found = rate_funnel(np.zeros(3), np.full(3, 1000.0), 1000)

    assert found.limits([1000])[0][1:] == (0.0, 0.0, 0.0, 0.0)
    assert not found.outside_rate(0.0, 1000)


def test_a_funnel_has_no_limits_without_a_base():
    with pytest.raises(ValueError, match="no limits"):
        Funnel(0.5, 0.1).limits([0])
