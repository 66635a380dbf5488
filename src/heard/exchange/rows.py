"""Rows of the store as the exchange tells them: names for numbers, text for everything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from heard.exchange.described import FRAMEWORKS, NAMED_BY
from heard.exchange.values import value_told
from heard.reviews.models import Criterion, Framework

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import Model, QuerySet

    from heard.exchange.described import Table

CHUNK = 1000

# Of frameworks and criteria, what they are called by the store's number.
Labels = dict[type["Model"], dict[int, str]]


def framework_label(slug: str, version: int) -> str:
    """A version of a framework, as `heard reviews framework export` takes it."""
    return f"{slug}@{version}"


def framework_labels() -> Labels:
    """What every framework and criterion is called; a few hundred in the largest store."""
    frameworks = {
        pk: framework_label(slug, version)
        for pk, slug, version in Framework.objects.values_list("pk", "slug", "version")
    }
    criteria = Criterion.objects.values_list("pk", "dimension__framework", "code")
    named = {pk: f"{frameworks[framework]}/{code}" for pk, framework, code in criteria}
    return {Framework: frameworks, Criterion: named}


def rows_told(table: Table, found: QuerySet[Model], labels: Labels) -> Iterator[dict[str, object]]:
    """Each row of the table, in the order of the query, without holding them all."""
    turns = {
        place: labels[model]
        for place, name in enumerate(table.columns)
        if (model := table.pointers.get(name)) in FRAMEWORKS and model is not None
    }
    paths = [_path(table, name) for name in table.columns]
    for values in found.values_list(*paths).iterator(chunk_size=CHUNK):
        told = [value_told(value) for value in values]
        for place, named in turns.items():
            told[place] = named.get(values[place])
        yield dict(zip(table.columns, told, strict=True))


def identity_told(table: Table, row: Mapping[str, object]) -> str:
    """What tells a row of a table from all others."""
    if len(table.identity) == 1:
        return str(row[table.identity[0]])
    if table.model is Framework:
        return framework_label(*(row[name] for name in table.identity))  # type: ignore[arg-type] # read as text and number
    return " · ".join(str(row[name]) for name in table.identity)


def line_of(row: Mapping[str, object]) -> bytes:
    """A row as a line of its file: the same bytes for the same row."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _path(table: Table, name: str) -> str:
    model = table.pointers.get(name)
    if model is None or model in FRAMEWORKS:
        return name
    return f"{name}__{NAMED_BY.get(model, 'key')}"
