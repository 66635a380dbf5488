"""CSV for machines: header on the first line, one row a record, provenance in its own columns."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from heard.publications.characters import safe_text
from heard.spreadsheets import guarded

if TYPE_CHECKING:
    from heard.publications.tables import Provenance, Table, Value


def csv_bytes(table: Table, *, provenance: bool = True) -> bytes:
    """The table as CSV in UTF-8 without a byte order mark, headed by the columns' keys.

    Every row ends with its source, dates, licence and method version unless `provenance`
    is off, so that a row copied elsewhere can still be traced.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    trail = provenance_columns(table.provenance) if provenance else {}
    writer.writerow([column.key for column in table.columns] + list(trail))
    tail = [guarded(text) for text in trail.values()]
    for values in table.values():
        writer.writerow([cell(value) for value in values] + tail)
    return out.getvalue().encode("utf-8")


def provenance_columns(provenance: Provenance) -> dict[str, str]:
    """Column name → the text that every row carries."""
    columns = {
        "source": provenance.source,
        "source_files": "; ".join(provenance.source_files),
        "published": provenance.published.isoformat() if provenance.published else "",
        "retrieved": provenance.retrieved.isoformat(),
        "licence": provenance.licence,
        "licence_url": provenance.licence_url,
        "attribution": provenance.attribution,
        "method_version": provenance.method_version,
        "made_up": "true" if provenance.made_up else "false",
    }
    return {key: safe_text(text) for key, text in columns.items()}


def cell(value: Value) -> str:
    """One value as it stands in the file; unknown is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case date():
            return value.isoformat()
        case tuple():
            return guarded("; ".join(value))
    return guarded(value)
