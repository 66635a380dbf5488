from __future__ import annotations

import pytest
from tests.workbooks import LANDLORDS, MadeUp, answers_of, build_workbook, cell_of, sheet_of

from heard.ingest.tsm import SURVEYED, SURVEYED_LCHO
from heard.ingest.tsm_read import read_tsm

YEARS = ("2023-24", "2024-25", "2025-26")
TOGETHER = MadeUp("4890", "Dell Homes", homes=900, shared=200)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tsm")


@pytest.fixture(scope="module", params=YEARS)
def book(request, folder):
    path = build_workbook(
        folder / f"{request.param}.xlsx",
        year=request.param,
        combined=[TOGETHER],
        left_out=[("4899", "Ember Homes", "The wording differed.")],
    )
    return read_tsm(path)


def returned(book, code, part="lcra"):
    return next(one for one in book.returns if (one.code, one.part) == (code, part))


def figure(book, code, measure, population="LCRA", part="lcra"):
    figures = returned(book, code, part).figures
    return next(f for f in figures if (f.measure, f.population) == (measure, population))


def changed(folder, mutate, *, year="2024-25", **rest):
    return read_tsm(build_workbook(folder / "changed.xlsx", year=year, mutate=mutate, **rest))


def test_tsm_reads_every_table_in_every_layout(book):
    assert [(t.part, t.landlords, t.covered) for t in book.tables] == [
        ("lcra", 3, 3),
        ("lcho", 1, 1),
        ("combined", 1, 1),
        ("management", 4, 4),
    ]
    assert book.title.startswith("Tenant Satisfaction Measures")
    assert book.release.startswith("Version 1.0")
    assert len(book.sha256) == 64
    assert {one.landlord_type for one in book.returns} == {"LA", "PRP"}
    assert [f.measure for f in returned(book, "4801").figures] == list(SURVEYED)
    assert [f.measure for f in returned(book, "4801", "lcho").figures] == list(SURVEYED_LCHO)


def test_tsm_codes_are_text_also_where_the_workbook_has_numbers(book):
    assert {one.code for one in book.returns} == {"4801", "LH9001", "09ZA", "4890"}


def test_tsm_figure_is_a_share_with_its_counts_base_and_cell(book):
    one = figure(book, "4801", "TP06")
    counts = answers_of(LANDLORDS[0], "TP06")
    decimals = 12 if book.year == "2023-24" else 3
    assert one.value == pytest.approx(sum(counts[:2]) / sum(counts), abs=0.6 * 10**-decimals)
    assert one.base == sum(counts)
    assert one.recomputed == sum(counts[:2]) / sum(counts)
    assert one.agrees is True
    assert one.counts["very_satisfied"] == counts[0]
    assert one.counts["not_applicable"] == 12
    assert one.cells.keys() == one.counts.keys()


def test_tsm_filters_are_kept_with_the_counts(book):
    for measure in ("TP02", "TP03", "TP09", "TP10"):
        counts = figure(book, "4801", measure).counts
        assert counts["filter_yes"] == sum(answers_of(LANDLORDS[0], measure))
        assert counts["filter_no"] == 100


def test_tsm_follows_the_code_where_the_words_of_a_heading_are_anothers(folder, book):
    """Counts coded TP05 read "listens to their views": their sum proves that the code is right."""
    wording = {}

    def look(workbook):
        for measure in ("TP05", "TP06"):
            wording[measure] = next(
                cell.value
                for row in sheet_of(workbook, "LCRA_Perception").iter_rows()
                for cell in row
                if f"({measure})" in str(cell.value) and "very satisfied" in str(cell.value)
            )

    again = changed(folder, look, year=book.year)
    assert "listens to their views" in wording["TP05"]
    assert "keeps them informed" in wording["TP06"]
    for measure in ("TP05", "TP06", "TP07"):
        assert figure(again, "4801", measure).base == sum(answers_of(LANDLORDS[0], measure))
        assert figure(again, "4801", measure).agrees


def test_tsm_survey_is_read(book):
    one = returned(book, "4801")
    assert (one.population_size, one.required_sample, one.responses) == (6200, 322, 600)
    assert (one.collection, one.predominant_method) == ("sample", "Telephone")
    assert one.methods == {"telephone": 400, "internet": 200}
    assert one.marks["method postal"] == "X"
    assert one.weighted is False
    assert one.weighting == ()
    assert one.size_band == "5,000-40,000"
    assert returned(book, "LH9001").supported is True
    assert one.context["TP01 by method"] == {"telephone": 0.615, "internet": 0.615}


def test_tsm_words_of_either_year_become_one(folder):
    big = MadeUp("4802", "Fern Homes", size=">40,000", methods={"FacetoFace": 500}, weighted="Yes")

    def mutate(workbook):
        cell_of(workbook, "LCRA_Perception", "Predominant", "4802").value = "FacetoFace"

    book = changed(folder, mutate, year="2023-24", landlords=[big])
    one = returned(book, "4802")
    assert (one.size_band, one.predominant_method) == (">40,000", "Face to Face")
    assert one.methods == {"face to face": 500}
    assert one.weighted is True
    assert one.weighting == ("Age of respondent", "Stock type")


