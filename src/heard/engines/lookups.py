"""What each text of a column says, as a table that an engine can join with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from heard.engines.expressions import FINE, NO_DAY
from heard.engines.texts import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.engines.contract import Question


def lookup(role: str, keys: pa.ChunkedArray, question: Question) -> tuple[pa.Table, Sequence[str]]:
    """A row for each key with `code`, `at` and `period`, and the names that positions stand for.

    `at` is a position among the names, a count, or a day as `date.toordinal` has it.
    """
    values = keys.to_pylist()
    what = [said(role, _text(value), question) for value in values]
    names = sorted({one.name for one in what if one.name})
    where = {name: at for at, name in enumerate(names)}
    at = [where[one.name] if one.name else one.number for one in what]
    columns = {
        "key": pa.array(values, keys.type),
        "code": pa.array([one.code or FINE for one in what], pa.int16()),
        "at": pa.array(at, pa.int64()),
        "period": pa.array([one.period for one in what], pa.int64()),
    }
    return pa.table(columns), names


def _text(value: Any) -> str:
    if isinstance(value, date):
        return "" if value == NO_DAY else value.isoformat()
    return str(value)
