"""Rows of a source as texts, one after the other: patient with whatever people write."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from heard.engines.sources import CSV, PARQUET, SQLITE, lacking, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from heard.engines.sources import Source

BIGGEST_CELL = 256 * 1024 * 1024
_AT_A_TIME = 10_000


class Row(NamedTuple):
    """A row: its number, whether its cells don't fit, texts by role, and all other texts."""

    number: int
    shape: bool
    texts: Sequence[str]
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, and the roles that their texts stand for."""

    roles: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def rows_of(source: Source, roles: Mapping[str, str]) -> Iterator[Table]:
    """The rows of a source, open as long as they are read.

    Raises:
        BadInputError: it can't be read, or lacks a column; at once or while rows are read.
    """
    opened = {CSV: _csv_rows, PARQUET: _parquet_rows, SQLITE: _sqlite_rows}.get(
        source.kind, _postgresql_rows
    )
    try:
        with opened(source, roles) as rows:
            yield Table(tuple(roles), rows)
    except (OSError, csv.Error) as error:
        raise unreadable(source, error) from error


@contextmanager
def _csv_rows(source: Source, roles: Mapping[str, str]) -> Iterator[Iterator[Row]]:
    csv.field_size_limit(BIGGEST_CELL)
    with Path(source.path).open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = csv.reader(file)
        header = [name.strip() for name in next(lines, [])]
        yield _csv_numbered(lines, places_of(source, roles, header), len(header))


def places_of(source: Source, roles: Mapping[str, str], there: list[str]) -> list[int]:
    """Where the columns of the roles stand.

    Raises:
        BadInputError: one isn't there.
    """
    for name in roles.values():
        if name not in there:
            raise lacking(source, name, there)
    return [there.index(name) for name in roles.values()]


def _csv_numbered(lines: Iterator[list[str]], at: list[int], width: int) -> Iterator[Row]:
    others = [place for place in range(width) if place not in at]
    blanks = [""] * len(at)
    for number, cells in enumerate(lines, start=2):
        if len(cells) == width:
            yield Row(number, False, [cells[one] for one in at], [cells[one] for one in others])
        elif cells:
            yield Row(number, True, blanks, ())


@contextmanager
def _parquet_rows(source: Source, roles: Mapping[str, str]) -> Iterator[Iterator[Row]]:
    import pyarrow as pa  # noqa: PLC0415 - only where there is such a file
    import pyarrow.parquet as pq  # noqa: PLC0415

    def numbered() -> Iterator[Row]:
        number = 0
        for batch in file.iter_batches(_AT_A_TIME, columns=sorted(set(roles.values()))):
            columns = [batch.column(name).to_pylist() for name in roles.values()]
            for values in zip(*columns, strict=True):
                number += 1
                yield Row(number, False, [text_of(value) for value in values], ())

    try:
        with pq.ParquetFile(source.path) as file:
            places_of(source, roles, file.schema_arrow.names)
            yield numbered()
    except pa.ArrowException as error:
        raise unreadable(source, error) from error


@contextmanager
def _sqlite_rows(source: Source, roles: Mapping[str, str]) -> Iterator[Iterator[Row]]:
    import sqlite3  # noqa: PLC0415 - only where there is such a store

    uri = f"{Path(source.path).absolute().as_uri()}?mode=ro"
    try:
        store = sqlite3.connect(uri, uri=True, check_same_thread=False)  # by one at a time
        try:
            store.text_factory = lambda data: data.decode(errors="replace")
            there = [row[1] for row in store.execute(f"PRAGMA table_info({_quoted(source.table)})")]
            places_of(source, roles, there)
            names = ", ".join(map(_quoted, roles.values()))
            cursor = store.execute(f"SELECT {names} FROM {_quoted(source.table)}")  # noqa: S608 - quoted
            yield _database_rows(iter(cursor))
        finally:
            store.close()
    except sqlite3.Error as error:
        raise unreadable(source, error) from error


@contextmanager
def _postgresql_rows(source: Source, roles: Mapping[str, str]) -> Iterator[Iterator[Row]]:
    import psycopg  # noqa: PLC0415 - only where there is such a store
    from psycopg import sql  # noqa: PLC0415

    table = sql.Identifier(*source.table.split("."))
    try:
        with psycopg.connect(source.path, options="-c timezone=UTC") as store:
            head = store.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(table))
            places_of(source, roles, [column.name for column in head.description or ()])
            with store.cursor(name="heard") as cursor:
                cursor.itersize = _AT_A_TIME
                names = sql.SQL(", ").join(map(sql.Identifier, roles.values()))
                cursor.execute(sql.SQL("SELECT {} FROM {}").format(names, table))
                yield _database_rows(iter(cursor))
    except psycopg.Error as error:
        raise unreadable(source, error) from error


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _database_rows(cursor: Iterator[Sequence[Any]]) -> Iterator[Row]:
    for number, values in enumerate(cursor, start=1):
        yield Row(number, False, [text_of(value) for value in values], ())


def text_of(value: object) -> str:
    """A value of a database or a Parquet file, as one would write it into a CSV file."""
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case bytes():
            return value.decode(errors="replace")
    return str(value)
