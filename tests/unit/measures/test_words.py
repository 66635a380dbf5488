from __future__ import annotations

import re

import pytest
from django.utils import translation
from tests.unit.measures.row_samples import row

from heard.analysis import Band
from heard.measures import words
from heard.measures.models import Model

TONES = {
    "clearly above": ("above", "below", "above"),
    "clearly below": ("below", "above", "below"),
    "about the same": ("same", "same", "same"),
    "clearly higher": ("neutral", "neutral", "neutral"),
    "clearly lower": ("neutral", "neutral", "neutral"),
    "above the middle": ("neutral", "neutral", "neutral"),
    "at the middle": ("same", "same", "same"),
    "below the middle": ("neutral", "neutral", "neutral"),
    "too little data": ("unknown", "unknown", "unknown"),
}


def test_every_band_has_words_and_a_tone():
    assert set(words.BANDS) == set(TONES) == {str(band) for band in Band}


@pytest.mark.parametrize(("band", "tones"), TONES.items())
def test_tone_says_where_residents_are_better_off(band, tones):
    assert tuple(words.tone(band, better) for better in ("higher", "lower", "neither")) == tones


def test_tone_and_words_of_an_unheard_of_band():
    assert words.tone("odd", "higher") == "unknown"
    assert words.band_text("odd") == "odd"


@pytest.mark.parametrize("number", range(1, 114))
def test_ordinal_follows_how_the_number_is_said(number):
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    expected = "th" if number % 100 in {11, 12, 13} else ending
    assert words.ordinal(number) == f"{number}{expected}"


@pytest.mark.parametrize(
    ("value", "model", "said"),
    [
        (0.624, Model.SHARE, "62%"),
        (0.0, Model.SHARE, "0%"),
        (1.0, Model.SHARE, "100%"),
        (41.26, Model.RATE, "41.3"),
        (0.0, Model.RATE, "0.0"),
        (0.9987, Model.ALL_CASES, "99.9%"),
        (None, Model.SHARE, ""),
        (None, Model.RATE, ""),
        (None, Model.ALL_CASES, ""),
    ],
)
def test_value_has_its_unit_and_unknown_is_never_nought(value, model, said):
    assert words.value_text(value, model) == said


def test_value_can_be_told_to_any_digit():
    assert words.value_text(0.62417, Model.SHARE, 3) == "62.417%"
    assert words.value_text(41.26174, Model.RATE, 3) == "41.262"


def test_range_says_both_ends_or_why_there_is_none():
    assert words.range_text(0.58, 0.66, Model.SHARE) == "58% to 66%"
    assert words.range_text(38.9, 43.7, Model.RATE) == "38.9 to 43.7"
    assert words.range_text(None, None, Model.SHARE) == ""
    assert words.range_text(0.5, None, Model.SHARE) == ""
    assert words.range_text(None, None, Model.ALL_CASES) == "A count of all cases"


@pytest.mark.parametrize(
    ("base", "homes", "model", "measure", "said"),
    [
        (1204.0, 9000, Model.SHARE, "TP06", "1,204 answers"),
        (1.0, 9000, Model.SHARE, "TP06", "1 answer"),
        (None, 9000, Model.SHARE, "TP06", ""),
        (9000.0, 9000, Model.RATE, "CH01.1", "Per 1,000 of 9,000 homes"),
        (None, None, Model.RATE, "CH01.1", ""),
        (41.0, None, Model.ALL_CASES, "CH02.1", "41 complaints"),
        (1.0, None, Model.ALL_CASES, "CH02.1", "1 complaint"),
        (5200.0, None, Model.ALL_CASES, "RP02.1", "5,200 repairs"),
        (5200.0, None, Model.ALL_CASES, "BS01", "5,200 homes"),
    ],
)
def test_base_says_what_it_counts(base, homes, model, measure, said):
    assert words.base_text(base, homes, model, measure) == said


@pytest.mark.parametrize(
    ("change", "model", "said"),
    [
        (0.031, Model.SHARE, "Up 3 points"),
        (-0.031, Model.SHARE, "Down 3 points"),
        (0.01, Model.SHARE, "Up 1 point"),
        (0.004, Model.SHARE, "Up 0.4 points"),
        (0.0001, Model.SHARE, "No change"),
        (0.0, Model.SHARE, "No change"),
        (-4.12, Model.RATE, "Down 4.1"),
        (0.01, Model.RATE, "No change"),
        (0.0123, Model.ALL_CASES, "Up 1.2 points"),
        (-0.01, Model.ALL_CASES, "Down 1.0 point"),
    ],
)
def test_change_has_direction_and_unit(change, model, said):
    assert words.change_text(change, model) == said


