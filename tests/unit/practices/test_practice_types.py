"""The types of practice that ship: whole, plain, and fit for the framework that ships."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import heard.reviews
from heard.errors import NotFoundError
from heard.practices.catalogue import (
    framework_code,
    practice_type_find,
    practice_type_get,
    practice_types,
    practice_types_for,
)
from heard.practices.models import Cost, Effort
from heard.practices.references import ALPHABET, practice_reference_make

TYPES = practice_types()
LONGEST = 480  # characters of one text: a few sentences


def shipped_framework():
    folder = Path(heard.reviews.__file__).parent / "frameworks" / "data"
    return yaml.safe_load((folder / f"{framework_code()}.yaml").read_text("utf-8"))


def shipped_criteria():
    dimensions = shipped_framework()["dimensions"]
    return {one["code"] for dimension in dimensions for one in dimension["criteria"]}


@pytest.mark.parametrize("kind", TYPES, ids=lambda one: one.code)
def test_type_says_everything_briefly(kind):
    for text in (kind.what, kind.problem, kind.takes, kind.know, kind.wrong):
        assert text.endswith((".", "?"))
        assert 30 < len(text) < LONGEST
    assert kind.cost in Cost.values
    assert kind.effort in Effort.values


@pytest.mark.parametrize("kind", TYPES, ids=lambda one: one.code)
def test_type_names_no_landlord_and_no_figure_as_fact(kind):
    said = f"{kind.what} {kind.problem} {kind.takes} {kind.know} {kind.wrong}"
    assert "%" not in said
    assert "£" not in said
    assert not any(name in said for name in ("Homes Ltd", "RHP", "L&Q", "MTVH", "Peabody"))


def test_types_serve_criteria_that_ship_and_every_criterion_has_one():
    served = {code for kind in TYPES for code in kind.criteria}
    assert served == shipped_criteria()


def test_codes_are_once_and_found():
    assert len({kind.code for kind in TYPES}) == len(TYPES) >= 25
    assert practice_type_find("") is None
    assert practice_type_get("scrutiny-panel").name == "Residents' scrutiny panel"
    assert practice_types_for("walkabouts")
    with pytest.raises(NotFoundError):
        practice_type_get("nonsense")


def test_references_are_short_and_without_words():
    reference = practice_reference_make()
    assert reference.startswith("GP-")
    assert set(reference[3:]) <= set(ALPHABET)
