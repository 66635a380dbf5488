"""Tables in PostgreSQL are counted as anywhere else."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.db import connection
from psycopg import sql
from tests.engine_tables import COLUMNS, TODAY, plain

from heard.engines.contract import Question
from heard.engines.duck import Duck
from heard.engines.memory import InMemory
from heard.engines.sources import source_of
from heard.errors import BadInputError

ROWS = [
    (date(2024, 1, 5), "B", "O", "A", 2, None),
    (date(2024, 1, 9), " B ", "O", "A", 1, date(2024, 1, 30)),
    (None, "B", "O", "A", 1, None),
    (date(2024, 1, 9), "C", "O", None, 1, None),
]


@pytest.fixture
def address(db):
    if connection.vendor != "postgresql":
        pytest.skip("The store is SQLite.")
    given = connection.get_connection_params()
    words = {name: given[name] for name in ("host", "port", "user", "password") if given.get(name)}
    address = f"postgresql:///{quote(given['dbname'])}?{urlencode(words)}"
    with psycopg.connect(address, autocommit=True) as store:
        store.execute("CREATE SCHEMA engines")
        store.execute(
            "CREATE TABLE engines.concerns"
            " (raised date, block text, owner text, about text, n numeric(9, 2), entered date)"
        )
        with store.cursor() as cursor:
            cursor.executemany("INSERT INTO engines.concerns VALUES (%s,%s,%s,%s,%s,%s)", ROWS)
        yield address
        store.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier("engines")))


def test_tables_of_postgresql_are_counted_alike(address):
    source = source_of(f"{address}#engines.concerns")
    asked = Question(COLUMNS, "week", TODAY)
    found = plain(Duck().count(source, asked))
    assert found == plain(InMemory().count(source, asked))
    assert [(one.row, one.kind) for one in found["faults"]] == [(3, "no-date"), (4, "no-category")]
    assert found["cells"] == [[0, 0, 0, 0, 2], [0, 0, 0, 1, 1]]
    with pytest.raises(BadInputError, match="can’t be read") as told:
        Duck().count(source_of(f"{address}#nothing"), asked)
    assert "password" not in str(told.value)
