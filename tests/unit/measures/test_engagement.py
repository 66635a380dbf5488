from __future__ import annotations

from heard.measures.definitions import definitions
from heard.measures.engagement import MEASURES, QUESTIONS
from heard.measures.pages.boroughs import SAID
from heard.measures.words import BANDS


def test_the_health_check_is_of_listening_informing_respect_and_complaints():
    assert MEASURES == ("TP06", "TP07", "TP08", "TP09", "CH01.1", "CH01.2", "CH02.1", "CH02.2")


def test_every_measure_of_the_health_check_is_defined():
    assert set(MEASURES) <= {one.code for one in definitions()}


def test_every_question_is_one():
    assert all(str(question.heading).endswith("?") for question in QUESTIONS)


def test_complaints_made_have_no_better_end():
    better = {one.code: one.better for one in definitions()}
    assert better["CH01.1"] == better["CH01.2"] == "neither"


def test_a_summary_has_words_for_every_band():
    assert {band for band, _words in SAID} == set(BANDS)
