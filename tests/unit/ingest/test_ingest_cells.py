from __future__ import annotations

import doctest
from datetime import date
from importlib import import_module

import pytest

from heard.ingest import cells
from heard.ingest.cells import CellError, Number
from heard.ingest.marks import MARKS, mark_in, mark_meaning


@pytest.mark.parametrize(
    "name", ["cells", "recompute", "tsm_read", "sheets", "marks", "archive", "tsm_rows"]
)
def test_ingest_doctests(name):
    assert doctest.testmod(import_module(f"heard.ingest.{name}")).failed == 0


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("L4517", "L4517"),
        (" lh0032\u200b", "LH0032"),
        (4878.0, "4878"),
        (4878, "4878"),
        ("4878.0", "4878"),
        ("00AE", "00AE"),
        ("22ub", "22UB"),
        ("5 060", "5060"),
    ],
)
def test_cells_landlord_code(raw, code):
    assert cells.landlord_code(raw) == code


@pytest.mark.parametrize("raw", ["4.878E+03", 123.0, 48780.0, 4878.5, "4,878", "1E5"])
def test_cells_landlord_code_that_a_spreadsheet_changed(raw):
    with pytest.raises(CellError, match="a spreadsheet may have changed it"):
        cells.landlord_code(raw)


@pytest.mark.parametrize("raw", ["", None, "[X]", "Alder Vale", True, date(2024, 4, 1)])
def test_cells_landlord_code_that_is_none(raw):
    with pytest.raises(CellError):
        cells.landlord_code(raw)


@pytest.mark.parametrize("mark", sorted(MARKS))
def test_cells_number_keeps_marks(mark):
    assert cells.number(f"[{mark}]") == Number(None, mark)
    assert cells.number(f" [{mark.lower()}]\u00a0") == Number(None, mark)
    assert mark_meaning(mark)


def test_marks_are_single_letters_in_brackets():
    assert mark_in("[Q]") == "Q"
    assert mark_in("5[Z].1") == ""
    assert mark_meaning("Q") == "the regulator gave no figure"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("n/a", "is text where a count belongs"),
        ("12", "is text where a count belongs"),
        ("", "is blank"),
        (None, "is blank"),
        ("[Q]", r"the mark \[Q\] isn't known"),
        (-1.0, "0 or more"),
        (float("nan"), "isn't a count"),
        (float("inf"), "isn't a count"),
        (True, "is text where"),
        ("#DIV/0!", "is text where"),
        ("x" * 300, "x…”"),
    ],
)
def test_cells_count_refuses(raw, problem):
    with pytest.raises(CellError, match=problem):
        cells.count(raw)


def test_cells_percent_is_0_to_100():
    assert cells.percent(100) == Number(100.0)
    with pytest.raises(CellError, match="between 0 and 100"):
        cells.percent(100.1)


@pytest.mark.parametrize(
    ("raw", "truth"),
    [
        ("Yes", (True, "")),
        (" no ", (False, "")),
        ("[X]", (None, "X")),
        ("", (None, "")),
        ("Merged during year", (None, "")),
    ],
)
def test_cells_yes_or_no(raw, truth):
    assert cells.yes_or_no(raw) == truth


def test_cells_yes_or_no_refuses_other_words():
    with pytest.raises(CellError, match="Yes or No"):
        cells.yes_or_no("Perhaps")


def test_cells_paragraph_keeps_lines_and_drops_marks():
    assert cells.paragraph(" One\nTwo\u200b ") == "One\nTwo"
    assert cells.paragraph("[X]") == cells.paragraph(None) == ""


@pytest.mark.parametrize(("column", "name"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (134, "EE1")])
def test_cells_name(column, name):
    assert cells.cell_name(1, column) == name
