"""What each kind of chart draws and says."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.unit.measures import chart_samples as samples
from tests.unit.measures.svg_reading import SVG, dots, root, said, texts

from heard.measures.charts import FunnelPoint, IntervalPoint
from heard.measures.charts.placing import Box, place_labels

both_widths = pytest.mark.parametrize("width", ["wide", "narrow"])
UNKNOWN = IntervalPoint("Bargewalk", None, reason="left blank by the landlord")


@both_widths
def test_interval_draws_no_dot_for_an_unknown_figure(width):
    known = samples.INTERVALS[:3]
    with_unknown = samples.interval(width, (*known, UNKNOWN))
    assert dots(with_unknown) == dots(samples.interval(width, known))
    assert "Not published: left blank by the landlord" in said(with_unknown)


@both_widths
def test_interval_draws_a_dot_for_a_true_zero(width):
    known = samples.INTERVALS[:3]
    zero = IntervalPoint("Zero Homes", 0.0, 0.0, 0.02, 300, "clearly below")
    assert dots(samples.interval(width, (*known, zero))) == dots(samples.interval(width, known)) + 1
    assert "(0% to 2%)" in texts(samples.interval(width, (*known, zero)))


@both_widths
def test_interval_says_figure_range_and_base(width):
    words = said(samples.interval(width))
    for text in ("72%", "(68% to 76%)", "1,204 answers", "a count of all cases", "base not known"):
        assert text in words
    assert "England’s middle landlord: 61%" in words
    assert "Middle half of landlords: 55% to 67%" in words


def test_interval_keeps_the_order_given():
    names = [text for text in texts(samples.interval()) if text in {"Elm & Ash", "Bargewalk"}]
    assert names == ["Elm & Ash", "Bargewalk"]


def test_interval_explains_each_shape_that_it_uses():
    words = said(samples.interval())
    assert "Clearly above the middle" in words
    assert "Too little data to say" in words
    assert "Too little data to say" not in said(samples.interval(points=samples.INTERVALS[:2]))


@both_widths
def test_interval_wraps_long_names_instead_of_losing_them(width):
    name = "Greater Riverside and Upper Meadow Co-operative Housing Society Limited"
    words = said(samples.interval(width, (IntervalPoint(name, 0.5, 0.4, 0.6, 80),)))
    assert name in words


@both_widths
def test_interval_of_nothing_says_so(width):
    assert "There is nothing to show yet." in texts(samples.interval(width, ()))


def test_interval_alt_counts_what_is_missing():
    alt = samples.interval().alt
    assert "5 landlords, from 44% to 72%." in alt
    assert "1 landlord has no published figure." in alt


@both_widths
def test_funnel_names_those_asked_for_and_no_others(width):
    words = said(samples.funnel(width))
    assert "Thameside Homes" in words
    assert "Elsewhere Homes" not in words
    assert "Ham Almshouses. Not published: it has under 1,000 homes" in words
    assert "2 other landlords published no figure" in words


@both_widths
def test_funnel_draws_only_landlords_with_figure_and_base(width):
    alone = [point for point in samples.FUNNEL if point.value is not None and point.base]
    assert dots(samples.funnel(width)) == dots(samples.funnel(width, alone))


def test_funnel_explains_its_limits():
    words = said(samples.funnel())
    assert "95 in 100 landlords between these" in words
    assert "998 in 1,000 between these" in words
    lines = [node for node in root(samples.funnel()) if node.tag == f"{SVG}path"]
    assert sum(node.get("fill") == "none" for node in lines) == 4


def test_funnel_numbers_names_on_a_phone_and_where_there_are_many():
    crowd = [FunnelPoint(f"Landlord {n}", 100 + n, 0.5, named=True) for n in range(20)]
    for chart in (samples.funnel("narrow"), samples.funnel("wide", crowd)):
        assert "1" in texts(chart)
    assert "20" in texts(samples.funnel("wide", crowd))
    assert "1" not in texts(samples.funnel("wide"))


def test_funnel_of_nothing_says_so():
    assert "There is nothing to show yet." in texts(samples.funnel("wide", ()))


def test_labels_of_close_points_do_not_cover_each_other():
    anchors = [(100.0 + 4 * n, 100.0 + 3 * n) for n in range(8)]
    placed = place_labels(anchors, [(90.0, 17.0)] * 8, Box(0, 0, 600, 400))
    for one, other in combinations([place.box for place in placed], 2):
        assert one.shared(other) == 0
    assert all(not place.box.outside(Box(0, 0, 600, 400)) for place in placed)


@both_widths
def test_change_says_what_can_be_said(width):
    words = said(samples.change(width))
    assert "Up 10 points" in words
    assert "(5 to 15 points)" in words
    assert "Down 10 points" in words
    assert "No clear change" in words
    assert "(down 3 to up 5 points)" in words
    assert "(likely range not known)" in words
    assert "Can’t be compared" in words
    assert "Not published: it has under 1,000 homes" in words


def test_change_draws_one_dot_for_one_known_year():
    both, one, none = samples.CHANGES[2:5]
    base = dots(samples.change(points=(both,)))
    assert dots(samples.change(points=(both, none))) == base
    assert dots(samples.change(points=(both, one))) == base + 1


@both_widths
def test_profile_shows_each_measure_against_all_landlords(width):
    words = said(samples.profile(width))
    assert "1,204 answers, middle 61%" in words
    assert "9 in 10 landlords" in words
    assert "Few answered" in words
    assert "Not published: left blank by the landlord" in words
    assert "(no likely range)" in words


def test_profile_draws_nothing_of_an_unknown_figure():
    known, unknown = samples.PROFILE[0], samples.PROFILE[2]
    assert dots(samples.profile(points=(known, unknown))) == dots(samples.profile(points=(known,)))


@both_widths
def test_rank_never_stands_without_its_interval(width):
    words = said(samples.rank(width))
    assert "120th to 190th of 353" in words
    assert "17th of 353" in words
    assert "Not published: left blank by the landlord" in words
    assert "Thameside Homes: between 120th and 190th of 353." in samples.rank(width).alt


@both_widths
def test_distribution_marks_one_landlord(width):
    chart = samples.distribution(width)
    assert "Thameside Homes: 72% (68% to 76%)" in texts(chart)
    assert "8 landlords, from 40% to 90%." in chart.alt


def test_distribution_says_why_a_landlord_is_not_marked():
    chart = samples.distribution(landlord=UNKNOWN)
    assert "Bargewalk. Not published: left blank by the landlord" in said(chart)
    assert dots(chart) == 0
