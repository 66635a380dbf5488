from dataclasses import replace
from datetime import date, timedelta

import pytest

from heard.concerns.likeness import Sketch, likeness

COLD = Sketch(
    landlord="1", category="heating-hot-water", raised_on=date(2026, 1, 12),
    estate="4", place="Tern House",
    postcode="QX1 4AB", words="No heating in the whole block since Friday, we are freezing.",
)  # fmt: skip
NEIGHBOUR = replace(
    COLD,
    raised_on=date(2026, 1, 14),
    words="heating is off in all the block, since friday! freezing",
)


def test_two_households_of_a_cold_block_are_alike():
    found = likeness(COLD, NEIGHBOUR)
    assert found.likely
    assert "About the same thing" in found.reasons
    assert "The same place" in found.reasons
    assert "Raised 2 days apart" in found.reasons


def test_the_same_twice_is_wholly_alike():
    assert likeness(COLD, COLD).score == 1
    empty = Sketch("", "", COLD.raised_on, "")
    assert likeness(empty, empty).score == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"place": "", "postcode": "qx14ab"}, "The same postcode"),
        ({"place": "", "postcode": ""}, "The same estate"),
        ({"person": "abc"}, "From the same person"),
    ],
)
def test_reasons_say_what_is_the_same(changes, reason):
    a = replace(COLD, **changes)
    assert reason in likeness(a, replace(a, raised_on=a.raised_on + timedelta(days=1))).reasons


@pytest.mark.parametrize(
    "changes",
    [
        {"estate": "9", "place": "Elver House", "postcode": "QX2 1AA"},
        {"category": "parking", "words": "People park across the dropped kerb every evening."},
        {"raised_on": date(2027, 6, 1), "words": "Radiators banging at night, nobody can sleep."},
        {"landlord": "2"},
    ],
)
def test_what_differs_in_something_that_matters_is_not_likely(changes):
    assert not likeness(COLD, replace(NEIGHBOUR, **changes)).likely


def test_unknown_places_are_not_the_same_place():
    nowhere = replace(COLD, estate="", place="", postcode="")
    reasons = likeness(
        nowhere, replace(nowhere, raised_on=COLD.raised_on + timedelta(days=1))
    ).reasons
    assert not [reason for reason in reasons if "same place" in reason or "postcode" in reason]
