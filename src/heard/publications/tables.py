"""A table declared once, with what it takes to trust it: columns, source, licence, date."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Literal

from heard.publications.characters import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Kind = Literal["text", "share", "rate", "number", "count", "rank", "date", "flag", "list"]
Value = str | int | float | bool | date | tuple[str, ...] | None

NUMBERS: frozenset[Kind] = frozenset({"share", "rate", "number", "count", "rank"})
_PLAIN = (int, float)
_DIGITS: dict[Kind, int] = {"share": 0, "rate": 1, "number": 1, "count": 0, "rank": 0}

OGL = "Open Government Licence v3.0"
OGL_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
OGL_ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0."
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it for machines, `heading` and `help` for people.

    A share is held from 0 to 1 and shown as a percentage with `digits` decimals.
    `reason` is the key of the column that says why a value here is unknown.
    A column that isn't `printed` stays out of PDFs, where width is short.
    """

    key: str
    heading: str
    kind: Kind = "text"
    digits: int | None = None
    help: str = ""
    reason: str = ""
    printed: bool = True

    @property
    def decimals(self) -> int:
        """Decimals shown to people; files for machines keep every digit."""
        return _DIGITS.get(self.kind, 0) if self.digits is None else self.digits


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the figures come from, under which licence, as of when, and worked out how.

    `retrieved` is the day the source was read; with nothing else known it dates the file.
    """

    title: str
    source: str
    retrieved: date
    method_version: str
    source_files: tuple[str, ...] = ()
    published: date | None = None
    licence: str = OGL
    licence_url: str = OGL_URL
    attribution: str = OGL_ATTRIBUTION
    made_up: bool = False
    address: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under declared columns. `name` goes into file names, `title` is for people."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]] = field(repr=False)
    provenance: Provenance

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys) or not keys:
            raise ValueError(f"Table {self.name!r} needs columns, each key once: {keys}")

    def values(self) -> Iterator[tuple[Value, ...]]:
        """Each row's values in the order of the columns; unknown is None, never 0.

        Raises:
            TypeError: a value doesn't fit its column's kind.
        """
        for row in self.rows:
            yield tuple(tidy(row.get(column.key), column) for column in self.columns)


def tidy(value: Any, column: Column) -> Value:
    """The value as plain Python, fit for its column; NaN and infinity are unknown.

    Raises:
        TypeError: the value isn't of the column's kind.
    """
    if value is None:
        return None
    kind = column.kind
    if kind in NUMBERS and type(value) in _PLAIN:  # nearly every value of a file of figures
        return value if math.isfinite(value) else None
    if kind == "text":
        return safe_text(str(value))
    if isinstance(value, bool):
        if kind == "flag":
            return value
    elif kind in NUMBERS and isinstance(value, Real):
        return _number(value)
    if kind == "date" and isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if kind == "list" and isinstance(value, list | tuple):
        return tuple(safe_text(str(item)) for item in value)
    raise TypeError(f"Column {column.key!r} holds {kind}, not {value!r}")


def _number(value: Real) -> int | float | None:
    """A Python number, whichever library it came from."""
    if isinstance(value, Integral):
        return int(value)
    number = float(value)
    return number if math.isfinite(number) else None
