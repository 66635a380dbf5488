from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from tests.unit.publications.samples import PROVENANCE, sample

from heard.publications import xlsx
from heard.publications.tables import Column
from heard.publications.xlsx import xlsx_bytes


def read(table):
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table)))


def test_xlsx_holds_values_of_their_own_types():
    sheet = read(sample())["Data"]
    assert [cell.value for cell in sheet[1]][:3] == ["Landlord", "Share satisfied", "Answers"]
    assert [cell.value for cell in sheet[2]] == [
        "Thameside Homes",
        0.6384,
        1204,
        42.5,
        datetime(2025, 3, 31),  # noqa: DTZ001 - workbooks have no time zones
        True,
        None,
    ]
    assert sheet["B2"].number_format == "0%"
    assert sheet["D2"].number_format == "#,##0.0"


def test_xlsx_keeps_unknown_empty_and_zero_zero():
    sheet = read(sample())["Data"]
    assert [sheet.cell(3, column).value for column in (2, 3, 4)] == [None, None, None]
    assert [sheet.cell(4, column).value for column in (2, 3, 4)] == [0, 0, -1.5]


def test_xlsx_never_holds_a_formula_or_a_link():
    table = sample(rows=[{"name": text} for text in ("=1+1", "{=1}", "http://a.example", "+1")])
    sheet = read(table)["Data"]
    for row, text in enumerate(("=1+1", "{=1}", "http://a.example", "+1"), start=2):
        cell = sheet.cell(row, 1)
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_xlsx_header_is_frozen_and_filtered():
    sheet = read(sample())["Data"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G4"
    assert sheet.print_title_rows == "$1:$1"


def test_xlsx_explains_source_and_columns():
    book = read(sample())
    source = {row[0].value: row[1].value for row in book["Source and licence"].rows}
    assert source["Source"] == PROVENANCE.source
    assert source["Retrieved"] == "3 October 2026"
    assert source["Licence"].startswith("Open Government Licence v3.0")
    assert source["Method version"] == "benchmark 1.0"
    rows = [tuple(cell.value for cell in row) for row in book["Columns"].rows]
    assert rows[2] == ("Share satisfied", "value", "share", "Very or fairly satisfied")


def test_xlsx_names_the_sheet_of_made_up_data():
    book = read(sample(provenance=replace(PROVENANCE, made_up=True)))
    assert book.sheetnames[0] == "MADE-UP DATA"
    assert "MADE-UP DATA" in book["MADE-UP DATA"].oddHeader.center.text


def test_xlsx_keeps_what_excel_cannot_hold_as_text():
    columns = (Column("n", "N", "count"), Column("d", "D", "date"), Column("t", "T"))
    row = {"n": 2**60, "d": date(1899, 5, 1), "t": "x" * 40_000}
    cells = read(sample(columns=columns, rows=[row]))["Data"][2]
    assert [cells[0].value, cells[1].value] == [str(2**60), "1899-05-01"]
    assert len(cells[2].value) == 32_767


def test_xlsx_says_so_when_rows_do_not_fit(monkeypatch):
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    with pytest.raises(ValueError, match="use CSV"):
        xlsx_bytes(sample())


def test_xlsx_is_the_same_bytes_for_the_same_table():
    assert xlsx_bytes(sample()) == xlsx_bytes(sample())


def test_xlsx_takes_an_ampersand_in_the_footer():
    table = sample(provenance=replace(PROVENANCE, source="L&Q " * 100))
    assert read(table)["Data"].oddFooter.left.text.startswith("L&&Q")
