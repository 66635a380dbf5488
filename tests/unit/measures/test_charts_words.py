"""Titles that say the finding, and figures in words."""

from __future__ import annotations

import pytest
from tests.unit.measures import chart_samples as samples

from heard.measures.charts import (
    RankPoint,
    change_title,
    funnel_title,
    interval_title,
    profile_title,
    rank_title,
)
from heard.measures.charts.lettering import shortened, text_width, wrapped
from heard.measures.charts.scales import Scale, log_ticks, nice_domain
from heard.measures.charts.wording import change, figure, not_published, ordinal


def test_interval_title_counts_those_clearly_apart():
    above, same, below = samples.INTERVALS[:3]
    assert interval_title(samples.INTERVALS, "listening") == (
        "1 of 5 landlords is clearly above England’s middle on listening; 1 is clearly below"
    )
    assert interval_title((above, above, same), "listening") == (
        "2 of 3 landlords are clearly above England’s middle on listening; none is clearly below"
    )
    assert interval_title((same, below), "listening") == (
        "1 of 2 landlords is clearly below England’s middle on listening; none is clearly above"
    )
    assert interval_title((below,), "listening") == (
        "On listening the landlord is clearly below England’s middle"
    )
    assert interval_title(samples.INTERVALS[1:2], "listening") == (
        "On listening the landlord can’t be told apart from England’s middle"
    )
    assert interval_title(samples.INTERVALS[4:5], "listening") == (
        "No landlord has a published figure on listening"
    )


def test_funnel_title_counts_those_outside():
    named = [point for point in samples.FUNNEL if point.named]
    within = "All 2 landlords are within what chance and usual differences explain"
    assert funnel_title(named, 0) == within
    outside = "1 of 2 landlords is outside what chance and usual differences explain"
    assert funnel_title(named, 1) == outside
    assert funnel_title([], 0) == "None of the landlords named here has a published figure"


def test_change_title_counts_only_what_can_be_told():
    assert change_title(samples.CHANGES) == (
        "Of 6 landlords, 1 clearly went up and 1 clearly went down; "
        "for 4 the change is too small or too hard to tell"
    )
    assert change_title(samples.CHANGES[2:3]) == (
        "The change on the year before is too small to tell from chance"
    )
    assert change_title(()) == "No landlord’s figures can be compared with the year before"


def test_profile_title_counts_measures():
    assert profile_title(samples.PROFILE, "Thameside Homes") == (
        "Thameside Homes is clearly above England’s middle on 1 of 3 measures "
        "and clearly below on none"
    )
    assert profile_title((), "X") == "X has no published figures"
    assert "too hard to tell, on all 1 measures" in profile_title(samples.PROFILE[3:], "X")


def test_rank_title_never_says_a_place_alone():
    assert rank_title(samples.RANKS[0]) == (
        "Thameside Homes is somewhere between 120th and 190th of 353 landlords"
    )
    assert rank_title(RankPoint("X", 1, 1, 5)) == "X is 1st of 5"
    assert rank_title(samples.RANKS[2]) == "Bargewalk has no place: there is no figure"


@pytest.mark.parametrize(
    ("place", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (121, "121st")],
)
def test_ordinal(place, words):
    assert ordinal(place) == words


def test_figure_has_its_unit_and_a_true_minus():
    assert figure(0.625, "share") == "62%"
    assert figure(0.625, "share", 1) == "62.5%"
    assert figure(1234.56, "rate") == "1,234.6"
    assert figure(-0.2, "rate") == "\N{MINUS SIGN}0.2"
    assert figure(-0.0001, "share") == "0%"


def test_change_words():
    assert change(0.06, 0.02, 0.1, "share") == ("Up 6 points", "2 to 10 points")
    assert change(-0.06, -0.1, -0.02, "share") == ("Down 6 points", "2 to 10 points")
    assert change(0.01, -0.02, 0.04, "share") == ("No clear change", "down 2 to up 4 points")
    assert change(0.02, -0.002, 0.04, "share")[1] == "down 0.2 to up 4.0 points"
    assert change(1.5, 0.6, 2.4, "rate") == ("Up 1.5", "0.6 to 2.4")
    assert change(0.011, None, None, "share") == ("Up 1 point", "likely range not known")
    assert change(0.0, None, None, "share")[0] == "No change"


def test_not_published_gives_the_reason_where_there_is_one():
    assert not_published("") == "Not published"
    assert not_published("left blank") == "Not published: left blank"


def test_widths_are_those_of_arial():
    assert text_width("Hello", 1000) == 722 + 556 + 222 + 222 + 556
    assert text_width("Hello", 1000, bold=True) == 722 + 556 + 278 + 278 + 611
    assert text_width("é", 100) == text_width("e", 100)
    assert text_width("漢", 100) == 100


def test_shortened_text_fits_and_shows_that_it_was_cut():
    cut = shortened("Greater Riverside Housing Society", 100, 16)
    assert cut.endswith("…")
    assert text_width(cut, 16) <= 100
    assert shortened("Short", 100, 16) == "Short"


def test_wrapped_text_fits_its_lines():
    lines = wrapped("Greater Riverside Housing Society of the Upper Meadows", 150, 16, lines=2)
    assert len(lines) == 2
    assert all(text_width(line, 16) <= 150 for line in lines)
    assert lines[-1].endswith("…")


def test_domain_holds_the_values_within_its_limits():
    low, high, ticks = nice_domain([0.41, 0.78], count=5, limits=(0, 1))
    assert (low, high) == (0.4, 0.8)
    assert ticks == (0.4, 0.5, 0.6, 0.7, 0.8)
    assert nice_domain([0.999, 0.99], count=5, limits=(0, 1))[1] == 1
    assert nice_domain([None, float("nan")], count=5)[:2] == (0, 1)


def test_log_ticks_lie_within():
    assert log_ticks(80, 3000) == (100, 200, 500, 1000, 2000)
    assert log_ticks(0.5, 1e7)[0] == 1


def test_scale_keeps_what_lies_beyond_at_its_ends():
    scale = Scale(0, 1, 10, 110)
    assert [scale.at(value) for value in (-5, 0, 0.5, 1, 7)] == [10, 10, 60, 110, 110]
    log = Scale(10, 1000, 0, 100, logarithmic=True)
    assert [log.at(value) for value in (0, 10, 100, 1000)] == [0, 0, 50, 100]
