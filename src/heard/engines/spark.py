"""Counting with Spark, on as many machines as a cluster has."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from uuid import uuid4
from weakref import finalize

import ibis
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import SparkFiles, StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.functions import col

from heard.engines.contract import NoEngineError
from heard.engines.rows import places_of, rows_of
from heard.engines.sources import PARQUET, POSTGRESQL, Source
from heard.engines.streams import batches_of, schema_of
from heard.engines.themes import SCHEMA, in_batches
from heard.engines.through import ThroughIbis
from heard.environment import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import ibis.expr.types as ir
    from pyspark.sql import DataFrame

    from heard.engines.contract import Assign, Facts

_TYPES = {pa.int64(): "long", pa.int8(): "byte", pa.bool_(): "boolean", pa.string(): "string"}
_TYPES |= {pa.float64(): "double"}


def _trim(text: str, chars: str) -> str:  # type: ignore[empty-body]
    """Without these characters at both ends."""


class Spark(ThroughIbis):
    """A session of Spark: the one that is there, or one with the master that the settings name."""

    trim = staticmethod(ibis.udf.scalar.builtin(_trim, name="btrim"))
    errors = (PySparkException, Py4JError)

    def __init__(self, session: SparkSession | None = None) -> None:
        self._session = session or _session()
        self._ibis = ibis.pyspark.connect(self._session)
        self._folder = mkdtemp()  # executors that come later ask for files again
        finalize(self, rmtree, self._folder, ignore_errors=True)
        self._names = (f"heard_{number}" for number in count())

    @contextmanager
    def rows(self, source: Source, roles: Mapping[str, str]) -> Iterator[ir.Table]:
        """The source's rows by role; what one task has to read is spread over the cluster."""
        if source.kind == PARQUET:
            yield self._parquet(source, roles)
            return
        kept = (
            self._streamed(source, roles).repartition(self._width()).persist(StorageLevel.DISK_ONLY)
        )
        try:
            yield self._table(kept).mutate(file=ibis.literal(source.name))
        finally:
            kept.unpersist()

    def kept(self, table: pa.Table) -> ir.Table:
        """A small table, which the driver hands to all."""
        return self._table(self._session.createDataFrame(table))

    def facts(self, facts: Facts) -> ir.Table:
        """A table as it is, or a Parquet file that the executors read."""
        if isinstance(facts, pa.Table):
            return self.kept(facts)
        return self._table(self._session.read.parquet(str(facts)))

    def answer(self, asked: ir.Table) -> pa.Table:
        """What an expression comes to."""
        return self._session.sql(self._ibis.compile(asked)).toArrow()

    def themes(self, source: Source, text: str, assign: Assign) -> pa.Table:
        """Which theme each text has; `assign` is sent to where the texts are."""
        roles = {"text": text}
        if source.kind == PARQUET:
            rows = self._frame(self._parquet(source, roles))
        else:
            rows = self._streamed(source, roles, whole=True).where("not shape")
            rows = rows.repartition(self._width())
        rows = rows.select("row", col("text").cast("string"))
        found = rows.mapInArrow(partial(in_batches, assign=assign), _ddl(SCHEMA))
        return found.orderBy("row").toArrow().cast(SCHEMA)

    def _parquet(self, source: Source, roles: Mapping[str, str]) -> ir.Table:
        frame = self._session.read.parquet(source.path)
        places_of(source, roles, frame.columns)
        chosen = frame.select(
            col("_metadata.file_path").alias("file"),
            (col("_metadata.row_index") + 1).alias("row"),
            *(col(_quoted(name)).alias(role) for role, name in roles.items()),
        )
        return self._table(chosen).mutate(
            shape=ibis.literal(value=False), elsewhere=ibis.literal(0, "int8")
        )

    def _streamed(
        self, source: Source, roles: Mapping[str, str], *, whole: bool = False
    ) -> DataFrame:
        """The rows as one task reads them: quoted line breaks leave no other way."""
        with rows_of(source, roles):  # says at once what is wrong with the source
            pass
        here = source
        if source.kind != POSTGRESQL:
            here = Source(source.kind, self._sent(Path(source.path)), source.table)
        reading = partial(_read, source=here, roles=dict(roles), whole=whole)
        return self._session.range(1, numPartitions=1).mapInArrow(reading, _ddl(schema_of(roles)))

    def _sent(self, path: Path) -> str:
        """The name under which executors find their copy of a file, which no other file has."""
        link = Path(self._folder) / f"{next(self._names)}_{uuid4().hex}"
        link.symlink_to(path.absolute())
        self._session.sparkContext.addFile(link.as_uri())
        return link.name

    def _width(self) -> int:
        return self._session.sparkContext.defaultParallelism

    def _table(self, frame: DataFrame) -> ir.Table:
        name = next(self._names)
        frame.createOrReplaceTempView(name)
        return self._ibis.table(name)

    def _frame(self, table: ir.Table) -> DataFrame:
        return self._session.sql(self._ibis.compile(table))


def _session() -> SparkSession:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # Spark's own variable
    builder = SparkSession.builder.appName("heard")
    if master := read("HEARD_SPARK_MASTER"):
        builder = builder.master(master)
    try:
        return builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    except PySparkException as error:
        raise NoEngineError(
            f"Spark can’t be started: {error}. Is there a Java 17 or 21?"
        ) from error


def _read(
    given: Iterator[pa.RecordBatch], *, source: Source, roles: dict[str, str], whole: bool
) -> Iterator[pa.RecordBatch]:
    """The rows of a source, read by an executor from the copy that it was sent."""
    for _ in given:
        pass
    if source.kind != POSTGRESQL:
        source = Source(source.kind, SparkFiles.get(source.path), source.table)
    yield from batches_of(source, roles, whole=whole)


def _ddl(schema: pa.Schema) -> str:
    return ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in schema)


def _quoted(name: str) -> str:
    return "`{}`".format(name.replace("`", "``"))
