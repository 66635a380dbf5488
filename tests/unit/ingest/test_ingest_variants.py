"""Workbooks as they may come: laid out anew, mended by hand, or made to exhaust a machine."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from tests.workbooks import MadeUp, build_workbook, cell_of, sheet_of

from heard.errors import BadInputError
from heard.ingest.recompute import column_decimals
from heard.ingest.sheets import heading
from heard.ingest.tsm_read import read_tsm

MANY = [MadeUp(f"48{n:02}", f"Landlord {n} Limited") for n in range(30)]
LCRA = "LCRA_Perception"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tsm.xlsx"


def figures_of(book):
    return {
        (one.code, figure.measure, figure.population): (figure.value, figure.mark, figure.counts)
        for one in book.returns
        for figure in one.figures
    }


def faults_of(source):
    with pytest.raises(BadInputError) as caught:
        read_tsm(source, file="tsm.xlsx")
    return caught.value.faults


def proportion(book, measure="TP06"):
    """The heading of the measure's published percentage."""
    table = sheet_of(book, LCRA)
    return next(
        cell
        for row in table.iter_rows()
        for cell in row
        if str(cell.value).startswith("Proportion of resp") and f"({measure})" in str(cell.value)
    )


def figure_cell(book, code, measure="TP06"):
    at = cell_of(book, LCRA, "Landlord code", code)
    return sheet_of(book, LCRA).cell(at.row, proportion(book, measure).column)


@pytest.mark.parametrize(
    "noted", ["³", "⁴,⁵", " ¹²", "[3]", " [note 5]", " (note 4)", "*", "†", "12", "2,3"]
)
def test_headings_lose_whatever_footnote_they_carry(noted):
    assert heading(f"Landlord type{noted}") == "landlord type"
    assert heading(f"Tenants listened to (TP06){noted}") == "tenants listened to (tp06)"


@pytest.mark.parametrize(
    "kept", ["weighting characteristic 1", "lcra above 30% supported housing", "(ch01 1)"]
)
def test_headings_keep_numbers_that_are_no_footnotes(kept):
    assert heading(kept) == kept
    assert heading(f"{kept}³") == kept


def test_workbook_with_new_footnotes_reads_as_before(path):
    before = figures_of(read_tsm(build_workbook(path, year="2024-25")))

    def note(book):
        for name in (LCRA, "LCHO_Perception", "Management_Info"):
            head = cell_of(book, name, "Landlord name").row
            for cell in sheet_of(book, name)[head]:
                if cell.value:
                    cell.value = f"{cell.value}{('³', ' [note 2]', '†')[cell.column % 3]}"

    assert figures_of(read_tsm(build_workbook(path, year="2024-25", mutate=note))) == before


def test_one_odd_figure_is_a_disagreement_and_accuses_no_column(path):
    def correct(book):
        figure_cell(book, "4803").value = 58.123

    book = read_tsm(build_workbook(path, year="2024-25", landlords=MANY, mutate=correct))
    odd = [
        (one.code, figure.measure)
        for one in book.returns
        for figure in one.figures
        if figure.agrees is False
    ]
    assert odd == [("4803", "TP06")]


def test_percentages_given_as_shares_are_named_as_such(path):
    def divide(book):
        for one in MANY:
            cell = figure_cell(book, one.code)
            cell.value = cell.value / 100

    (fault,) = faults_of(build_workbook(path, year="2024-25", landlords=MANY, mutate=divide))
    assert "TP06 are shares from 0 to 1 where percentages" in fault.problem
    assert "sheet TSM25_LCRA_Perception, cell " in fault.place


def test_a_date_is_called_a_date(path):
    def write(book):
        figure_cell(book, "4801").value = date(2025, 3, 31)

    (fault,) = faults_of(build_workbook(path, year="2024-25", mutate=write))
    assert fault.problem == "“2025-03-31” is a date where a percentage belongs."


def test_decimals_are_those_of_most_figures():
    assert column_decimals([]) == 0
    assert column_decimals([100.0, 0.0]) == 0
    assert column_decimals([*(n + 0.5 for n in range(9)), 3.14159265]) == 1
    assert column_decimals([1 / 3, 2 / 3, 50.0, 100.0, 100.0]) == 6


def with_part(data, part, change):
    """The workbook's bytes with one part changed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return kept.getvalue()


def part_of(data, title):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        book = file.read("xl/workbook.xml").decode()
    titles = [
        piece.split('"')[0]
        for piece in book.split("<sheet ")[1:]
        for piece in [piece.split('name="')[1]]
    ]
    return f"xl/worksheets/sheet{titles.index(title) + 1}.xml"


def far_out(row):
    return lambda content: content.replace(b"</sheetData>", row + b"</sheetData>")


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (b'<row r="1000000"/>', "row 1000000 lies"),
        (b'<row r="900"><c r="XFD900"><v>1</v></c></row>', "cell XFD900 lies"),
    ],
)
def test_what_lies_too_far_out_is_named_with_its_sheet(path, row, named):
    data = build_workbook(path, year="2024-25").read_bytes()
    part = part_of(data, "TSM25_LCHO_Perception")
    (fault,) = faults_of(with_part(data, part, far_out(row)))
    assert fault.place == "sheet TSM25_LCHO_Perception"
    assert fault.problem.startswith(named)


def test_sheets_that_reach_far_without_holding_anything_are_refused(path):
    data = build_workbook(path, year="2024-25").read_bytes()
    corner = far_out(b'<row r="9999"><c r="ZZ9999"><v>1</v></c></row>')
    for title in ("TSM25_LCRA_Perception", "TSM25_LCHO_Perception"):
        data = with_part(data, part_of(data, title), corner)
    (fault,) = faults_of(data)
    assert "reach over more cells" in fault.problem


def test_sheets_that_heard_does_not_know_are_not_read(path):
    def add(book):
        for n in range(3):
            book.create_sheet(f"Chart data {n}").cell(9999, 702).value = 1

    assert read_tsm(build_workbook(path, year="2024-25", mutate=add)).returns
