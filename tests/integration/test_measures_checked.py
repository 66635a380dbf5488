"""What an outsider can check of the command's figures with a pocket calculator."""

from __future__ import annotations

import io
import json

import pytest
from tests.workbooks import MadeUp, build_workbook, cell_of, sheet_of

from heard.cli import main
from heard.measures.figures import figures_list
from heard.measures.models import Workbook
from heard.measures.services import workbook_import

pytestmark = pytest.mark.django_db

MANY = [MadeUp(f"48{n:02}", f"Landlord {n} Limited") for n in range(24)]


@pytest.fixture
def take(tmp_path):
    def take(name, **layout):
        return workbook_import(file=build_workbook(tmp_path / name, **layout), by=None)

    return take


def rows_of(measure, year, *words):
    out = io.StringIO()
    asked = ["measures", "benchmark", "--measure", measure, "--year", year, "--format", "json"]
    assert main([*asked, *words], out=out) == 0
    return {row["code"]: row for row in json.loads(out.getvalue())}


def rate_is(code, published, cases, homes):
    """Write a rate of stage one complaints with its counts."""

    def mutate(book):
        sheet = "Management_Info"
        head = cell_of(book, sheet, "Landlord name").row
        row = cell_of(book, sheet, "Landlord code", code).row
        table = sheet_of(book, sheet)
        for cell in table[head]:
            text = str(cell.value)
            if text.startswith("LCRA - ") and "(CH01 1" in text:
                kind = text.rsplit("(CH01 1", 1)[1].strip(" )0123456789").lower()
                value = {"": published, "numerator": cases, "denominator": homes}[kind]
                table.cell(row, cell.column).value = value

    return mutate


def test_ranks_and_changes_of_rates_follow_the_published_figures(take):
    def now(book):
        rate_is("4800", 0.1, 2, 21_000)(book)
        rate_is("4801", 0.1, 1, 11_000)(book)
        rate_is("4802", 0.0, 1, 21_800)(book)

    take("a.xlsx", landlords=MANY, mutate=rate_is("4800", 2.0, 41, 21_000))
    take("b.xlsx", year="2024-25", landlords=MANY, mutate=now)
    rows = rows_of("CH01.1", "2024-25")
    values = sorted((row["value"] for row in rows.values()), reverse=True)

    assert {c: values.index(row["value"]) + 1 for c, row in rows.items()} == {
        code: row["rank"] for code, row in rows.items()
    }
    assert rows["4800"]["rank"] == rows["4801"]["rank"]
    assert rows["4800"]["change"] == pytest.approx(0.1 - 2.0)
    for row in rows.values():
        assert row["low"] <= row["value"] <= row["high"]
        assert row["change_low"] <= row["change"] <= row["change_high"]


@pytest.mark.parametrize("adjust", ["none", "method"])
def test_a_year_is_benchmarked_without_peeking_at_the_next(take, adjust):
    take("a.xlsx", landlords=MANY)
    alone = rows_of("TP06", "2023-24", "--adjust", adjust)
    take("b.xlsx", year="2024-25", landlords=MANY[::-1])

    assert rows_of("TP06", "2023-24", "--adjust", adjust) == alone


def test_a_corrected_workbook_moves_everybodys_standing_and_keeps_the_old(take):
    take("a.xlsx", year="2024-25", landlords=MANY)
    before = rows_of("TP06", "2024-25")
    last = max(before.values(), key=lambda row: row["rank"])

    def correct(book):
        table = sheet_of(book, "LCRA_Perception")
        head = cell_of(book, "LCRA_Perception", "Landlord name").row
        row = cell_of(book, "LCRA_Perception", "Landlord code", last["code"]).row
        for cell in table[head]:
            text = str(cell.value)
            if "(TP06)" in text and text.startswith("Number of respondents"):
                very = "very satisfied" in text
                table.cell(row, cell.column).value = 500 if very else 0
            elif "(TP06)" in text and text.startswith("Proportion of respondents"):
                table.cell(row, cell.column).value = 100.0

    report = take("a_v1.1.xlsx", year="2024-25", landlords=MANY, mutate=correct)
    after = rows_of("TP06", "2024-25")

    assert report.outcome == "superseded"
    assert [(change.code, change.measure) for change in report.changes] == [(last["code"], "TP06")]
    assert after[last["code"]]["rank"] == 1
    assert all(
        after[code]["rank"] in {row["rank"], row["rank"] + 1}
        for code, row in before.items()
        if code != last["code"]
    )
    assert Workbook.objects.filter(superseded_by=None).count() == 1
    assert Workbook.objects.count() == 2


def test_figures_tell_the_benchmark_what_the_landlord_is(take):
    def merge(book):
        cell_of(
            book, "LCRA_Perception", "Landlord predominant region", "4801"
        ).value = "Merged during year"

    take("a.xlsx", mutate=merge)
    told = {
        figure.code: figure.reading().traits
        for figure in figures_list(years=["2023-24"], measures=["TP06"], populations=["LCRA"])
    }

    assert told["09ZA"].keys() == {"kind", "region", "size", "supported"}
    assert "region" not in told["4801"]
