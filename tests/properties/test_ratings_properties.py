"""Intervals cover, levels stay on their scale, confidence keeps its order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special
from tests.properties.naive_ratings import Naive

from heard.analysis.evidence import Check, Confidence, Kind, Piece, confidence, steps_of
from heard.analysis.ratings.components import squares_of, table_of
from heard.analysis.ratings.levels import fit
from heard.analysis.ratings.panels import stacked

CUTS = np.array([0.5, 1.5, 2.5, 3.5])


def simulated(rng, *, landlords, criteria, sizes, severity, rest, uneven):
    """Unbalanced panels of whole levels, and the level that many such raters would give."""
    levels = rng.uniform(0.8, 3.2, (landlords, 1)) + rng.normal(0, 0.5, (landlords, criteria))
    scale = np.exp(rng.normal(0, uneven, (landlords, 1)))
    spread = np.hypot(severity, rest) * scale
    truth = sum(special.ndtr((levels - cut) / spread) for cut in CUTS)
    panels = []
    for level, wide in zip(levels, scale[:, 0], strict=True):
        count = int(rng.integers(*sizes))
        seen = level + rng.normal(0, severity * wide, (count, 1))
        seen = np.clip(np.round(seen + rng.normal(0, rest * wide, (count, criteria))), 0, 4)
        seen[rng.random(seen.shape) < 0.3] = np.nan
        panels.append(seen)
    return stacked(panels).on(slice(None)), truth


@pytest.mark.parametrize(
    "shape",
    [
        {"landlords": 20, "criteria": 4, "sizes": (3, 60), "severity": 0.6, "uneven": 0.2},
        {"landlords": 20, "criteria": 4, "sizes": (3, 9), "severity": 0.6, "uneven": 0.0},
        {"landlords": 12, "criteria": 28, "sizes": (5, 40), "severity": 0.5, "uneven": 0.2},
        {"landlords": 30, "criteria": 1, "sizes": (5, 50), "severity": 0.6, "uneven": 0.1},
        {"landlords": 2, "criteria": 5, "sizes": (8, 40), "severity": 0.7, "uneven": 0.0},
    ],
    ids=["mixed panels", "small panels", "all criteria", "one criterion", "two landlords"],
)
def test_interval_covers_the_true_level_in_95_of_100(shape):
    rng = np.random.default_rng(20)
    inside = total = 0
    for _round in range(2000 // shape["landlords"]):
        panels, truth = simulated(rng, rest=0.9, **shape)
        found = fit(panels)
        estimates = found.mean(np.ones(truth.shape[1]))
        rated = found.table.counts > 0
        meant = np.where(rated, truth, 0).sum(axis=1) / np.maximum(rated.sum(axis=1), 1)
        known = ~np.isnan(estimates.variances)
        inside += (np.abs(estimates.values - meant) <= estimates.half())[known].sum()
        total += known.sum()

    assert 0.92 <= inside / total <= 0.97


tables = st.integers(1, 4).flatmap(
    lambda criteria: st.lists(
        st.lists(
            st.lists(
                st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, np.nan]),
                min_size=criteria,
                max_size=criteria,
            ),
            max_size=6,
        ),
        min_size=1,
        max_size=4,
    ).map(lambda panels: [np.array(rows).reshape(len(rows), criteria) for rows in panels])
)


@settings(max_examples=150, deadline=None)
@given(tables)
def test_any_ratings_give_levels_within_reach(panels):
    found = fit(stacked(panels).on(slice(None))).mean(np.ones(panels[0].shape[1]))

    rated = np.array([bool((~np.isnan(one)).any()) for one in panels])
    assert (~np.isnan(found.values) == rated).all()
    assert (np.isnan(found.variances) | (found.variances > 0)).all()
    assert (np.isnan(found.df) | (found.df > 0)).all()
    assert (np.isnan(found.values) | (np.abs(found.values - 2) < 4)).all()


@settings(max_examples=60, deadline=None)
@given(tables)
def test_quick_method_agrees_with_the_textbook(panels):
    table = stacked(panels).on(slice(None))
    found, quick = squares_of(table_of(table)), fit(table)
    estimates = quick.mean(np.ones(table.levels.shape[1]))
    for place, panel in enumerate(panels):
        if np.isnan(panel).all():
            continue
        naive = Naive(panel)
        raters, raters_df, rest, rest_df = naive.squares()
        assert found.raters_df[place] == raters_df
        assert found.rest_df[place] == rest_df
        assert found.raters[place] == pytest.approx(raters, abs=1e-8)
        assert found.rest[place] == pytest.approx(rest, abs=1e-8)
        parts = quick.components
        if parts.known[place]:
            value, variance = naive.mean(parts.severity[place], parts.rest[place])
            assert estimates.values[place] == pytest.approx(value)
            assert estimates.variances[place] == pytest.approx(variance)


pieces = st.builds(
    Piece,
    st.sampled_from(Kind),
    st.one_of(st.none(), st.integers(-100, 2000)),
    st.sampled_from(Check),
)
levels = st.one_of(st.none(), st.floats(0, 4))


@given(st.lists(pieces, max_size=5), pieces, levels, levels)
def test_more_evidence_never_lowers_confidence(some, another, own, residents):
    before = confidence(some, own=own, residents=residents)

    assert before <= confidence([*some, another], own=own, residents=residents)
    assert before in Confidence


@given(pieces, st.integers(0, 800))
def test_older_or_unchecked_evidence_never_counts_for_more(piece, days):
    older = Piece(piece.kind, None if piece.age is None else piece.age + days, piece.check)

    assert 0 <= steps_of(older) <= steps_of(piece) <= 3
    assert steps_of(Piece(piece.kind, piece.age, Check.DOES_NOT)) == 0
    assert steps_of(Piece(piece.kind, piece.age, Check.SUPPORTS)) >= steps_of(piece)


@given(st.lists(pieces, max_size=5), levels, levels, levels)
def test_disagreement_never_raises_confidence(some, own, residents, officers):
    agreed = confidence(some)

    assert confidence(some, own=own, residents=residents, officers=officers) <= agreed
    assert (agreed is Confidence.NONE) == (not any(map(steps_of, some)))
