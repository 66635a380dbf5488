from __future__ import annotations

import csv
import io
import json

import duckdb
import pytest
from tests.unit.analysis.theme_texts import planted

from heard import cli


def said(*words):
    """What the command printed, and its exit code."""
    out = io.StringIO()
    code = cli.main(["themes", *map(str, words)], out=out)
    return code, out.getvalue()


def themes_of(*words):
    code, text = said(*words)
    assert code == 0
    return json.loads(text)


@pytest.fixture
def comments(tmp_path):
    """120 comments of four themes; Priya Patel signs those about lifts."""
    texts, labels = planted(120)
    path = tmp_path / "comments.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "said"])
        for at, (text, label) in enumerate(zip(texts, labels, strict=True)):
            writer.writerow([f"C{at}", f"{text} Priya Patel" if label == "lift" else text])
    return path


def test_themes_come_in_the_contracts_words(comments, capsys):
    words = (comments, "--text", "said", "--id", "number", "--k", "4")
    whole = themes_of(*words)
    assert list(whole) == ["themes", "assignments"]
    for theme in whole["themes"]:
        assert list(theme) == ["id", "name", "size", "share", "low", "high", "quotes"]
        assert [list(one) for one in theme["quotes"]] == [["id", "text"]] * 3
    assert [one["id"] for one in whole["assignments"]] == [f"C{at}" for at in range(120)]
    assert {one["theme"] for one in whole["assignments"]} == {one["id"] for one in whole["themes"]}
    assert all(0 <= one["score"] <= 1 for one in whole["assignments"])
    assert sum(one["share"] for one in whole["themes"]) == pytest.approx(1)
    assert said(*words) == said(*words)
    assert "read them before" in capsys.readouterr().err


def test_people_stand_in_no_quote_and_no_name_unless_asked_for(comments, capsys):
    hidden = said(comments, "--text", "said", "--k", "4")[1]
    assert "[name]" in hidden
    assert "patel" not in hidden.casefold()
    assert "Priya Patel" in said(comments, "--text", "said", "--k", "4", "--as-written")[1]
    assert "Don’t publish them so" in capsys.readouterr().err


def test_rows_at_fault_are_told_counted_and_fatal_if_asked(tmp_path, capsys):
    path = tmp_path / "bad.csv"
    rows = [
        b"id,said",
        b"1,The lift is broken",
        b"2,",
        b"3,caf\xe9 is loud",
        b"4," + b"a" * 10_000_000,
        b"1,Lift broken again",
        b"5,Lift broken again, twice",
        b"6,Broken lift",
    ]
    path.write_bytes(b"\n".join(rows))
    whole = themes_of(path, "--text", "said", "--id", "id")
    assert [one["id"] for one in whole["assignments"]] == ["1", "6"]
    told = capsys.readouterr().err
    for row in (3, 4, 5, 6, 7):
        assert f"row {row}" in told
    for reason in ("no text", "letters can’t be read", "100,000 characters", "earlier row’s id"):
        assert reason.replace("’", "'") in told.replace("’", "'")
    assert "5 of 7 rows are at fault" in told
    code, text = said(path, "--text", "said", "--id", "id", "--strict")
    assert (code, text) == (1, "")


def test_csv_has_a_row_for_each_text(comments):
    code, text = said(comments, "--text", "said", "--k", "auto", "--format", "csv", "--seed", "3")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert code == 0
    assert [row["id"] for row in rows] == [str(at) for at in range(2, 122)]
    assert list(rows[0]) == ["id", "theme", "name", "score"]


def test_parquet_gives_what_csv_gives(comments, tmp_path):
    path = tmp_path / "comments.parquet"
    duckdb.sql(f"copy (select * from read_csv('{comments}')) to '{path}' (format parquet)")  # noqa: S608
    words = ("--text", "said", "--id", "number", "--k", "3")
    assert said(path, *words) == said(comments, *words)


def test_what_was_printed_can_be_given_again(comments, tmp_path, capsys):
    first = themes_of(comments, "--text", "said", "--id", "number", "--k", "4")
    kept = tmp_path / "themes.json"
    kept.write_text(json.dumps(first, ensure_ascii=False), encoding="utf-8")
    again = themes_of(comments, "--text", "said", "--id", "number", "--seeds", kept)
    assert {one["id"]: one["name"] for one in first["themes"]}.items() <= {
        one["id"]: one["name"] for one in again["themes"]
    }.items()
    same = [
        one["theme"] == other["theme"]
        for one, other in zip(first["assignments"], again["assignments"], strict=True)
    ]
    assert sum(same) > 100


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("{", ""),
        ('{"a": 1}', ""),
        ('[{"name": 3}]', "theme 1"),
        ("[]", ""),
        ('[{"name":"x"},{"name":"x"}]', ""),
    ],
)
def test_seeds_at_fault_are_told(comments, tmp_path, capsys, content, place):
    path = tmp_path / "seeds.json"
    path.write_text(content)
    assert said(comments, "--text", "said", "--seeds", path) == (1, "")
    assert f"seeds.json{', ' + place if place else ':'}" in capsys.readouterr().err


def test_headings_without_rows_give_nothing_and_no_headings_an_error(tmp_path, capsys):
    path = tmp_path / "empty.csv"
    path.write_text("said\n")
    assert themes_of(path, "--text", "said") == {"themes": [], "assignments": []}
    assert "There are no texts." in capsys.readouterr().err
    path.write_text("")
    assert said(path, "--text", "said") == (1, "")
    assert said(tmp_path / "none.parquet", "--text", "said")[0] == 1
