from __future__ import annotations

import pytest

from heard.analysis.change import change_interval
from heard.analysis.readings import Reading


def survey(satisfied: float, base: float, **others: object) -> Reading:
    return Reading("A", satisfied / base, base, others.pop("population", None), **others)


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_change_interval_agrees_with_newcombe_table_two(now, before, low, high):
    change = change_interval(survey(*now), survey(*before))

    assert change.low == pytest.approx(low, abs=5e-5)
    assert change.high == pytest.approx(high, abs=5e-5)


def test_change_is_certain_when_everybody_answered_twice():
    change = change_interval(survey(60, 100, population=100), survey(50, 100, population=100))

    assert (change.value, change.low, change.high) == pytest.approx((0.1, 0.1, 0.1))


def test_change_says_what_it_does_not_allow_for():
    now = survey(60, 100, weighted=True, methods={"internet": 1.0})
    before = survey(70, 100, methods={"telephone": 1.0})

    assert change_interval(now, before).allowance == ("method-changed", "weighting-changed")


def test_change_needs_both_shares_and_bases():
    known, unknown = survey(60, 100), Reading("A", None, None, None, mark="X")

    assert change_interval(known, unknown) is None
    assert change_interval(unknown, known) is None
    assert change_interval(known, Reading("A", 0.5, 0, None)) is None
