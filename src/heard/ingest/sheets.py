"""Find a table in a sheet whose header row and columns move from year to year."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.ingest.cells import cell_name, clean, column_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from heard.ingest.faults import Faults

FOOTNOTES = re.compile(r"(?:(?<=[a-z?%])|(?<=\))\s?)\d{1,2}(?:\s?,\s?\d{1,2})*(?=\s?%?$)")
NOTED = re.compile(r"(?:\s*(?:[\[(](?:foot)?note\s*\d{1,2}[\])]|\[\d{1,2}\]|[*†‡§]))+$")
RAISED = re.compile(r"[⁰¹²³⁴-⁹]+(?:\s?,\s?[⁰¹²³⁴-⁹]+)*")
NUMBERED_NOTE = re.compile(r"^\d+\.\s")
CLOSE = 0.6  # difflib's default: likely the same heading, worded anew

Row = Sequence[object]


def heading(raw: object) -> str:
    """A heading without footnote marks, invisible characters and capitals."""
    text = clean(raw).lower()
    if not text.isascii():
        text = RAISED.sub("", text.replace("\u2019", "'").replace("\u2018", "'")).strip()
    return FOOTNOTES.sub("", NOTED.sub("", text)).strip()


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a table should have.

    `matches` is given the normalised heading. `expected` says in words what it looks for.
    """

    key: str
    expected: str
    matches: Callable[[str], bool]
    required: bool = True
    word: str = ""  # stands in every heading that matches: looked for first, as it is quick


def named(key: str, *names: str, required: bool = True) -> Column:
    """A column known by its whole heading, whichever of its wordings is used."""
    wanted = frozenset(name.lower() for name in names)
    return Column(key, f"headed “{names[0]}”", wanted.__contains__, required)


def holding(
    key: str, *words: str, start: str = "", without: str = "", required: bool = True
) -> Column:
    """A column whose heading holds all of these words: a measure's code and an answer, say."""
    wanted = tuple(word.lower() for word in words)

    def matches(text: str) -> bool:
        if start and not text.startswith(start):
            return False
        return all(word in text for word in wanted) and not (without and without in text)

    quoted = " and ".join(f"“{word}”" for word in ([f"{start} …"] if start else []) + list(words))
    word = wanted[0] if wanted else start
    return Column(key, f"with {quoted} in its heading", matches, required, word)


@dataclass(slots=True)
class Table:
    """A table found in a sheet: which column is where, and its rows."""

    sheet: str
    header_row: int
    columns: dict[str, int]
    rows: list[tuple[int, Row]]
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = field(default=())

    def cell(self, row: int, key: str) -> str:
        """Name of the cell in this row and column."""
        return cell_name(row, self.columns[key])

    def place(self, row: int, key: str) -> str:
        """Where a fault in this cell is, in words."""
        return f"sheet {self.sheet}, cell {self.cell(row, key)}"


def find_table(
    sheet: str, rows: Sequence[Row], columns: Sequence[Column], *, first: str, faults: Faults
) -> Table | None:
    """The table whose header row holds the heading `first`; None where a needed column is missing.

    The first two columns of `columns` identify a row (its name and its code): a row is part of the
    table where the second is filled.
    """
    header = _header_row(rows, first)
    if header is None:
        faults.add(
            f"sheet {sheet}",
            f"no cell reads “{first}”, so the header row can't be found.",
            "Restore the table's headings as the regulator published them.",
        )
        return None
    found = _match(sheet, header, rows[header], columns, faults)
    if any(column.required and column.key not in found for column in columns):
        return None
    name, code = (found[column.key] for column in columns[:2])
    inside, notes = _split(sheet, header, rows, (name, code), faults)
    read = set(found.values())
    unread = tuple(
        f"{column_letters(at)}: {clean(raw)}"
        for at, raw in enumerate(rows[header])
        if at not in read and clean(raw)
    )
    return Table(sheet, header + 1, found, inside, notes, unread)


def _header_row(rows: Sequence[Row], first: str) -> int | None:
    wanted = first.lower()
    return next(
        (at for at, row in enumerate(rows) if any(heading(raw) == wanted for raw in row)), None
    )


def _match(
    sheet: str, header: int, row: Row, columns: Sequence[Column], faults: Faults
) -> dict[str, int]:
    headings = {at: heading(raw) for at, raw in enumerate(row) if clean(raw)}
    taken: dict[int, str] = {}
    found: dict[str, int] = {}
    missing = []
    holders: dict[str, list[tuple[int, str]]] = {"": list(headings.items())}
    for column in columns:
        if column.word not in holders:
            holders[column.word] = [one for one in holders[""] if column.word in one[1]]
        places = [
            at for at, text in holders[column.word] if at not in taken and column.matches(text)
        ]
        if not places:
            if column.required:
                missing.append(column)
            continue
        found[column.key] = places[0]
        taken[places[0]] = column.key
        if len(places) > 1:
            both = " and ".join(cell_name(header + 1, at) for at in places)
            faults.add(
                f"sheet {sheet}, cells {both}",
                f"there are two columns {column.expected}.",
                "Keep one of them, as the regulator published it.",
            )
    free = {at: text for at, text in headings.items() if at not in taken}
    for column in missing:
        _say_missing(sheet, header, column, free, faults)
    return found


def _say_missing(
    sheet: str, header: int, column: Column, free: dict[int, str], faults: Faults
) -> None:
    near = difflib.get_close_matches(column.expected.lower(), free.values(), n=1, cutoff=CLOSE)
    hint = ""
    if near:
        at = next(at for at, text in free.items() if text == near[0])
        hint = f" Cell {cell_name(header + 1, at)} reads “{near[0]}”."
    faults.add(
        f"sheet {sheet}, row {header + 1}",
        f"there is no column {column.expected} ({column.key}).{hint}",
        "Restore the heading as the regulator published it.",
    )


def _split(
    sheet: str, header: int, rows: Sequence[Row], identity: tuple[int, int], faults: Faults
) -> tuple[list[tuple[int, Row]], tuple[str, ...]]:
    """Rows of the table, and the notes above and below it."""
    inside: list[tuple[int, Row]] = []
    notes: list[str] = []
    for at, row in enumerate(rows):
        if at == header:
            continue
        if at > header and _filled(row, identity[1]):
            inside.append((at + 1, row))
            continue
        filled = [raw for raw in row if clean(raw)]
        if len(filled) == 1 and NUMBERED_NOTE.match(clean(filled[0])):
            notes.append(clean(filled[0]))
        elif at > header and len(filled) > 1:
            faults.add(
                f"sheet {sheet}, cell {cell_name(at + 1, identity[1])}",
                "the row has figures but no landlord's code.",
                "Put the code back, or delete the row.",
            )
    return inside, tuple(notes)


def _filled(row: Row, at: int) -> bool:
    return at < len(row) and bool(clean(row[at]))


def either(first: Column, *others: Column) -> Column:
    """A column that may be worded in several ways."""
    ways = (first, *others)

    def matches(text: str) -> bool:
        return any(way.matches(text) for way in ways)

    return Column(first.key, first.expected, matches, first.required)


def cells_of(table: Table, key: str) -> Iterator[tuple[int, object]]:
    """Each row's number and what stands in this column."""
    at = table.columns[key]
    for row, values in table.rows:
        yield row, values[at] if at < len(values) else None
