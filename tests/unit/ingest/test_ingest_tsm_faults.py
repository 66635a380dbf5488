from __future__ import annotations

from datetime import date

import pytest
from tests.workbooks import MadeUp, build_workbook, cell_of, sheet_of

from heard.errors import BadInputError
from heard.ingest.faults import MOST
from heard.ingest.tsm_read import read_tsm

LCRA, MANAGEMENT = "LCRA_Perception", "Management_Info"


@pytest.fixture
def faults_after(tmp_path):
    """Faults of a workbook that is sound but for one change; none when it can be read."""

    def faults(mutate, *, year="2024-25", **rest):
        path = build_workbook(tmp_path / "tsm.xlsx", year=year, mutate=mutate, **rest)
        try:
            read_tsm(path)
        except BadInputError as error:
            return error.faults
        return ()

    return faults


@pytest.fixture
def fault_after(faults_after):
    def fault(mutate, **rest):
        (found,) = faults_after(mutate, **rest)
        assert found.file == "tsm.xlsx"
        assert found.mend
        return found

    return fault


def writes(sheet, heading, value, code="4801"):
    return lambda book: setattr(cell_of(book, sheet, heading, code), "value", value)


def test_tsm_without_a_change_has_no_fault(faults_after):
    assert faults_after(lambda _: None) == ()


@pytest.mark.parametrize("name", ["LCRA_Perception", "LCHO_Perception", "Combined_Perception"])
def test_tsm_missing_sheet(faults_after, name):
    faults = faults_after(lambda book: book.remove(sheet_of(book, name)))
    assert faults[0].problem == f"there is no sheet TSM25_{name}."


def test_tsm_missing_coverage_sheet(fault_after):
    fault = fault_after(lambda book: book.remove(sheet_of(book, "Table_Coverage")))
    assert fault.problem == "there is no sheet Table_Coverage."


def test_tsm_another_workbook(fault_after):
    def mutate(book):
        for sheet in book.worksheets:
            sheet.title = sheet.title.replace("TSM25", "Table")

    assert "isn't the regulator's TSM workbook" in fault_after(mutate).problem


def test_tsm_sheets_of_two_years(fault_after):
    def mutate(book):
        sheet_of(book, "LCHO_Perception").title = "TSM24_LCHO_Perception"

    assert "different years" in fault_after(mutate).problem


def test_tsm_renamed_column(fault_after):
    def mutate(book):
        cell_of(book, LCRA, "Total sample size").value = "Total sample sizes achieved"

    fault = fault_after(mutate)
    assert fault.place.startswith("sheet TSM25_LCRA_Perception, row ")
    assert "“Total sample size achieved”" in fault.problem
    assert "total sample sizes achieved" in fault.problem


def test_tsm_column_without_its_code(fault_after):
    def mutate(book):
        cell = cell_of(book, LCRA, "very satisfied that their landlord treats")
        cell.value = cell.value.replace("(TP08)", "")

    fault = fault_after(mutate)
    assert "(TP08)" in fault.problem
    assert "very satisfied" in fault.problem


def test_tsm_column_twice(faults_after):
    def mutate(book):
        fairly = cell_of(book, LCRA, "fairly satisfied with the service")
        fairly.value = fairly.value.replace("fairly", "very")

    problems = [fault.problem for fault in faults_after(mutate)]
    assert any("two columns" in problem for problem in problems)
    assert any("fairly satisfied" in problem for problem in problems)


def test_tsm_renamed_header_of_the_table(faults_after):
    faults = faults_after(lambda b: setattr(cell_of(b, LCRA, "Landlord name"), "value", "Name"))
    assert "no cell reads “Landlord name”" in faults[0].problem


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "problem"),
    [
        (LCRA, "(TP06)", "high", "“high” is text where a percentage belongs"),
        (LCRA, "(TP06)", "45.2", "is text where a percentage belongs"),
        (LCRA, "(TP06)", 104.5, "104.5 isn't a percentage, which is between 0 and 100"),
        (LCRA, "(TP06)", -1, "-1 isn't a percentage"),
        (LCRA, "(TP06)", None, "the cell is blank where a percentage or a mark belongs"),
        (LCRA, "(TP06)", "[Q]", "the mark [Q] isn't known"),
        (LCRA, "very satisfied with the service", -3, "-3 isn't a count, which is 0 or more"),
        (LCRA, "very satisfied with the service", "many", "is text where a count belongs"),
        (LCRA, "Total sample size", "about 600", "is text where a number belongs"),
        (LCRA, "Were weighted", "Maybe", "stands where Yes or No belongs"),
        (LCRA, "Landlord type", "Charity", "stands where LA (or LARP) or PRP belongs"),
        (LCRA, "Landlord name", None, "has a code but no name"),
        (MANAGEMENT, "(NM01 1)", -2, "-2 isn't a number, which is 0 or more"),
        (MANAGEMENT, "(BS01 Numerator)", "n/a", "is text where a count belongs"),
    ],
)
def test_tsm_bad_cell(fault_after, sheet, heading, value, problem):
    wanted = {}

    def mutate(book):
        cell = cell_of(book, sheet, heading, "4801")
        cell.value = value
        wanted["place"] = f"sheet {sheet_of(book, sheet).title}, cell {cell.coordinate}"

    fault = fault_after(mutate)
    assert problem in fault.problem
    assert fault.place == wanted["place"]


