"""The regulator's real workbooks, read in place; nothing of them is kept here but a few totals."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from python_calamine import CalamineWorkbook

from heard.ingest.cells import RSH_CODE
from heard.ingest.sheets import heading
from heard.ingest.tsm import ANSWERS, SURVEYED, Tsm
from heard.ingest.tsm_read import read_tsm

pytestmark = pytest.mark.workbooks

FILES = {
    "2023-24": "2024_TSM_Full_Data_v1.1_FINAL.xlsx",
    "2024-25": "2025_TSM_Full_Data_v1.0_FINAL.xlsx",
}
SHORT = {
    "VS": "very_satisfied",
    "FS": "fairly_satisfied",
    "NSD": "neither",
    "FD": "fairly_dissatisfied",
    "VD": "very_dissatisfied",
}
# Shared owners' surveys of 2023-24 whose weighted counts are published as whole numbers.
WEIGHTED = {"4849", "4873", "4878", "L0514", "L4449", "L4552", "LH3902"}


@pytest.fixture(scope="module")
def books(tsm_folder):
    return {year: read_tsm(tsm_folder / name) for year, name in FILES.items()}


def test_real_workbooks_hold_what_their_coverage_says(books):
    counts = {
        year: [(t.part, t.landlords, t.covered) for t in book.tables]
        for year, book in books.items()
    }
    assert counts == {
        "2023-24": [
            ("lcra", 355, 355),
            ("lcho", 56, 56),
            ("combined", 2, 2),
            ("management", 358, 358),
        ],
        "2024-25": [
            ("lcra", 353, 353),
            ("lcho", 59, 59),
            ("combined", 2, 2),
            ("management", 359, 359),
        ],
    }


def test_real_workbooks_share_348_landlords_with_survey_results(books):
    codes = [{r.code for r in book.returns if r.part == "lcra"} for book in books.values()]
    assert len(codes[0] & codes[1]) == 348


def test_real_workbooks_have_codes_as_text(books):
    for book in books.values():
        assert all(RSH_CODE.match(one.code) for one in (*book.returns, *book.not_included))


def test_real_workbooks_agree_with_their_counts_but_for_rounded_weighted_ones(books):
    wrong = {
        year: [(r, f) for r in book.returns for f in r.figures if f.agrees is False]
        for year, book in books.items()
    }
    right = {
        year: sum(f.agrees is True for r in book.returns for f in r.figures)
        for year, book in books.items()
    }
    assert right == {"2023-24": 9899, "2024-25": 10005}
    assert wrong["2024-25"] == []
    assert len(wrong["2023-24"]) == 63
    assert {r.part for r, _ in wrong["2023-24"]} == {"lcho"}
    assert all(r.weighted for r, _ in wrong["2023-24"])
    assert {r.code for r, _ in wrong["2023-24"]} == WEIGHTED


def test_real_workbooks_marks(books):
    marks = {
        year: Counter(f.mark for r in book.returns for f in r.figures if f.mark)
        for year, book in books.items()
    }
    assert marks == {
        "2023-24": {"X": 2657, "U": 28, "E": 17},
        "2024-25": {"U": 2673, "E": 11},
    }


def test_real_workbooks_have_no_complaints_of_shared_owners_that_arent_there(books):
    for book in books.values():
        owners = [
            f
            for r in book.returns
            for f in r.figures
            if (f.measure, f.population) == ("CH01.1", "LCHO") and f.value is not None
        ]
        assert all(f.counts["denominator"] for f in owners)
        assert len(owners) in {56, 59}


def test_real_workbooks_words_are_one_vocabulary(books):
    returns = [r for book in books.values() for r in book.returns]
    assert {r.landlord_type for r in returns} == {"LA", "PRP"}
    assert {r.size_band for r in returns} == {
        "<5,000",
        "5,000-40,000",
        ">40,000",
        "Merged during year",
        "",
    }
    assert {r.collection for r in returns} == {"sample", "census", ""}
    assert {r.predominant_method for r in returns} == {
        "Telephone",
        "Internet",
        "Postal",
        "SMS",
        "Other",
        "Face to Face",
        "No predominant method",
        "",
    }


def test_real_workbooks_combined_sheet_of_the_first_year_is_put_right(books):
    book = books["2023-24"]
    assert any("one to the left" in remark for remark in book.remarks)
    assert [r.weighted for r in book.returns if r.part == "combined"] == [False, False]
    assert not any("one to the left" in remark for remark in books["2024-25"].remarks)


@pytest.mark.parametrize("year", FILES)
def test_real_data_dictionary_knows_each_count_by_the_same_code(tsm_folder, year):
    """The dictionary's field names (TP06_VS_LCRA) say which measure a mislabelled heading is of."""
    rows = CalamineWorkbook.from_path(tsm_folder / FILES[year]).get_sheet_by_name("Data Dictionary")
    columns = {column.key: column for column in Tsm.tables[0].columns}
    checked = 0
    for row in rows.to_python():
        found = re.match(r"^(TP\d\d)_(VS|FS|NSD|FD|VD)_LCRA$", str(row[2]).strip())
        if not found or "LCRA" not in str(row[0]):
            continue
        measure, answer = found.group(1), SHORT[found.group(2)]
        assert columns[f"{measure} {answer}"].matches(heading(row[1])), row[1]
        others = [key for key, column in columns.items() if column.matches(heading(row[1]))]
        assert others == [f"{measure} {answer}"]
        checked += 1
    assert checked == len(SURVEYED) * len(ANSWERS)


@pytest.mark.parametrize("year", FILES)
def test_real_headings_of_tp05_and_tp06_carry_anothers_words(books, tsm_folder, year):
    """And their counts give the proportions of the code, not those of the words."""
    book = books[year]
    sheet = book.tables[0].sheet
    rows = CalamineWorkbook.from_path(tsm_folder / FILES[year]).get_sheet_by_name(sheet)
    texts = [str(raw) for row in rows.to_python()[:12] for raw in row]
    counts = [text for text in texts if text.startswith("Number of respondents who report that")]
    assert any("listens to their views" in text and "(TP05)" in text for text in counts)
    assert any("keeps them informed" in text and "(TP06)" in text for text in counts)
    by_words = by_code = 0
    for one in book.returns:
        if one.part != "lcra":
            continue
        figures = {figure.measure: figure for figure in one.figures}
        five, six = figures["TP05"], figures["TP06"]
        by_code += bool(five.agrees) and bool(six.agrees)
        by_words += abs(six.value - five.recomputed) < 0.0006
    assert by_code == len([one for one in book.returns if one.part == "lcra"])
    assert by_words < by_code / 10
