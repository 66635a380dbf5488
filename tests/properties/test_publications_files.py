"""Whatever people typed, files parse back to it and run nothing."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.publications.samples import sample

from heard.publications.csv import csv_bytes
from heard.publications.json import json_bytes
from heard.publications.tables import Column
from heard.publications.xlsx import xlsx_bytes
from heard.spreadsheets import guarded

COLUMNS = (Column("text", "Text"), Column("share", "Share", "share"), Column("n", "N", "count"))
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

plain = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]))
hostile = st.tuples(st.sampled_from([*FORMULA, "'", '"', " ", "'="]), plain).map("".join)
texts = plain | hostile
rows = st.lists(
    st.fixed_dictionaries(
        {
            "text": texts,
            "share": st.none() | st.floats(),
            "n": st.none() | st.integers(min_value=-(2**70), max_value=2**70),
        }
    ),
    max_size=8,
)


def finite(number):
    return number if number is not None and abs(number) < float("inf") else None


def unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and guarded(text[1:]) == text else text


@settings(deadline=None)
@given(texts)
def test_guarded_text_never_begins_a_formula_and_parses_back(text):
    safe = guarded(text)
    assert not safe.startswith(FORMULA)
    assert not safe.lstrip(' "').startswith(FORMULA)
    assert unguarded(safe) == text


@settings(deadline=None)
@given(rows)
def test_csv_parses_back(rows):
    content = csv_bytes(sample(columns=COLUMNS, rows=rows)).decode()
    back = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [unguarded(row["text"]) for row in back] == [row["text"] for row in rows]
    for found, row in zip(back, rows, strict=True):
        assert (float(found["share"]) if found["share"] else None) == finite(row["share"])
        assert (int(found["n"]) if found["n"] else None) == row["n"]


@settings(deadline=None)
@given(rows)
def test_json_parses_back(rows):
    content = json.loads(json_bytes(sample(columns=COLUMNS, rows=rows)))
    expected = [{**row, "share": finite(row["share"])} for row in rows]
    assert content["rows"] == expected


@settings(deadline=None)
@given(st.lists(st.text(min_size=1), max_size=5))
def test_xlsx_takes_any_text_and_makes_no_formula(texts):
    content = xlsx_bytes(sample(columns=COLUMNS, rows=[{"text": text} for text in texts]))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Data"]
    for row in range(2, len(texts) + 2):
        assert sheet.cell(row, 1).data_type in {"s", "inlineStr"}


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "\ufffe"])
def test_characters_that_no_file_can_hold_are_replaced(text):
    table = sample(columns=COLUMNS, rows=[{"text": text}])
    for content in (csv_bytes(table), json_bytes(table)):
        assert "\N{REPLACEMENT CHARACTER}" in content.decode()
    assert openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table)))["Data"]["A2"].value
