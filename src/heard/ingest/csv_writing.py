"""Rows to a CSV file that spreadsheets open as meant and that reading takes back the same."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from heard.ingest.csv_columns import Table

_RUNNABLE = re.compile(r"'*[=+\-@\t\r]")


def write_table(table: Table, rows: Iterable[Mapping[str, object]]) -> bytes:
    """The table with its headings, in UTF-8 with the mark that tells Excel so."""
    return _write(table, rows).encode("utf-8-sig")


def write_template(table: Table) -> bytes:
    """The table's headings with one row of examples."""
    return write_table(table, [{column.name: column.example for column in table.columns}])


def guarded(cell: str) -> str:
    """The cell with a mark in front if a spreadsheet might run it as a formula.

    Examples:
        >>> guarded("=1+1"), guarded("'=1"), guarded("L&Q")
        ("'=1+1", "''=1", 'L&Q')
    """
    return f"'{cell}" if _RUNNABLE.match(cell) else cell


def _write(table: Table, rows: Iterable[Mapping[str, object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.headings)
    for row in rows:
        writer.writerow([guarded(_said(row.get(name))) for name in table.headings])
    return out.getvalue()


def _said(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
