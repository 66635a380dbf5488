"""The log as a file: one line an entry, whole, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from heard.spreadsheets import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.audit.models import Entry

COLUMNS = (
    "number", "at", "event", "person", "roles", "kind", "key", "about", "before", "after",
    "gave_reason", "digest",
)  # fmt: skip


def row_of(entry: Entry) -> dict[str, str | int | None]:
    """An entry under the columns' names. Reasons stay in Heard, where they can be removed."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "event": entry.event,
        "person": entry.actor,
        "roles": entry.actor_roles,
        "kind": entry.target_type,
        "key": entry.target_id,
        "about": entry.target_label,
        "before": entry.before,
        "after": entry.after,
        "gave_reason": "yes" if entry.reason_digest else "no",
        "digest": entry.digest,
    }


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Lines of CSV, headings first, without holding them all."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for entry in entries:
        yield out.getvalue()
        out.seek(0)
        out.truncate()
        row = row_of(entry)
        writer.writerow("" if value is None else guarded(str(value)) for value in row.values())
    yield out.getvalue()
