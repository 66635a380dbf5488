from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from heard import cli

COLUMNS = ("--date", "raised", "--place", "block", "--category", "about", "--landlord", "owner")
START = date(2022, 1, 3)
KEYS = [
    *("place", "landlord", "category", "period", "observed", "expected"),
    *("low", "high", "score", "p", "level"),
]


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """110 weeks of 12 blocks; one has trouble with its lift in the last six."""
    rng = np.random.default_rng(7)
    rows = []
    for week in range(110):
        for block in range(12):
            for about, rate in (("Lift", 0.3), ("Damp", 0.8)):
                trouble = max(0, week - 103) if (block, about) == (3, "Lift") else 0
                for _ in range(rng.poisson(rate + trouble)):
                    day = START + timedelta(days=7 * week + int(rng.integers(0, 7)))
                    entered = day + timedelta(days=int(rng.choice([0, 9], p=[0.8, 0.2])))
                    rows.append((day, f"Block {block}", f"Landlord {block % 3}", about, entered, 1))
    path = tmp_path_factory.mktemp("signals") / "concerns.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("raised", "block", "owner", "about", "entered", "n"), *rows])
    return path


def said(*words):
    """What the command printed, and its exit code."""
    out = io.StringIO()
    code = cli.main(["signals", *map(str, words)], out=out)
    return code, out.getvalue()


def rows_of(*words):
    code, text = said(*words, "--format", "json")
    assert code == 0
    return json.loads(text)


def test_scan_lists_the_trouble_in_the_contracts_words(history):
    rows = rows_of("scan", history, *COLUMNS)

    assert [list(row) for row in rows] == [KEYS] * len(rows)
    top = rows[0]
    assert (top["place"], top["landlord"], top["category"]) == ("Block 3", "Landlord 0", "Lift")
    assert (top["period"], top["level"]) == ("2024-02-05", "place")
    assert top["observed"] > top["high"] >= top["expected"] >= top["low"]
    assert top["p"] < 1e-4
    assert len(rows) <= 10
    assert rows == rows_of("scan", history, *COLUMNS)


def test_scan_prints_all_series_or_those_under_a_rate(history):
    whole = rows_of("scan", history, *COLUMNS, "--all", "--by", "month")
    places = [row for row in whole if row["level"] == "place"]
    assert len(places) == 24
    assert {row["period"] for row in whole} == {"2024-02-01"}
    assert {row["category"] for row in whole if row["level"] == "place-total"} == {None}
    few = rows_of("scan", history, *COLUMNS, "--by", "month", "--fpr", "0.05")
    assert [row["p"] for row in few] == sorted(row["p"] for row in whole if row["p"] < 0.05)


def test_scan_as_of_a_day_knows_nothing_later(history, tmp_path, capsys):
    cut = tmp_path / "cut.csv"
    lines = history.read_text().splitlines()
    kept = [line for line in lines[1:] if line[:10] <= "2023-12-03"]
    cut.write_text("\n".join([lines[0], *kept]))
    then = rows_of("scan", history, *COLUMNS, "--all", "--as-of", "2023-12-03")
    assert "weren’t known on 2023-12-03" in capsys.readouterr().err
    assert then == rows_of("scan", cut, *COLUMNS, "--all", "--as-of", "2023-12-03")


def test_last_weeks_are_said_to_be_incomplete(history, capsys):
    rows_of("scan", history, *COLUMNS, "--entered", "entered", "--as-of", "2024-02-11")
    assert "is taken to be" in capsys.readouterr().err


def test_scan_reads_counts_parents_neighbours_and_mergers(history, tmp_path):
    parents = tmp_path / "parents.csv"
    blocks = [f"Block {at}" for at in range(12)]
    parents.write_text(
        "place,parent\n" + "".join(f"{one},Ward {at // 6}\n" for at, one in enumerate(blocks))
    )
    near = tmp_path / "near.csv"
    near.write_text(
        "place,neighbour\n" + "".join(f"{one},{other}\n" for one, other in pairwise(blocks))
    )
    mergers = tmp_path / "mergers.csv"
    mergers.write_text("old,new\nLandlord 2,Landlord 1\n")
    words = ("--count", "n", "--parents", parents, "--neighbours", near, "--mergers", mergers)
    rows = rows_of("scan", history, *COLUMNS, *words, "--all", "--seed", "4")
    assert {row["level"] for row in rows} >= {"place", "parent", "landlord", "neighbours", "total"}
    assert {row["landlord"] for row in rows} == {None, "Landlord 0", "Landlord 1"}
    assert rows == rows_of("scan", history, *COLUMNS, *words, "--all", "--seed", "4")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (b",Block 1,Landlord 1,Damp,,1", "There is no date"),
        (b"soon,Block 1,Landlord 1,Damp,,1", "is no date"),
        (b"2200-01-01,Block 1,Landlord 1,Damp,,1", "is in the future"),
        (b"2024-01-01, ,Landlord 1,Damp,,1", "There is no place"),
        (b"2024-01-01,Bl\xffock,Landlord 1,Damp,,1", "be read"),
        (b"2024-01-01," + b"x" * 10_000_000 + b",Landlord 1,Damp,,1", "characters"),
        (b"2024-01-01,Block 1,Landlord 1,Damp,,many", "is no whole number"),
        (b"2024-01-01,Block 1,Landlord 1,Damp,,-1", "less than nothing"),
        (b"2024-01-01,Block 1", "fewer or more cells"),
    ],
    ids=["blank", "words", "future", "place", "bytes", "long", "number", "negative", "short"],
)
def test_row_at_fault_is_told_and_fatal_only_when_strict(history, tmp_path, capsys, row, problem):
    path = tmp_path / "bad.csv"
    whole = history.read_bytes()
    path.write_bytes(whole + row + b"\r\n")
    number = len(whole.splitlines()) + 1
    words = ("scan", path, *COLUMNS, "--count", "n", "--all")
    without = rows_of("scan", history, *COLUMNS, "--count", "n", "--all")
    capsys.readouterr()
    assert rows_of(*words) == without
    told = capsys.readouterr().err
    assert f"row {number}" in told
    assert problem in told
    assert said(*words, "--strict") == (1, "")


