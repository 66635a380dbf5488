"""Counts of the table that somebody named, by the engine that suits it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from heard.engines.contract import Columns, NoEngineError, Question
from heard.engines.sources import CSV, source_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection

    from heard.engines.contract import Counted, Engine
    from heard.engines.sources import Source

SMALL = 8 * 1024 * 1024  # bytes of CSV that are counted sooner than an engine starts


def count(args: Namespace, places: Collection[str] | None = None) -> Counted:
    """What the table says, as far as was known on the day asked for; `places` are those known.

    Raises:
        BadInputError: it can't be read, or lacks a column.
        NoEngineError: it needs an engine that isn't there.
    """
    source = source_of(args.file)
    question = Question(
        Columns(args.date, args.place, args.category, args.landlord, args.count, args.entered),
        args.by,
        today=max(datetime.now(tz=UTC).date(), args.as_of or date.min),
        as_of=args.as_of,
        places=None if places is None else frozenset(places),
    )
    return _engine(args.engine, source).count(source, question)


def _engine(name: str | None, source: Source) -> Engine:
    if name == "spark":
        return _spark()
    if name is None and source.kind == CSV and _is_small(source.path):
        from heard.engines.memory import InMemory

        return InMemory()
    from heard.engines.duck import Duck

    return Duck()


def _is_small(path: str) -> bool:
    try:
        return Path(path).stat().st_size <= SMALL
    except OSError:  # reading it says what is wrong
        return True


def _spark() -> Engine:
    try:
        from heard.engines.spark import Spark
    except ImportError as error:
        raise NoEngineError("Spark isn’t installed here: pip install 'heard[spark]'.") from error
    return Spark()
