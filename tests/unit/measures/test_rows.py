from __future__ import annotations

import json

import pytest
from tests.unit.measures.row_samples import row

from heard.measures.models import Model
from heard.measures.rows import CONTRACT, main_method
from heard.measures.shown import shown_rows

NAMES = (
    "code, name, measure, year, population, value, low, high, base, homes, shrunk, shrunk_low,"
    " shrunk_high, rank, rank_low, rank_high, of, p_above_median, band, change, change_low,"
    " change_high, method_adjusted, flags"
)


def test_contract_has_these_names_in_this_order():
    assert ", ".join(CONTRACT) == NAMES
    assert list(row().as_contract()) == NAMES.split(", ")


def test_contract_holds_plain_values():
    kept = row(standing={"flags": ("weighted",)}).as_contract()
    assert json.loads(json.dumps(kept)) == kept
    assert kept["flags"] == ["weighted"]
    assert kept["band"] == "about the same"
    assert type(kept["band"]) is str


def test_unknown_is_none_with_its_mark_among_the_flags():
    nothing = {
        "low": None, "high": None, "rank": None, "rank_low": None, "rank_high": None,
        "flags": ("mark:Z",), "band": "too little data",
    }  # fmt: skip
    kept = row(value=None, mark="Z", base=None, tenants=None, standing=nothing).as_contract()
    unknown = {name for name, value in kept.items() if value is None}
    assert {"value", "low", "high", "base", "homes", "shrunk", "rank", "change"} <= unknown
    assert 0 not in [value for name, value in kept.items() if name != "of"]
    assert kept["flags"] == ["mark:Z"]


def test_made_up_rows_say_so():
    assert row(is_fictional=True).flags == ("made-up",)
    assert row().flags == ()


def test_homes_are_tenants_for_surveys_and_homes_for_rates():
    assert row().homes == 2000
    counts = {"numerator": 80.0, "denominator": 1500.0}
    assert row(model=Model.RATE, measure="CH01.1", counts=counts).homes == 1500


def test_source_names_workbook_sheet_and_cell():
    assert row().source_text == "tsm.xlsx, TSM25_LCRA_Perception, AB12"


@pytest.mark.parametrize(
    ("methods", "most"),
    [
        ({"telephone": 60, "internet": 40}, "telephone"),
        ({"telephone": 50, "internet": 50}, ""),
        ({}, ""),
        ({"postal": 0}, ""),
    ],
)
def test_main_method_is_how_more_than_half_were_asked(methods, most):
    assert main_method(methods) == most


def test_shown_rows_have_every_text_ready():
    (one,) = shown_rows([row(result_id=40, slug="over-0x0-housing")], adjusted=False)
    assert one["landlord"] == "/landlords/over-0x0-housing/"
    assert one["trace"] == "/figures/40/"
    assert one["where"] == "62%: where Landlord L0001’s figure for TP06 comes from"
    assert one["place"] == "12th to 80th of 113"
    assert one["group"] == one["adjusted"] == one["mark"] == ""
    assert all(isinstance(text, str) for text in one.values())


def test_shown_rows_of_a_mark_claim_nothing():
    (one,) = shown_rows([row(value=None, mark="X")], adjusted=True)
    assert one["mark"] == "The landlord left this blank."
    assert not any(one[name] for name in ("value", "range", "band", "place", "adjusted", "where"))


def test_shown_rows_give_the_adjusted_figure_and_the_group():
    adjusted = row(standing={"method_adjusted": 0.66}, compared_with="LA")
    (one,) = shown_rows([adjusted], adjusted=True)
    assert one["adjusted"] == "66%"
    assert one["group"] == "Councils"