@pytest.mark.parametrize(
    ("standing", "said", "short"),
    [
        (
            {"change": 0.03, "change_low": 0.01, "change_high": 0.05},
            "Up 3 points, more than chance explains.",
            "Up 3 points, more than chance",
        ),
        (
            {"change": 0.03, "change_low": -0.01, "change_high": 0.07},
            "Up 3 points, which could be chance.",
            "Up 3 points, could be chance",
        ),
        ({"change": -0.03}, "Down 3 points.", "Down 3 points"),
        (
            {
                "change": 0.09,
                "change_low": 0.05,
                "change_high": 0.13,
                "flags": ("method-changed",),
            },
            (
                "Up 9 points. People were asked in another way than the year before, "
                "which alone can move a figure."
            ),
            "Up 9 points",
        ),
        ({}, "No figure the year before to compare with.", "Not known"),
    ],
)
def test_change_says_whether_chance_explains_it(standing, said, short):
    one = row(standing=standing)
    assert one.change_sentence == said
    assert one.change_short == short


def test_an_unknown_figure_has_no_change_to_speak_of():
    one = row(value=None, mark="X")
    assert one.change_sentence == ""
    assert one.change_short == ""


@pytest.mark.parametrize("band", sorted(words.BANDS))
@pytest.mark.parametrize("model", list(Model))
def test_sentences_never_give_a_rank_without_its_interval(band, model):
    one = row(model=model, standing={"band": band})
    for said in (one.standing_sentence, one.place_text, one.place_short):
        assert not re.search(r"\b20th\b", said)  # the rank itself
        if re.search(r"\d(st|nd|rd|th)\b", said):
            assert "12th" in said
            assert "80th of 113" in said


def test_a_place_that_is_sure_is_told_alone():
    one = row(standing={"rank": 1, "rank_low": 1, "rank_high": 1})
    assert one.place_text == one.place_short == "1st of 113"


@pytest.mark.parametrize(
    "standing", [{"rank_low": None}, {"rank_high": None}, {"rank": None, "rank_low": None}]
)
def test_no_interval_no_place(standing):
    one = row(standing=standing)
    assert one.place_text == one.place_short == ""


def test_sentence_fits_what_can_be_said():
    assert row().standing_sentence == ("Its place could be anywhere between 12th and 80th of 113.")
    above = row(standing={"band": "clearly above"})
    assert above.standing_sentence == "Its place is likely between 12th and 80th of 113."
    few = row(standing={"band": "too little data"})
    assert few.standing_sentence == "Too few answers to compare it with other landlords."
    exact = row(model=Model.ALL_CASES, measure="CH02.1", standing={"band": "above the middle"})
    assert exact.standing_sentence.startswith("Exact for that year: ")


@pytest.mark.parametrize("mark", ["X", "Z", "E", "S", "U"])
def test_every_mark_has_its_own_reason(mark):
    one = row(value=None, mark=mark)
    assert one.value_text == ""
    assert one.standing_sentence == one.mark_text == words.MARKS[mark]
    assert len(set(words.MARKS.values())) == 5


def test_an_unheard_of_mark_still_says_something():
    assert words.mark_text("?") == "There is no figure."


def test_adjusted_is_told_only_where_it_differs():
    assert words.adjusted_text(0.66, 0.62, Model.SHARE).startswith("About 66% had people")
    assert words.adjusted_text(0.6201, 0.62, Model.SHARE) == ""
    assert words.adjusted_text(None, 0.62, Model.SHARE) == ""
    assert words.adjusted_text(0.66, None, Model.SHARE) == ""


def test_cautions_are_told_short_and_long():
    one = row(standing={"flags": ("weighted", "mostly-internet", "merged", "odd")})
    assert one.caution_words == "Weighted. Mostly online. Merged since."
    assert len(one.caution_sentences) == 3
    assert row().caution_words == ""
    assert row().caution_sentences == []


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("LA", "Councils"),
        ("<5,000", "<5,000 homes"),
        ("5,000-40,000", "5,000-40,000 homes"),
        (">40,000", ">40,000 homes"),
        ("London", "London"),
        ("general", "Mostly general homes"),
        ("", ""),
    ],
)
def test_groups_are_named_for_readers(group, said):
    assert words.group_text(group) == said


def test_words_are_kept_for_each_language():
    with translation.override("en-gb"):
        assert words.band_text("about the same") == "About the same"
    with translation.override(None):
        assert words.band_text("about the same") == "About the same"
