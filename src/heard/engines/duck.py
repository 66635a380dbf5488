"""Counting with DuckDB, in process, on one machine."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

import duckdb
import ibis
import pyarrow as pa

from heard.engines.rows import places_of, rows_of
from heard.engines.sources import PARQUET
from heard.engines.streams import batches_of, schema_of
from heard.engines.themes import SCHEMA, in_batches
from heard.engines.through import ThroughIbis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import ibis.expr.types as ir

    from heard.engines.contract import Assign, Facts
    from heard.engines.sources import Source


def _trim(text: str, chars: str) -> str:  # type: ignore[empty-body]
    """Without these characters at both ends."""


class Duck(ThroughIbis):
    """DuckDB in process; what doesn't fit into memory goes to a temporary folder."""

    trim = staticmethod(ibis.udf.scalar.builtin(_trim, name="trim"))
    errors = (duckdb.Error,)

    def __init__(self) -> None:
        folder = mkdtemp()  # for what doesn't fit into memory
        finalize(self, rmtree, folder, ignore_errors=True)
        self._ibis = ibis.duckdb.connect(temp_directory=folder)
        self._store: duckdb.DuckDBPyConnection = self._ibis.con
        self._names = (f"heard_{number}" for number in count())

    @contextmanager
    def rows(self, source: Source, roles: Mapping[str, str]) -> Iterator[ir.Table]:
        """The source's rows by role; those of files and databases without types are kept."""
        if source.kind == PARQUET:
            yield self._parquet(source, roles)
            return
        with rows_of(source, roles):  # says at once what is wrong with the source
            pass
        batches = batches_of(source, roles)
        reader = pa.RecordBatchReader.from_batches(schema_of(roles), batches)
        table = self._made(reader)
        try:
            yield table.mutate(file=ibis.literal(source.name))
        finally:
            self._store.execute(f"DROP TABLE {table.get_name()}")

    def kept(self, table: pa.Table) -> ir.Table:
        """A small table, in DuckDB's own form."""
        return self._made(table)

    def facts(self, facts: Facts) -> ir.Table:
        """A table as it is, or a Parquet file read as it goes."""
        return self._made(facts) if isinstance(facts, pa.Table) else self._view(str(facts))

    def answer(self, asked: ir.Table) -> pa.Table:
        """What an expression comes to."""
        return self._ibis.to_pyarrow(asked)

    def themes(self, source: Source, text: str, assign: Assign) -> pa.Table:
        """Which theme each text has, batch by batch."""
        roles = {"text": text}
        if source.kind == PARQUET:
            chosen = self._parquet(source, roles)
            chosen = chosen.select("row", text=chosen.text.cast("string")).order_by("row")
            batches = self._ibis.to_pyarrow_batches(chosen)
        else:
            whole = batches_of(source, roles, whole=True)
            batches = (
                batch.filter(~batch.column("shape").to_numpy(zero_copy_only=False))
                for batch in whole
            )
        return pa.Table.from_batches(in_batches(batches, assign), schema=SCHEMA)

    def _parquet(self, source: Source, roles: Mapping[str, str]) -> ir.Table:
        table = self._view(source.path)
        places_of(source, roles, list(table.columns))
        return table.select(
            file=table.filename,
            row=table.file_row_number + 1,
            shape=ibis.literal(value=False),
            elsewhere=ibis.literal(0, "int8"),
            **{role: table[name] for role, name in roles.items()},
        )

    def _view(self, path: str) -> ir.Table:
        name = next(self._names)
        reading = self._store.read_parquet(path, file_row_number=True, filename=True)
        reading.create_view(name)
        return self._ibis.table(name)

    def _made(self, table: pa.Table | pa.RecordBatchReader) -> ir.Table:
        """A temporary table of what Arrow holds or reads."""
        name = next(self._names)
        self._store.register(f"{name}_in", table)
        try:
            self._store.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM {name}_in")  # noqa: S608 - our own name
        finally:
            self._store.unregister(f"{name}_in")
        return self._ibis.table(name)
