"""Charts draw whatever figures there are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures import chart_samples as samples
from tests.unit.measures.svg_reading import dots, root, said, text_ends

from heard.measures.charts import ChangePoint, FunnelPoint, IntervalPoint, ProfilePoint, RankPoint
from heard.measures.charts.scales import known
from heard.measures.charts.wording import not_published

maybe = st.none() | st.floats() | st.floats(0, 1) | st.sampled_from([0.0, 1.0, 1e-300, 1e300])
names = st.text(max_size=80) | st.sampled_from(["Thameside Homes", samples.HOSTILE])
bands = st.sampled_from(["", "clearly above", "about the same", "clearly lower", "too little data"])
widths = st.sampled_from(["wide", "narrow"])
places = st.none() | st.integers(1, 400)
few = settings(max_examples=60, deadline=None)


def rows(point):
    return st.lists(point, min_size=1, max_size=40)


def whole(chart):
    """It parses, and no text leaves it."""
    root(chart)
    for text, left, right in text_ends(chart):
        assert left >= -1, text
        assert right <= chart.width + 1, text


@few
@given(rows(st.builds(IntervalPoint, names, maybe, maybe, maybe, maybe, bands, names)), widths)
def test_intervals(points, width):
    chart = samples.interval(width, points)
    whole(chart)
    drawn = sum(known(point.value) is not None for point in points)
    assert drawn <= dots(chart) <= drawn + 4
    missing = [point for point in points if known(point.value) is None]
    if missing and not missing[0].reason:
        assert not_published("") in said(chart)


@few
@given(rows(st.builds(FunnelPoint, names, maybe, maybe, st.booleans(), names)), widths)
def test_funnels(points, width):
    whole(samples.funnel(width, points))


@few
@given(rows(st.builds(ChangePoint, names, maybe, maybe, maybe, maybe, maybe, names)), widths)
def test_changes(points, width):
    whole(samples.change(width, points))


@few
@given(
    rows(
        st.builds(
            ProfilePoint, names, maybe, maybe, maybe, maybe, st.none() | st.just(samples.SPREAD)
        )
    ),
    widths,
)
def test_profiles(points, width):
    whole(samples.profile(width, points))


@few
@given(rows(st.builds(RankPoint, names, places, places, st.integers(1, 400), names)), widths)
def test_ranks(points, width):
    whole(samples.rank(width, points))


@few
@given(st.builds(IntervalPoint, names, maybe, maybe, maybe, maybe, bands, names), widths)
def test_distributions(landlord, width):
    whole(samples.distribution(width, landlord))
