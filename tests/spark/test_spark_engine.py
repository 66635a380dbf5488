"""Executors of Spark count what counting in memory counts."""

from __future__ import annotations

import io
import json
import sqlite3

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from tests.engine_tables import COLUMNS, TODAY, csv_files, parquet_tables, passes, plain, questions

from heard import cli
from heard.engines.contract import Question
from heard.engines.memory import InMemory
from heard.engines.sources import source_of
from heard.errors import BadInputError

ASKED = Question(COLUMNS, "week", TODAY)
MEMORY = InMemory()
ONE = settings(  # a big table, and no time for making it smaller
    max_examples=1,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


def agree(spark, path, asked):
    source = source_of(str(path))
    expected = plain(MEMORY.count(source, asked))
    assume(expected["faults"] and len(expected["cells"]) > 2)  # others would show little
    assert plain(spark.count(source, asked)) == expected


def test_executors_are_processes_of_their_own(session):
    import os

    def pids(batches):
        import pyarrow as pa

        for batch in batches:
            yield pa.record_batch({"parent": pa.array([os.getppid()] * len(batch), pa.int64())})

    rows = session.range(0, 8, 1, 8).mapInArrow(pids, "parent long").distinct().collect()
    assert session.sparkContext.master.startswith("local-cluster")
    assert session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() >= 2
    assert os.getpid() not in {row.parent for row in rows}


@ONE
@given(data=csv_files(least=40, most=80), asked=questions())
def test_csv_files_are_counted_alike(spark, folder, data, asked):
    path = folder / "table.csv"
    path.write_bytes(data)
    agree(spark, path, asked)


@ONE
@given(table=parquet_tables(least=30, most=60), asked=questions())
def test_parquet_files_are_counted_alike(spark, folder, table, asked):
    path = folder / f"{hash(str(table))}.parquet"
    pq.write_table(table, path)
    agree(spark, path, asked)


@ONE
@given(asked=passes())
def test_sums_of_a_pass_are_alike(spark, asked):
    facts, one = asked
    np.testing.assert_allclose(spark.sums(facts, one), MEMORY.sums(facts, one), atol=1e-9)


def test_themes_are_given_where_the_texts_are(spark, folder):
    def by_length(texts):
        return [len(text) % 3 for text in texts], [len(text) / 8 for text in texts]

    path = folder / "store.sqlite3"
    with sqlite3.connect(path) as store:
        store.execute("CREATE TABLE concerns (words)")
        texts = [("damp again",), (None,), ("w" * 5_000,), ("lift",)]
        store.executemany("INSERT INTO concerns VALUES (?)", texts)
    store.close()
    source = source_of(f"sqlite:///{path}#concerns")
    found = spark.themes(source, "words", by_length)
    assert found.equals(MEMORY.themes(source, "words", by_length))
    assert found.column("theme").to_pylist() == [1, 0, 2, 1]


def test_what_can_not_be_read_says_so(spark, folder):
    (folder / "broken.parquet").write_bytes(b"PAR1 no")
    for name in ("broken.parquet", "none.csv"):
        with pytest.raises(BadInputError, match="can’t be read"):
            spark.count(source_of(str(folder / name)), ASKED)


def test_scan_counts_on_spark_what_it_counts_in_process(session, folder):
    path = folder / "concerns.csv"
    weeks = "".join(
        f"2024-{week // 4 + 1:02}-{week % 4 * 7 + 1:02},B,Damp\n" * 3 for week in range(40)
    )
    path.write_text(f"raised,block,about\n{weeks}")
    words = ["signals", "scan", str(path), "--date", "raised", "--place", "block"]
    words += ["--category", "about", "--all", "--format", "json"]
    said = []
    for engine in ("spark", "duckdb"):
        out = io.StringIO()
        assert cli.main([*words, "--engine", engine], out=out) == 0
        said.append(json.loads(out.getvalue()))
    assert said[0] == said[1]
    assert said[0]