def test_tsm_complaints_of_each_population(book):
    for population in ("LCRA", "LCHO"):
        one = figure(book, "4801", "CH01.1", population, "management")
        assert one.value == pytest.approx(one.recomputed, rel=0.05)
        assert one.agrees
        assert one.base == one.counts["denominator"]


def test_tsm_nought_without_homes_is_no_figure(book):
    """2023-24 writes 0 where a landlord has no such homes, 2024-25 writes [U]."""
    one = figure(book, "LH9001", "CH01.1", "LCHO", "management")
    assert one.value is None
    assert one.mark == ("X" if book.year == "2023-24" else "U")
    assert one.count_marks == {"numerator": "X", "denominator": "X"}
    assert one.base is None


def test_tsm_real_nought_stays_a_figure(folder):
    def mutate(workbook):
        for sheet in ("Management_Info",):
            cell_of(workbook, sheet, "(RP01)", "4801").value = 0
            cell_of(workbook, sheet, "(RP01 Numerator)", "4801").value = 0

    one = figure(changed(folder, mutate), "4801", "RP01", "LCRA", "management")
    assert (one.value, one.mark, one.agrees) == (0.0, "", True)


def test_tsm_nought_over_nought_is_marked(folder):
    def mutate(workbook):
        for heading in ("(BS03)", "(BS03 Numerator)", "(BS03 Denominator)"):
            cell_of(workbook, "Management_Info", heading, "4801").value = 0

    book = changed(folder, mutate, year="2023-24")
    one = figure(book, "4801", "BS03", "COMBINED", "management")
    assert (one.value, one.mark, one.base) == (None, "U", 0.0)


def test_tsm_marks_of_the_regulator_are_kept(folder):
    def mutate(workbook):
        for heading in ("(BS02)", "(BS02 Numerator)", "(BS02 Denominator)"):
            cell_of(workbook, "Management_Info", heading, "4801").value = "[E]"
        cell_of(workbook, "LCRA_Perception", "each survey method - Internet", "4801").value = "[S]"

    book = changed(folder, mutate)
    one = figure(book, "4801", "BS02", "COMBINED", "management")
    assert (one.value, one.mark, one.agrees) == (None, "E", None)
    assert returned(book, "4801").marks["TP01 by internet"] == "S"


def test_tsm_disagreement_beyond_rounding_is_told(folder):
    def mutate(workbook):
        cell_of(workbook, "LCRA_Perception", "(TP06)", "4801").value = 12.3

    one = figure(changed(folder, mutate), "4801", "TP06")
    assert one.value == 0.123
    assert one.agrees is False


def test_tsm_left_out_landlords_keep_their_reason(book):
    (one,) = book.not_included
    assert (one.code, one.part, one.reason) == ("4899", "perception", "The wording differed.")


def test_tsm_notes_of_the_regulator_are_kept(book):
    (notes,) = [v for name, v in book.notes.items() if name.endswith("LCRA_Perception")]
    assert any("[X]" in note for note in notes)


def test_tsm_columns_that_stand_one_to_the_left_are_put_right(folder):
    """As in the combined sheet of 2023-24."""

    def mutate(workbook):
        sheet = sheet_of(workbook, "Combined_Perception")
        start = cell_of(workbook, "Combined_Perception", "Has the average").column
        for row in sheet.iter_rows(min_row=4, max_row=4):
            tail = [cell.value for cell in row[start - 1 :]]
            for cell, value in zip(row[start - 1 :], [*tail[1:], tail[0]], strict=True):
                cell.value = value

    together = MadeUp("4890", "Dell Homes", weighted="Yes", shared=200)
    book = changed(folder, mutate, year="2023-24", combined=[together])
    one = returned(book, "4890", "combined")
    assert one.weighted is True
    assert one.weighting == ("Age of respondent", "Stock type")
    assert any("one to the left" in remark for remark in book.remarks)


def test_tsm_new_columns_are_no_fault(folder):
    def mutate(workbook):
        sheet = sheet_of(workbook, "LCRA_Perception")
        head = cell_of(workbook, "LCRA_Perception", "Landlord name").row
        sheet.cell(head, sheet.max_column + 1, "A heading nobody has seen")

    assert changed(folder, mutate, year="2025-26").year == "2025-26"


def test_tsm_columns_may_stand_in_any_order(folder):
    def mutate(workbook):
        sheet = sheet_of(workbook, "LCRA_Perception")
        head = cell_of(workbook, "LCRA_Perception", "Landlord name").row
        for row in sheet.iter_rows(min_row=head):
            for cell, value in zip(row, [c.value for c in row][::-1], strict=True):
                cell.value = value

    straight = changed(folder, lambda _: None)
    turned = changed(folder, mutate)
    for one, other in zip(straight.returns, turned.returns, strict=True):
        values = [(f.measure, f.value, f.counts) for f in one.figures]
        assert values == [(f.measure, f.value, f.counts) for f in other.figures]


def test_tsm_tells_its_progress(folder):
    told = []
    path = build_workbook(folder / "progress.xlsx")
    read_tsm(path, progress=lambda done, total, message: told.append((done, total, message)))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][0] == told[-1][1]


def test_tsm_is_read_from_bytes_too(folder):
    path = build_workbook(folder / "bytes.xlsx")
    assert read_tsm(path.read_bytes(), file="a.xlsx").file_name == "a.xlsx"
