"""JSON: the provenance, the columns and the rows, or the rows alone."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from heard.publications.tables import Provenance, Table, Value


def json_bytes(table: Table) -> bytes:
    """An object with `provenance`, `columns` and `rows`; unknown is null."""
    return _dumped(
        {
            "title": table.title,
            "provenance": provenance_object(table.provenance),
            "columns": [
                {"key": column.key, "heading": column.heading, "kind": column.kind}
                | ({"help": column.help} if column.help else {})
                for column in table.columns
            ],
            "rows": row_objects(table),
        }
    )


def json_list_bytes(table: Table) -> bytes:
    """The rows alone, as a list of objects: what commands print."""
    return _dumped(row_objects(table))


def row_objects(table: Table) -> list[dict[str, Any]]:
    """One mapping per row with every column's key, ready for JSON."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(_plain, values), strict=True)) for values in table.values()]


def provenance_object(provenance: Provenance) -> dict[str, Any]:
    """The provenance with dates as text."""
    return {
        "title": provenance.title,
        "source": provenance.source,
        "source_files": list(provenance.source_files),
        "published": provenance.published.isoformat() if provenance.published else None,
        "retrieved": provenance.retrieved.isoformat(),
        "licence": provenance.licence,
        "licence_url": provenance.licence_url,
        "attribution": provenance.attribution,
        "method_version": provenance.method_version,
        "made_up": provenance.made_up,
        "address": provenance.address,
        "notes": list(provenance.notes),
    }


def _plain(value: Value) -> str | int | float | bool | list[str] | None:
    """The value as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _dumped(content: object) -> bytes:
    """UTF-8 JSON in which NaN and infinity can't occur."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)
    return (text + "\n").encode("utf-8", errors="replace")
