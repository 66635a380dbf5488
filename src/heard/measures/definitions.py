"""The measures as defined for each reporting year: data with dates, kept in measures.toml."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from heard.measures.models import Measure

FILE = "measures.toml"
FIRST_YEAR = "2023-24"


@dataclass(frozen=True, slots=True)
class Definition:
    """One measure, or one part of a measure, for the years that its definition holds."""

    code: str
    name: str
    description: str
    base: str
    family: str
    model: str
    better: str
    order: int
    source: str
    first_year: str = FIRST_YEAR
    last_year: str = ""


@cache
def definitions() -> tuple[Definition, ...]:
    """Every definition that ships, in the order measures are shown."""
    data = tomllib.loads((files("heard.measures") / "data" / FILE).read_text("utf-8"))
    return tuple(
        Definition(order=order, source=one.pop("source", data["requirements"]), **one)
        for order, one in enumerate(data["measure"], start=1)
    )


def definitions_load(model: type[Measure] | Any) -> int:
    """Make the stored definitions those that ship; gives how many were written.

    `model` is the measure's model, or what a migration has in its place. Running it again writes
    nothing. A definition that no longer ships stays: results may stand on it.
    """
    known = {(row.code, row.first_year): row for row in model.objects.all()}
    fields = [name for name in asdict(definitions()[0]) if name not in {"code", "first_year"}]
    new, changed = [], []
    for one in definitions():
        row = known.get((one.code, one.first_year))
        if row is None:
            new.append(model(**asdict(one)))
        elif any(getattr(row, name) != getattr(one, name) for name in fields):
            for name in fields:
                setattr(row, name, getattr(one, name))
            changed.append(row)
    model.objects.bulk_create(new, ignore_conflicts=True)
    model.objects.bulk_update(changed, fields)
    return len(new) + len(changed)


def holds_for(row: Measure, year: str) -> bool:
    """Whether a stored definition holds for a reporting year."""
    return row.first_year <= year and (not row.last_year or year <= row.last_year)
