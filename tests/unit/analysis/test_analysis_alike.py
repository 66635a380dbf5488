from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from heard.analysis import Reading, benchmark
from heard.analysis.alike import FEWEST_ALIKE, fit_centre, traits_design
from heard.analysis.shrinkage import kept, outlook, random_effects_mean
from heard.analysis.spread import paule_mandel


def world(seed, *, count=300, apart=0.10, spread=0.05):
    """Landlords of two kinds whose true levels lie `apart`, and shares seen of 500 tenants."""
    rng = np.random.default_rng(seed)
    kinds = ["LA" if n % 3 else "PRP" for n in range(count)]
    levels = 0.7 + apart * np.array([kind == "PRP" for kind in kinds])
    true = np.clip(levels + rng.normal(0, spread, count), 0.05, 0.95)
    seen = rng.binomial(500, true) / 500
    return kinds, levels, seen, np.full(count, 0.21 / 500)


def readings(seed, **rest):
    kinds, _, seen, _ = world(seed, **rest)
    return [
        Reading(f"L{n:03}", share, 500, 20_000, traits={"kind": kind, "country": "England"})
        for n, (kind, share) in enumerate(zip(kinds, seen.tolist(), strict=True))
    ]


def test_without_traits_the_centre_is_the_mean_of_all():
    _, _, seen, variances = world(1)
    centre = fit_centre(seen, variances, np.zeros((len(seen), 0)))
    mean, unsure = random_effects_mean(seen, variances, centre.between)

    assert centre.between == pytest.approx(paule_mandel(seen, variances))
    assert centre.values == pytest.approx(np.full(len(seen), mean))
    assert centre.unsure == pytest.approx(np.full(len(seen), unsure))
    assert centre.terms == pytest.approx(1)


@pytest.mark.parametrize("seed", [2, 3])
def test_centre_finds_how_far_two_kinds_lie_apart_and_what_is_left(seed):
    kinds, levels, seen, variances = world(seed)
    centre = fit_centre(seen, variances, traits_design([{"kind": kind} for kind in kinds]))

    assert centre.values == pytest.approx(levels, abs=0.02)
    assert np.sqrt(centre.between) == pytest.approx(0.05, abs=0.006)
    assert 1.9 < centre.terms < 2.01


def test_kinds_that_do_not_differ_have_one_level():
    kinds, _, seen, variances = world(4, apart=0.0)
    centre = fit_centre(seen, variances, traits_design([{"kind": kind} for kind in kinds]))

    assert np.ptp(centre.values) < 0.015


def test_traits_say_nothing_where_all_share_them_or_each_has_its_own():
    assert traits_design([{"a": "x"}, {"a": "x"}]).shape == (2, 0)
    assert traits_design([{"a": "x"}, {"a": "y"}]).shape == (2, 0)
    assert traits_design([{}, {}]).shape == (2, 0)
    assert traits_design([]).shape == (0, 0)


def test_a_trait_that_is_not_known_counts_as_average():
    design = traits_design([{"a": "x"}, {"a": "x"}, {"a": "y"}, {"a": "y"}, {"b": "z"}])

    assert design[4].tolist() == [0.0, 0.0]
    assert design.sum(axis=0) == pytest.approx(np.zeros(2))


def test_outlook_draws_towards_landlords_alike_with_morriss_correction():
    kinds, _, seen, variances = world(5)
    centre = fit_centre(seen, variances, traits_design([{"kind": kind} for kind in kinds]))
    future = outlook(seen, variances, between=1.0, drift=0.0, again=variances, centre=centre)
    count, part = len(seen), variances[0] / (variances[0] + centre.between)
    share = 1 - part * (count - centre.terms - 2) / (count - centre.terms)

    assert kept(variances, centre.between, terms=centre.terms)[0] == pytest.approx(share)
    assert future.mean == pytest.approx(centre.values + share * (seen - centre.values))


def test_next_figure_is_nearer_to_landlords_alike_and_ranks_stay_as_published():
    told = readings(6)
    plain = benchmark([replace(one, traits={}) for one in told])
    alike = benchmark(told)
    kinds = {one.code: one.traits["kind"] for one in told}

    assert [one.rank for one in alike.standings] == [one.rank for one in plain.standings]
    assert alike.spread == plain.spread
    middling = [one for one in told if abs(one.share - alike.centre) < 0.01]
    for one in middling:
        up = alike.standing(one.code).shrunk - plain.standing(one.code).shrunk
        assert (up > 0) == (kinds[one.code] == "PRP")
    assert {kinds[one.code] for one in middling} == {"LA", "PRP"}


def test_small_sets_keep_one_mean_for_all():
    told = readings(7, count=FEWEST_ALIKE - 1)

    assert benchmark(told) == benchmark([replace(one, traits={}) for one in told])


def test_traits_do_not_depend_on_order_nor_on_their_names():
    told = readings(8)
    back = benchmark(told[::-1])
    other = benchmark([replace(one, traits={"z": one.traits["kind"], "a": "same"}) for one in told])

    for one in benchmark(told).standings:
        assert back.standing(one.code) == one
        assert other.standing(one.code) == one