def test_spark_that_is_not_there_says_how_to_get_it(history, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.delitem(sys.modules, "heard.engines.spark", raising=False)
    assert said("scan", history, *COLUMNS, "--engine", "spark")[0] == 1
    assert "pip install 'heard[spark]'" in capsys.readouterr().err


def test_scan_on_duckdb_says_what_it_says_without(history, tmp_path, capsys):
    known = tmp_path / "known.csv"
    known.write_text("place\n" + "".join(f"Block {at}\n" for at in range(11)))
    words = ("scan", history, *COLUMNS, "--all", "--known-places", known, "--entered", "entered")
    plainly = (rows_of(*words), capsys.readouterr().err)
    answer = tmp_path / "answer.json"
    on_duckdb = (*words, "--engine", "duckdb", "--format", "json", "--out", answer)
    assert said(*on_duckdb) == (0, "")
    assert plainly == (json.loads(answer.read_text()), capsys.readouterr().err)
    assert said(*on_duckdb[:-1], tmp_path) == (1, "")
    assert "'Block 11' isn’t a known place" in plainly[1]


def test_what_can_not_be_used_says_why(history, tmp_path, capsys):
    assert said("scan", tmp_path / "none.csv", *COLUMNS)[0] == 1
    assert said("scan", history, *COLUMNS[:-1], "nothing")[0] == 1
    assert "There is no column 'nothing'" in capsys.readouterr().err
    assert said("scan", tmp_path / "some.xlsx", *COLUMNS)[0] == 1
    assert "This kind of file" in capsys.readouterr().err
    words = ("backtest", history, *COLUMNS, "--from", "2030-01-01", "--to", "2030-02-01")
    assert said(*words)[0] == 1
    with pytest.raises(SystemExit):
        said("scan", history, *COLUMNS, "--fpr", "2")


def test_nothing_known_yet_is_an_empty_list(history, capsys):
    for words in ((), ("--all",), ("--fpr", "0.05")):
        assert rows_of("scan", history, *COLUMNS, "--as-of", "2021-06-01", *words) == []
    assert "No row counts." in capsys.readouterr().err
    assert "Nothing is unusual" in said("scan", history, *COLUMNS, "--as-of", "2021-06-01")[1]


def test_count_of_nought_is_a_series_that_was_looked_at(tmp_path):
    path = tmp_path / "counts.csv"
    path.write_text(
        "month,block,about,n\n"
        + "".join(f"2023-{month:02}-01,Block 1,Damp,{month % 3}\n" for month in range(1, 13))
        + "2023-12-01,Block 2,Damp,0\n"
    )
    words = ("--date", "month", "--place", "block", "--category", "about", "--count", "n")
    rows = rows_of("scan", path, *words, "--by", "month", "--all")
    assert [(row["place"], row["observed"]) for row in rows if row["level"] == "place"] == [
        ("Block 1", 0),
        ("Block 2", 0),
    ]


def test_table_and_csv_say_the_same(history):
    code, table = said("scan", history, *COLUMNS)
    assert code == 0
    assert "Block 3, Landlord 0" in table
    assert "A rise in reports can be a rise in reporting." in table
    _, text = said("scan", history, *COLUMNS, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == KEYS
    assert rows[0]["place"] == "Block 3"


def test_backtest_sets_methods_beside_each_other(history, tmp_path):
    problems = tmp_path / "problems.csv"
    problems.write_text(
        "place,landlord,category,starts,reference\nBlock 3,Landlord 0,Lift,2024-01-01,2024-02-19\n"
    )
    words = ("backtest", history, *COLUMNS, "--from", "2023-12-25", "--to", "2024-02-11")
    code, text = said(*words, "--per-week", "2", "--problems", problems, "--format", "json")
    told = json.loads(text)
    ours, plain, none = told["methods"]
    assert code == 0
    assert [one["method"] for one in told["methods"]] == ["heard", "z-score", "none"]
    assert (ours["found"], none["found"]) == (1, 0)
    assert ours["problems"][0]["lead_days"] >= 21
    assert all(one["budget_kept"] and one["longest_list"] <= 2 for one in (ours, plain, none))
    unknown = json.loads(said(*words, "--entered", "entered", "--format", "json")[1])
    assert {one["found"] for one in unknown["methods"]} == {None}
    assert {one["false_a_week"] for one in unknown["methods"]} == {None}
    assert "isn’t known" in said(*words)[1]
