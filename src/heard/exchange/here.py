"""What of a table is in this store already."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from heard.exchange.rows import identity_told, rows_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.exchange.described import Table
    from heard.exchange.reading import Row
    from heard.exchange.rows import Labels

BATCH = 500

T = TypeVar("T")


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Rows by the hundred, so that neither queries nor memory grow with the file."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def rows_here(table: Table, rows: list[Row], labels: Labels) -> dict[str, dict[str, object]]:
    """Of these rows, those that the store has, by identity, as the exchange would tell them."""
    (name,) = table.identity
    wanted = [row.values[name] for row in rows]
    found = table.model._default_manager.filter(**{f"{name}__in": wanted}).order_by()  # noqa: SLF001 - Django documents it
    return {identity_told(table, one): one for one in rows_told(table, found, labels)}


def numbers_here(table: Table, rows: list[Row]) -> dict[str, int]:
    """Of these rows, those that the store has, by identity, with the store's own numbers."""
    (name,) = table.identity
    wanted = [row.values[name] for row in rows]
    found = table.model._default_manager.filter(**{f"{name}__in": wanted})  # noqa: SLF001 - Django documents it
    return {str(one): pk for one, pk in found.order_by().values_list(name, "pk")}
