"""Texts of a file, and themes that were given."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from heard.cli.telling import tell_faults
from heard.engines.faults import (
    BROKEN,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST,
    SHAPE,
    RowFaults,
    kind_of,
    row_fault,
)
from heard.engines.rows import rows_of
from heard.engines.sources import source_of
from heard.errors import BadInputError, Fault
from heard.ingest.codebooks import codebook_read

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Mapping

    from heard.analysis.themes import GivenTheme
    from heard.engines.faults import Kind, RowFault

_LONGEST = {"id": LONGEST_NAME, "text": LONGEST_TEXT}


@dataclass(slots=True)
class Texts:
    """Texts that count with their ids, and how many rows were at fault."""

    ids: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rows: int = 0
    at_fault: int = 0


def texts_of(args: Namespace) -> Texts:
    """The texts of the file named, with rows at fault told on standard error.

    Raises:
        BadInputError: the file can't be read, or `--strict` and a row is at fault.
    """
    source = source_of(args.file)
    columns = ({"id": args.id} if args.id else {}) | {"text": args.text}
    found, seen = Texts(), set[str]()
    faults: list[RowFault] = []
    counts: Counter[str] = Counter()
    with rows_of(source, columns) as table:
        for number, shape, cells, _ in table.rows:
            found.rows += 1
            row = dict(zip(table.roles, map(str.strip, cells), strict=True))
            mark = row.get("id", str(number))
            kind = SHAPE if shape else _fault_in(row, seen)
            if kind is None:
                seen.add(mark)
                found.ids.append(mark)
                found.texts.append(row["text"])
                continue
            counts[kind.name] += 1
            if len(faults) < MOST:
                column = columns.get(kind.role, "")
                faults.append(
                    row_fault(kind, file=source.name, row=number, column=column, value=mark)
                )
    told = RowFaults(tuple(faults), counts)
    found.at_fault = told.total
    tell_faults(told, strict=args.strict)
    return found


def _fault_in(row: Mapping[str, str], seen: Collection[str]) -> Kind | None:
    """The first thing that is wrong with a row's id or text."""
    for role, text in row.items():
        if BROKEN in text:
            return kind_of("encoding", role)
        if len(text) > _LONGEST[role]:
            return kind_of("too-long", role)
    for role, text in row.items():
        if not text:
            return kind_of(f"no-{role}", role)
    return kind_of("duplicate-id", "id") if row.get("id") in seen else None


def given_themes(path: str) -> tuple[GivenTheme, ...]:
    """Themes of a codebook.

    Raises:
        BadInputError: it can't be read, or isn't as it should be; every fault is told.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BadInputError(
            [Fault(path, "", f"The file can’t be read: {error}.", "Save it as UTF-8 JSON.")]
        ) from error
    return codebook_read(data, path)
