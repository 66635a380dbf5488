"""DuckDB counts what counting in memory counts, whatever people write into tables."""

from __future__ import annotations

import sqlite3

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from tests.engine_tables import (
    COLUMNS,
    TODAY,
    by_length,
    csv_files,
    parquet_tables,
    passes,
    plain,
    questions,
)

from heard.engines.contract import Pass, Question
from heard.engines.duck import Duck
from heard.engines.memory import InMemory
from heard.engines.sources import source_of
from heard.errors import BadInputError

ASKED = Question(COLUMNS, "week", TODAY)
HEAD = b"words,raised,block,owner,about,n,entered\n"
ROW = b"h,2024-01-05,B,O,A,2,\n"
MEMORY = InMemory()


@pytest.fixture(scope="module")
def duck():
    return Duck()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


def agree(engine, path, asked):
    source = source_of(str(path))
    there = plain(engine.count(source, asked))
    assert there == plain(MEMORY.count(source, asked))
    return there


@settings(max_examples=12)
@given(data=csv_files(most=40), asked=questions())
@example(data=HEAD, asked=ASKED)
@example(data=HEAD + ROW + b"\n" + ROW + b"\n\n", asked=ASKED)
@example(data=HEAD + b"\n" + ROW + b",,,,,,\n" + ROW, asked=ASKED)
@example(data=HEAD + b"\xe2\x82" * 60_000 + b"," + ROW[2:] + ROW, asked=ASKED)
def test_csv_files_are_counted_alike(duck, folder, data, asked):
    path = folder / "table.csv"
    path.write_bytes(data)
    agree(duck, path, asked)


@settings(max_examples=12)
@given(table=parquet_tables(most=40), asked=questions())
def test_parquet_files_are_counted_alike(duck, folder, table, asked):
    path = folder / "table.parquet"
    pq.write_table(table, path)
    agree(duck, path, asked)


def test_a_row_longer_than_a_block_is_read_patiently(duck, folder):
    path = folder / "long.csv"
    path.write_bytes(HEAD + ROW * 3 + b"w" * 17_000_000 + ROW[1:] + ROW)
    found = agree(duck, path, ASKED)
    assert [(one.row, one.kind) for one in found["faults"]] == [(5, "too-long")]
    assert found["cells"] == [[0, 0, 0, 0, 10]]


def test_more_faults_than_are_listed_are_counted(duck, folder):
    path = folder / "faults.csv"
    path.write_bytes(HEAD + ROW + b"h,,B,O,A,1,\n" * 5_010)
    found = agree(duck, path, ASKED)
    assert len(found["faults"]) == 5_000
    assert found["kinds"] == {"no-date": 5_010}


def test_tables_of_sqlite_are_counted_alike(duck, folder):
    path = folder / "store.sqlite3"
    with sqlite3.connect(path) as store:
        store.execute('CREATE TABLE "odd ""name" (raised, block, owner, about, n, entered)')
        rows = [
            ("2024-01-05", "B", "O", "A", 2, None),
            ("2024-01-06", b"B\xff", "O", "A", 1, None),
            (None, "B", "O", "A", 1.0, ""),
            ("2024-01-06", "C", "O", "A", 1.5, "2024-01-30"),
        ]
        store.executemany('INSERT INTO "odd ""name" VALUES (?, ?, ?, ?, ?, ?)', rows)
    store.close()
    found = agree(duck, f'sqlite:///{path}#odd "name', ASKED)
    told = [(one.row, one.kind) for one in found["faults"]]
    assert told == [(2, "encoding"), (3, "no-date"), (4, "count-not-whole")]
    with pytest.raises(BadInputError, match="no column"):
        duck.count(source_of(f"sqlite:///{path}#other"), ASKED)


@settings(max_examples=12)
@given(asked=passes())
def test_sums_of_a_pass_are_alike(duck, asked):
    facts, one = asked
    np.testing.assert_allclose(duck.sums(facts, one), MEMORY.sums(facts, one), atol=1e-9)


def test_em_finds_two_kinds_of_places(duck, folder):
    """Two passes a round, with the engine's sums and dense numbers in between."""
    rng = np.random.default_rng(3)
    kind = np.arange(40) % 2
    rates = np.array([[9, 1, 1], [1, 1, 9]])
    unit, item = np.indices((40, 3)).reshape(2, -1)
    facts = pa.table({"u": unit, "i": item, "n": rng.poisson(rates[kind[unit], item])})
    path = folder / "facts.parquet"
    pq.write_table(facts, path)
    shares = np.array([[0.4, 0.3], [0.3, 0.3], [0.3, 0.4]])
    for _ in range(5):
        log = duck.sums(path, Pass("u", "i", "n", 40, np.log(shares)))
        belongs = np.exp(log - log.max(axis=1, keepdims=True))
        belongs /= belongs.sum(axis=1, keepdims=True)
        shares = duck.sums(path, Pass("i", "u", "n", 3, belongs)) + 1e-9
        shares /= shares.sum(axis=0)
    assert (belongs[:, 1] > 0.5).tolist() == (kind == 1).tolist()


@settings(max_examples=10)
@given(data=csv_files())
def test_themes_are_alike(duck, folder, data):
    path = folder / "texts.csv"
    path.write_bytes(data)
    source = source_of(str(path))
    found = duck.themes(source, "words", by_length)
    assert found.equals(MEMORY.themes(source, "words", by_length))


def test_what_can_not_be_read_says_so(duck, folder):
    path = folder / "broken.parquet"
    path.write_bytes(b"PAR1 no")
    for name in (str(path), str(folder / "none.parquet"), str(folder / "none.csv")):
        for engine in (duck, MEMORY):
            with pytest.raises(BadInputError, match="can’t be read"):
                engine.count(source_of(name), ASKED)
    for words in ("sqlite:///x.sqlite3", "table.xlsx"):
        with pytest.raises(BadInputError):
            source_of(words)


def test_no_password_is_told():
    assert source_of("postgresql://me:secret@db/heard#rows").name == "db/heard#rows"
