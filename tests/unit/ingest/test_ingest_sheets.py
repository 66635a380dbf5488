from __future__ import annotations

import pytest

from heard.ingest.faults import MOST, Faults
from heard.ingest.sheets import cells_of, either, find_table, heading, holding, named

COLUMNS = (
    named("name", "Landlord name"),
    named("code", "Landlord code"),
    holding("share", "(TP06)", start="proportion of"),
)
HEADER = ["Landlord name", "Landlord code", "Proportion of residents (TP06)7"]
ROW = ["Alder Vale", "4801", 50.0]


def table_of(*rows, columns=COLUMNS):
    faults = Faults("tsm.xlsx")
    return find_table("S", rows, columns, first="Landlord name", faults=faults), faults


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Required minimum sample size2,3", "required minimum sample size"),
        ("Estimated margin of error achieved2 %", "estimated margin of error achieved %"),
        ("satisfied (TP09)7", "satisfied (tp09)"),
        ("(BS05 Numerator) 5", "(bs05 numerator)"),
        ("Weighting characteristic 1\u200b", "weighting characteristic 1"),
        ("Relevant\u00a0tenant  population", "relevant tenant population"),
        ("landlord’s", "landlord's"),
        ("dwellings? (BS02)5", "dwellings? (bs02)"),
    ],
)
def test_sheets_heading_drops_footnotes(raw, plain):
    assert heading(raw) == plain


def test_sheets_find_table_wherever_its_header_is():
    table, faults = table_of(["Title"], ["1. A note."], HEADER, ROW, [], ["Notes:"], ["2. Two."])
    assert not faults
    assert table.header_row == 3
    assert table.rows == [(4, ROW)]
    assert table.notes == ("1. A note.", "2. Two.")
    assert list(cells_of(table, "share")) == [(4, 50.0)]
    assert table.place(4, "share") == "sheet S, cell C4"


def test_sheets_find_table_reads_on_after_a_blank_row():
    table, faults = table_of(HEADER, ROW, [], ["Brook", "LH9001", 1.0])
    assert not faults
    assert [row for row, _ in table.rows] == [2, 4]


def test_sheets_find_table_says_what_it_left_unread():
    table, _ = table_of([*HEADER, "New column"], ROW)
    assert table.unread == ("D: New column",)


def test_sheets_without_a_header():
    table, faults = table_of(["Name", "Code"], ROW)
    assert table is None
    assert "no cell reads “Landlord name”" in str(faults.error())


def test_sheets_without_the_code_column():
    table, faults = table_of(["Landlord name", "Registration"], ROW)
    assert table is None
    assert "headed “Landlord code”" in str(faults.error())


def test_sheets_say_which_column_looks_like_the_missing_one():
    columns = (*COLUMNS[:2], named("responses", "Total sample size achieved"))
    _, faults = table_of([*HEADER[:2], "Total sample sizes achieved"], columns=columns)
    assert "Cell C1 reads “total sample sizes achieved”" in str(faults.error())


def test_sheets_refuse_a_column_twice():
    _, faults = table_of([*HEADER, HEADER[2]], [*ROW, 1.0])
    (fault,) = faults.found
    assert fault.place == "sheet S, cells C1 and D1"


def test_sheets_refuse_figures_without_a_code():
    _, faults = table_of(HEADER, ["Alder Vale", "", 50.0])
    (fault,) = faults.found
    assert fault.place == "sheet S, cell B2"
    assert "no landlord's code" in fault.problem


def test_sheets_either_wording_will_do():
    column = either(named("a", "Alpha"), named("a", "Beta"))
    assert column.matches("alpha")
    assert column.matches("beta")
    assert not column.matches("gamma")


def test_faults_stop_listing_at_a_sensible_number():
    faults = Faults("tsm.xlsx")
    for number in range(MOST + 3):
        faults.add(f"cell A{number}", "Wrong.", "Mend it.")
    assert len(faults) == MOST + 3
    assert faults.error().faults[-1].problem == "And 3 more."
