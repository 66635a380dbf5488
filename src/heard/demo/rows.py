"""Rows written at the speed of the store, which made-up concerns have many of."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connection, connections

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import Field, Model

AS_THEY_ARE = frozenset({type(None), str, int, bool})
SET_WHEN_SAVED = ("auto_now", "auto_now_add")


def rows_write(model: type[Model], rows: Sequence[Model]) -> None:
    """Write new rows of one model and give them their keys, as `bulk_create` does but quicker.

    Each row is written as it stands: whatever it refers to has been written before.
    """
    if not rows:
        return
    _number(model, rows)
    fields = model._meta.local_concrete_fields  # noqa: SLF001 - Django's documented name
    values = [_column(field, rows) for field in fields]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column or "") for field in fields)
    table = quoted(model._meta.db_table)  # noqa: SLF001 - the same
    _insert(f"{table} ({columns})", list(zip(*values, strict=True)))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 - the same


def _number(model: type[Model], rows: Sequence[Model]) -> None:
    """Give the rows the keys that the store would give them."""
    key = model._meta.pk  # noqa: SLF001 - Django's documented name
    if not key.get_internal_type().endswith("AutoField"):
        return
    table = model._meta.db_table  # noqa: SLF001 - the same
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, key.column, len(rows)],
            )
            keys = [number for (number,) in cursor.fetchall()]
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            keys = list(range(last + 1, last + 1 + len(rows)))
    for row, number in zip(rows, keys, strict=True):
        row.pk = number


def _column(field: Field[Any, Any], rows: Sequence[Model]) -> list[Any]:
    """What each row holds in a field, as the store's driver takes it."""
    if any(getattr(field, name, False) for name in SET_WHEN_SAVED):
        for row in rows:
            field.pre_save(row, add=True)
    prepared = _preparing(field)
    return [prepared(value) for value in map(attrgetter(field.attname), rows)]


def _preparing(field: Field[Any, Any]) -> Callable[[object], object]:
    """How a field's values become the driver's."""
    store = connections[DEFAULT_DB_ALIAS]  # asked for once: `connection` looks it up each time
    if field.get_internal_type() == "JSONField":
        return lambda value: field.get_db_prep_save(value, store)
    is_written = store.vendor == "sqlite"

    def prepared(value: object) -> object:
        if type(value) in AS_THEY_ARE:
            return value
        if isinstance(value, str):  # a choice
            return str(value)
        if is_written and isinstance(value, datetime):  # as Django does, several times as quick
            return str(value.astimezone(UTC).replace(tzinfo=None))
        return field.get_db_prep_save(value, store)

    return prepared


def _insert(into: str, values: Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(values[0]))
        cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608 - names of models
