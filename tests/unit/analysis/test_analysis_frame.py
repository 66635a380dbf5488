from __future__ import annotations

import pytest

from heard.analysis.frame import changes_on_scale, frame_of, methods_of, on_scale, pairs_of
from heard.analysis.method_mix import PRIORS
from heard.analysis.readings import Reading

PHONE, ONLINE = {"telephone": 1.0}, {"internet": 1.0}


def test_frame_keeps_what_can_be_compared_in_order_of_code():
    readings = [
        Reading("B", 0.0, 10, None),
        Reading("A", 0.5, 9.9, None),
        Reading("C", None, 50, None),
        Reading("A2", 0.5, 50, None),
    ]

    assert [one.code for one in frame_of(readings, 10).readings] == ["A2", "B"]


def test_changes_on_a_common_footing_leave_the_change_of_method_out():
    now = [
        Reading("A", 0.56, 900, 9000, methods=ONLINE),
        Reading("B", 0.7, 900, 9000, methods=PHONE),
    ]
    before = {
        "A": Reading("A", 0.7, 900, 9000, methods=PHONE),
        "B": Reading("B", 0.7, 900, 9000),
        "Z": Reading("Z", 0.7, 900, 9000),
    }
    frame = frame_of(now, 10)
    pairs = pairs_of(frame, before, 10)
    model = methods_of(frame, pairs, PRIORS, spread=0.1, drift=0.035)
    plain, _ = changes_on_scale(pairs, None)
    footed, variances = changes_on_scale(pairs, model)

    assert plain == pytest.approx([-0.14, 0.0])
    assert footed == pytest.approx([0.0, 0.0], abs=0.03)
    assert (variances > 0).all()


def test_supported_housing_is_no_effect_of_being_asked_in_person():
    readings = [
        Reading(
            f"{n:03}",
            0.85 if n % 4 == 0 else 0.70 + (n % 7) / 200,
            900,
            9000,
            methods={"face to face": 1.0} if n % 4 == 0 or n % 9 == 0 else PHONE,
            supported=None if n == 1 else n % 4 == 0,
        )
        for n in range(120)
    ]
    frame = frame_of(readings, 10)
    model = methods_of(frame, (), PRIORS, spread=0.1, drift=0.035)

    assert model.effects[0] == pytest.approx(0.0, abs=0.04)


def test_no_model_where_no_methods_are_known():
    frame = frame_of([Reading("A", 0.7, 900, None)], 10)

    assert methods_of(frame, (), PRIORS, spread=0.1, drift=0.035) is None
    assert on_scale(frame, None).values.tolist() == [0.7]
