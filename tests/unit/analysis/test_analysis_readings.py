from __future__ import annotations

import pytest

from heard.analysis.readings import (
    Count,
    Reading,
    method_mix,
    require_unique,
    sampling_variance,
    survey_flags,
)


def test_method_mix_forgives_spelling_and_sums_to_one():
    mix = method_mix({"Telephone": 60, "phone": 20, "FacetoFace": 10, "carrier pigeon": 10})

    assert mix == pytest.approx({"telephone": 0.8, "face to face": 0.1, "other": 0.1})
    assert method_mix({}) == {}
    assert method_mix({"sms": 0.0}) == {}


def test_flags_name_mark_weighting_and_main_method():
    reading = Reading(
        "A", None, None, None, weighted=True, methods={"Face to Face": 0.5, "phone": 0.5}, mark="X"
    )

    assert survey_flags(reading) == ("mark:X", "weighted", "mostly-face-to-face")


def test_flags_compare_with_the_year_before():
    before = Reading("A", 0.7, 500, 5000, methods={"telephone": 1.0})
    slightly = Reading("A", 0.7, 500, 5000, methods={"telephone": 0.75, "internet": 0.25})
    largely = Reading("A", 0.7, 500, 5000, True, True, {"telephone": 0.6, "internet": 0.4})

    assert survey_flags(slightly, before) == ()
    assert survey_flags(largely, before) == ("weighted", "method-changed", "weighting-changed")
    assert survey_flags(Reading("A", 0.7, 500, 5000), before) == ()


def test_sampling_variance_is_never_nought_for_a_unanimous_survey():
    assert sampling_variance(1.0, 30, None) > 1e-4
    assert sampling_variance(1.0, 30, 30) == 0
    assert sampling_variance(0.5, 1e6, None) == pytest.approx(0.25e-6, rel=1e-4)


def test_rate_needs_homes():
    assert Count("A", 30, 1500).rate == 20
    assert Count("A", 30, 0).rate is None
    assert Count("A", None, 1500, mark="X").rate is None


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Reading("A", 1.5, 10, None),
        lambda: Reading("A", float("nan"), 10, None),
        lambda: Reading("A", 0.5, -1, None),
        lambda: Reading("A", 0.5, 10, float("inf")),
        lambda: Reading("A", 0.5, 10, None, methods={"sms": -0.1}),
        lambda: Count("A", -1, 10),
        lambda: Count("A", 1, float("nan")),
        lambda: Count("A", 1, 10, per=0),
        lambda: require_unique([Reading("A", 0.5, 10, None)] * 2),
    ],
)
def test_readings_refuse_what_makes_no_sense(wrong):
    with pytest.raises(ValueError, match=r"^A"):
        wrong()