def test_tsm_date_where_a_number_belongs(fault_after):
    fault = fault_after(writes(LCRA, "Total sample size", date(2024, 4, 1)))
    assert "2024-04-01" in fault.problem


def test_tsm_formula_without_a_value(fault_after):
    fault = fault_after(writes(LCRA, "(TP06)", "=1+1"))
    assert "blank" in fault.problem


@pytest.mark.parametrize("code", ["4.801E+03", 480, "Alder"])
def test_tsm_bad_code(faults_after, code):
    faults = faults_after(writes(LCRA, "Landlord code", code))
    assert "isn't a landlord's code" in faults[0].problem
    assert faults[0].mend.startswith("Write the code as text")


def test_tsm_duplicate_code(faults_after):
    faults = faults_after(writes(LCRA, "Landlord code", "LH9001"))
    assert any("the code LH9001 stands in row" in fault.problem for fault in faults)


def test_tsm_row_without_a_code(faults_after):
    faults = faults_after(writes(LCRA, "Landlord code", None))
    assert "the row has figures but no landlord's code" in faults[0].problem
    assert "says that 4801 is here" in faults[1].problem


def test_tsm_row_missing(fault_after):
    def mutate(book):
        row = cell_of(book, LCRA, "Landlord code", "4801").row
        sheet_of(book, LCRA).delete_rows(row)

    fault = fault_after(mutate)
    assert fault.place == "sheet TSM25_LCRA_Perception"
    assert "says that 4801 is here, but it isn't" in fault.problem


def test_tsm_row_that_coverage_doesnt_know(fault_after):
    fault = fault_after(writes("Table_Coverage", "TSM25_LCHO", "No"))
    assert "4801 is here, but Table_Coverage doesn't say so" in fault.problem


def test_tsm_coverage_with_another_word(faults_after):
    faults = faults_after(writes("Table_Coverage", "TSM25_LCHO", "Partly"))
    assert "“partly” stands where Yes or No belongs" in faults[0].problem


def test_tsm_headings_mixed_up(faults_after):
    swapped = {"(TP04)": "(TP11)", "(TP11)": "(TP04)"}

    def mutate(book):
        head = cell_of(book, LCRA, "Landlord name").row
        for cell in sheet_of(book, LCRA)[head]:
            text = str(cell.value)
            code = next((code for code in swapped if text.endswith(code)), "")
            if code and text.startswith("Number") and "not applicable" not in text:
                cell.value = text.replace(code, swapped[code])

    many = [MadeUp(f"49{n:02}", f"Gorse {n} Homes") for n in range(12)]
    faults = faults_after(mutate, landlords=many)
    assert len(faults) == 2
    for fault, measure in zip(faults, ("TP04", "TP11"), strict=True):
        assert f"the counts headed {measure} don't give its figures for 12 of 12" in fault.problem


def test_tsm_of_a_new_year_laid_out_differently(faults_after):
    def mutate(book):
        cell_of(book, LCRA, "Sample or census").value = "Design of the survey"

    faults = faults_after(mutate, year="2025-26")
    assert "this Heard knows the workbooks of 2023-24 and 2024-25" in faults[0].problem
    assert "2025-26" in faults[0].problem
    assert "Sample or census" in faults[1].problem


def test_tsm_tells_every_fault_at_once(faults_after):
    def mutate(book):
        cell_of(book, LCRA, "(TP06)", "4801").value = "high"
        cell_of(book, LCRA, "(TP07)", "LH9001").value = 999
        cell_of(book, MANAGEMENT, "(BS01)", "09ZA").value = "[Q]"

    assert len(faults_after(mutate)) == 3


def test_tsm_tells_no_more_faults_than_can_be_read(faults_after):
    def mutate(book):
        for row in sheet_of(book, LCRA).iter_rows(min_row=8, min_col=30):
            for cell in row:
                cell.value = "x" if isinstance(cell.value, (int, float)) else cell.value

    faults = faults_after(mutate)
    assert len(faults) == MOST + 1
    assert faults[-1].problem.endswith("more.")
