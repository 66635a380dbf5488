from __future__ import annotations

import numpy as np
import pytest

from heard.analysis.method_mix import PRIORS, Observations, Prior, fit_methods, used_methods

TRUE = {"internet": -0.15, "postal": 0.05}
NAMES = ("internet", "postal")


def world(count: int, seed: int = 3) -> Observations:
    """Landlords that differ by ten points, asked by telephone, internet and post."""
    rng = np.random.default_rng(seed)
    mix = rng.dirichlet([0.6, 0.3, 0.3], count)[:, 1:]
    values = 0.7 + rng.normal(0, 0.1, count) + mix @ np.array([TRUE[name] for name in NAMES])
    return Observations(values, np.full(count, 2e-4), np.column_stack([np.ones(count), mix]))


def fit(levels, changes=None, priors=PRIORS):
    return fit_methods(levels, changes, names=NAMES, spread=0.1, drift=0.035, priors=priors)


def test_effects_are_found_in_a_large_set():
    model = fit(world(2000))

    assert model.effects == pytest.approx([-0.15, 0.05], abs=0.03)
    for one in model.summary():
        assert one.low < TRUE[one.method] < one.high


def test_small_sets_rest_on_what_is_known_beforehand():
    model = fit(world(3))

    assert model.effects == pytest.approx([-0.14, 0.05], abs=0.06)


def test_changes_of_the_same_landlords_sharpen_the_effects():
    levels = world(300)
    rng = np.random.default_rng(5)
    moved = rng.normal(0, 0.4, (100, 2))
    change = 0.02 + moved @ np.array([-0.15, 0.05]) + rng.normal(0, 0.03, 100)
    changes = Observations(change, np.full(100, 2e-4), np.column_stack([np.ones(100), moved]))
    alone, both = fit(levels), fit(levels, changes)

    assert (np.diag(both.covariance) < np.diag(alone.covariance)).all()
    assert both.effects == pytest.approx([-0.15, 0.05], abs=0.015)


def test_a_sector_that_moved_as_a_whole_is_no_effect_of_methods():
    levels = world(300)
    still = Observations(
        np.full(50, 0.10), np.full(50, 1e-4), np.column_stack([np.ones(50), np.zeros((50, 2))])
    )

    assert fit(levels, still).effects == pytest.approx(fit(levels).effects, abs=1e-6)


def test_priors_can_be_given():
    model = fit(world(3), priors={"internet": Prior(0.3, 0.001)})

    assert model.effects[0] == pytest.approx(0.3, abs=0.01)


def test_shift_of_an_unknown_mix_is_nought_but_unsure():
    model = fit(world(300))
    shift, variance = model.shift({})

    assert shift == 0
    assert variance > 0.001
    common = dict(zip(NAMES, model.common.tolist(), strict=True))
    assert model.shift(common) == pytest.approx((0, 0))


def test_used_methods_leaves_telephone_out():
    assert used_methods([{"telephone": 1.0}, {"sms": 0.5, "internet": 0.5}]) == ("internet", "sms")
