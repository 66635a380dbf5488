from __future__ import annotations

import csv
import io
import json

import pytest
from tests.integration.measures_store import ALDER, MARKED, NOW, measures_stored
from tests.workbooks import MadeUp, build_workbook

from heard.cli import main
from heard.measures.rows import CONTRACT
from heard.measures.services import workbook_import

pytestmark = pytest.mark.django_db
TEXTS = {"code", "name", "measure", "year", "population", "band"}
COUNTS = {"rank", "rank_low", "rank_high", "of"}


@pytest.fixture(scope="module", autouse=True)
def store(django_db_setup, django_db_blocker, tmp_path_factory):
    with measures_stored(django_db_blocker, tmp_path_factory.mktemp("books")):
        yield


def run(*words, code=0):
    out = io.StringIO()
    assert main(["measures", "benchmark", *words], out=out) == code
    return out.getvalue()


def found(*words):
    return json.loads(run("--measure", "TP06", "--format", "json", *words))


def test_json_has_the_names_and_types_of_the_contract():
    rows = found("--year", "2024-25")
    assert len(rows) == len(NOW)
    for row in rows:
        assert tuple(row) == CONTRACT
        for name, value in row.items():
            if name in TEXTS:
                assert isinstance(value, str)
                assert value
            elif name == "flags":
                assert all(isinstance(flag, str) for flag in value)
            elif name in COUNTS:
                assert value is None or type(value) is int
            else:
                assert value is None or isinstance(value, int | float)


def test_known_figures_are_whole():
    alder = next(row for row in found() if row["code"] == ALDER.code)
    assert alder["measure"] == "TP06"
    assert alder["year"] == "2024-25"
    assert alder["population"] == "LCRA"
    assert 0 <= alder["low"] <= alder["value"] <= alder["high"] <= 1
    assert alder["shrunk_low"] <= alder["shrunk"] <= alder["shrunk_high"]
    assert 1 <= alder["rank_low"] <= alder["rank_high"] <= alder["of"] == len(NOW) - 1
    assert alder["change_low"] < alder["change"] < alder["change_high"]
    assert alder["homes"] == 6200


def test_a_mark_is_null_with_its_reason():
    row = next(row for row in found() if row["code"] == MARKED.code)
    assert [row[name] for name in ("value", "low", "high", "rank", "shrunk", "change")] == [
        None
    ] * 6
    assert "mark:X" in row["flags"]


def test_year_is_the_newest_unless_named():
    assert {row["year"] for row in found()} == {"2024-25"}
    assert {row["year"] for row in found("--year", "2023-24")} == {"2023-24"}


def test_csv_is_headed_by_the_same_names():
    text = run("--measure", "TP06", "--format", "csv")
    head, *rows = csv.reader(io.StringIO(text))
    assert tuple(head[: len(CONTRACT)]) == CONTRACT
    assert len(rows) == len(NOW)
    same = {row["code"]: row["value"] for row in csv.DictReader(io.StringIO(text))}
    for row in found():
        assert same[row["code"]] == ("" if row["value"] is None else repr(row["value"]))


def test_table_is_for_reading():
    text = run("--measure", "TP06")
    assert "Alder Vale Homes" in text
    assert "[X]" in text
    assert " to " in text
    assert "None" not in text


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["4801"], ["4801"]),
        (["L0901"], ["L0902"]),  # its code of the year before
        (["09za", " L0911 "], ["09ZA", "L0911"]),
        (["4899"], []),  # in the register, but left out
    ],
)
def test_landlord_is_found_by_any_of_its_codes(codes, expected):
    words = [word for code in codes for word in ("--landlord", code)]
    assert sorted(row["code"] for row in found(*words)) == expected


@pytest.mark.parametrize("compare", ["all", "kind", "region", "size", "supported"])
@pytest.mark.parametrize("adjust", ["none", "method"])
def test_every_comparison_holds_every_landlord(compare, adjust):
    rows = found("--compare", compare, "--adjust", adjust)
    assert {row["code"] for row in rows} == {one.code for one in NOW}
    whole = len(NOW) - 1
    assert all(row["of"] <= whole for row in rows)
    if compare == "kind":
        assert {row["of"] for row in rows if row["code"] != MARKED.code} == {whole}


def test_adjusted_figures_stand_beside_the_published():
    rows = [row for row in found("--adjust", "method") if row["value"] is not None]
    assert all(row["method_adjusted"] is not None for row in rows)


@pytest.mark.parametrize("measure", ["CH01.1", "ch01.1", "CH01(1)", "CH01 1"])
def test_codes_of_measures_are_forgiven(measure):
    rows = json.loads(run("--measure", measure, "--format", "json"))
    assert {row["measure"] for row in rows} == {"CH01.1"}


def test_counts_of_cases_are_given_as_published_whatever_is_asked():
    plain = run("--measure", "CH01.1", "--format", "json")
    assert run("--measure", "CH01.1", "--format", "json", "--adjust", "method") == plain
    assert json.loads(plain)


def test_population_may_be_named():
    rows = found("--population", "LCHO")
    assert [row["code"] for row in rows] == [ALDER.code]
    assert {row["population"] for row in rows} == {"LCHO"}
    safety = json.loads(run("--measure", "BS01", "--format", "json"))
    assert {row["population"] for row in safety} == {"COMBINED"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--measure", "TP06", "--year", "2031-32"], "Years in the store: 2023-24, 2024-25."),
        (["--measure", "XX99"], "There is no measure XX99."),
        (["--measure", "CH01"], "CH01 has parts: name one of CH01.1, CH01.2."),
        (["--measure", "TP06", "--landlord", "Q9999"], "No landlord holds the code Q9999."),
        (["--measure", "TP06", "--made-up"], "No measures"),
    ],
)
def test_what_is_not_there_is_said_on_standard_error(capsys, words, said):
    assert run(*words, code=1) == ""
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("words", [[], ["--measure", "TP06", "--compare", "best"]])
def test_wrong_words_are_another_exit_code(capsys, words):
    with pytest.raises(SystemExit) as stopped:
        run(*words)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_nobody_with_a_figure_is_said():
    rows = run("--measure", "TP06", "--year", "2024-25", "--population", "COMBINED")
    assert rows == "No landlord has a figure for this choice.\n"


def test_made_up_landlords_are_shown_only_when_asked_for(tmp_path):
    landlords = [MadeUp(f"D{n:04}", f"Example {n} Homes") for n in range(1, 4)]
    book = build_workbook(tmp_path / "made-up.xlsx", year="2024-25", landlords=landlords)
    workbook_import(file=book, by=None, made_up=True)
    rows = found("--made-up")
    assert sorted(row["code"] for row in rows) == ["D0001", "D0002", "D0003"]
    assert all("made-up" in row["flags"] for row in rows)
    assert not {row["code"] for row in found()} & {"D0001", "D0002", "D0003"}
