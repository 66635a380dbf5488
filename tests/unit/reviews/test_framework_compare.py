"""What a framework says differently from an earlier version."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from heard.reviews.frameworks import framework_compare, framework_read, shipped_file
from heard.reviews.frameworks.comparing import Kind, Part, words_compare

OLD = framework_read(shipped_file("health-check"), file="health-check.yaml")
PART = OLD.dimensions[0]
ONE, TWO = PART.criteria[:2]


def with_first(**changed):
    first = replace(PART, criteria=(replace(ONE, **changed), *PART.criteria[1:]))
    return replace(OLD, dimensions=(first, *OLD.dimensions[1:]))


def with_criteria(*criteria):
    return replace(OLD, dimensions=(replace(PART, criteria=criteria), *OLD.dimensions[1:]))


def test_nothing_differs_from_itself():
    assert framework_compare(OLD, OLD).same


@pytest.mark.parametrize(
    ("changed", "part", "new"),
    [
        ({"name": "A plan"}, Part.NAME, "A plan"),
        ({"good": "All is well."}, Part.GOOD, "All is well."),
        ({"question": ""}, Part.QUESTION, ""),
        ({"weight": Decimal("0.5")}, Part.WEIGHT, "0.5"),
        ({"evidence": ("metric", "document")}, Part.EVIDENCE, "Measure, document"),
        ({"levels": (*ONE.levels[:4], "Better.")}, Part.LEVEL, "Better."),
    ],
)
def test_each_part_of_a_criterion_is_told(changed, part, new):
    found = framework_compare(OLD, with_first(**changed))
    assert not found.same
    (entry,) = found.changed
    (change,) = entry.changes
    assert (entry.code, change.part, change.new) == (ONE.code, part, new)
    assert change.level == (4 if part is Part.LEVEL else None)


def test_criteria_that_come_go_or_stand_elsewhere_are_told():
    gone = framework_compare(OLD, with_criteria(*PART.criteria[1:]))
    assert [one.code for one in gone.removed] == [ONE.code]
    assert not any((gone.added, gone.changed, gone.reordered))
    come = framework_compare(with_criteria(*PART.criteria[1:]), OLD)
    assert [(one.code, one.dimension) for one in come.added] == [(ONE.code, PART.name)]
    recoded = framework_compare(OLD, with_first(code="another"))
    assert [one.code for one in recoded.added + recoded.removed] == ["another", ONE.code]
    turned = framework_compare(OLD, with_criteria(TWO, ONE, *PART.criteria[2:]))
    assert turned.reordered
    assert not any((turned.added, turned.removed, turned.changed, turned.same))


def test_moved_criterion_is_one_change_and_no_new_order():
    second = OLD.dimensions[1]
    moved = (
        replace(PART, criteria=PART.criteria[1:]),
        replace(second, criteria=(ONE, *second.criteria)),
    )
    found = framework_compare(OLD, replace(OLD, dimensions=(*moved, *OLD.dimensions[2:])))
    assert [(one.part, one.new) for one in found.changed[0].changes] == [(Part.PLACE, second.name)]
    assert not any((found.added, found.removed, found.reordered))


def test_dimensions_and_the_framework_itself_are_told():
    renamed = replace(PART, name="Steering", about="")
    found = framework_compare(
        OLD, replace(OLD, name="Ours", dimensions=(renamed, *OLD.dimensions[2:]))
    )
    assert [(one.part, one.new) for one in found.framework] == [(Part.NAME, "Ours")]
    assert [one.part for one in found.dimensions_changed[0].changes] == [Part.NAME, Part.ABOUT]
    assert [one.code for one in found.dimensions_removed] == [OLD.dimensions[1].code]
    turned = replace(OLD, dimensions=OLD.dimensions[::-1])
    assert framework_compare(OLD, turned).reordered


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "All new."),
        ("All gone.", ""),
        ("One two  three.", "One two four."),
        (ONE.good, TWO.good),
    ],
)
def test_pieces_give_both_texts_back(old, new):
    pieces = words_compare(old, new)
    assert "".join(one.text for one in pieces if one.kind is not Kind.IN) == old
    assert "".join(one.text for one in pieces if one.kind is not Kind.OUT) == new
