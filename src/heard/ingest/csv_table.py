"""A CSV file to checked rows. All that is wrong with it is told at once, by row and column."""

from __future__ import annotations

import csv
import difflib
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from heard.errors import BadInputError, Fault
from heard.ingest.csv_columns import CellError
from heard.ingest.csv_text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.ingest.csv_columns import Column, Table

MOST_ROWS = 200_000
MOST_FAULTS = 100
_DELIMITERS = ",;\t|"
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its values; blank cells are left out."""

    number: int
    values: dict[str, Any]

    def get(self, column: str, default: Any = None) -> Any:
        """The value of a cell, or the default where it is blank."""
        return self.values.get(column, default)


@dataclass
class Faults:
    """Collects what is wrong with one file."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, row: int, column: str, problem: str, mend: str) -> None:
        """Remember one fault; beyond the hundredth only that there are more."""
        place = f"row {row}, column {column}" if column else f"row {row}"
        if len(self.found) < MOST_FAULTS:
            self.found.append(Fault(self.file, place, problem, mend))
        elif len(self.found) == MOST_FAULTS:
            mend = "Mend these first, then give the file again."
            self.found.append(Fault(self.file, place, "There are more faults from here on.", mend))

    def settle(self) -> None:
        """Refuse the file if anything was wrong with it.

        Raises:
            BadInputError: with every fault.
        """
        if self.found:
            raise BadInputError(self.found)


def read_headings(data: bytes, file: str) -> list[str]:
    """The headings of a CSV file, as columns are named.

    Raises:
        BadInputError: the file can't be read at all.
    """
    lines = _cells(decode(data, file), file)
    return [_named(cell) for cell in next(lines, (1, []))[1]]


def read_table(data: bytes, file: str, table: Table) -> list[Row]:
    """Every row of a CSV file, read as the table's columns say.

    Takes commas, semicolons or tabs. A cell that was guarded against being run as a formula
    loses its guard.

    Raises:
        BadInputError: with every fault found, each naming row and column.
    """
    lines = _cells(decode(data, file), file)
    start, headings = next(lines, (1, []))
    columns = _columns(headings, start, file, table)
    faults = Faults(file)
    rows = []
    for number, cells in lines:
        if number > MOST_ROWS:
            faults.add(number, "", f"The file has more than {MOST_ROWS:,} rows.", "Split it.")
            break
        row = _row(number, cells, columns, faults)
        if row is not None:
            rows.append(row)
    faults.settle()
    if not rows:
        mend = "Put one row for each under the headings."
        raise BadInputError([Fault(file, "", "There are headings but no rows.", mend)])
    return rows


def _cells(content: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Row numbers and cells of each row that isn't blank."""
    lines = io.StringIO(content, newline="")
    reader = csv.reader(lines, delimiter=delimiter_of(content), strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken(file, number) from error
        if any("\n" in cell or "\r" in cell for cell in cells):
            raise _broken(file, number)
        if any(cell.strip() for cell in cells):
            yield number, cells


def _broken(file: str, number: int) -> BadInputError:
    problem = "A cell's quotation marks don't match, or it runs over several lines."
    mend = 'Put the whole cell in double quotes, and write a quotation mark in it twice: "".'
    return BadInputError([Fault(file, f"row {number}", problem, mend)])


def delimiter_of(content: str) -> str:
    """The delimiter that stands most often in the first line; a comma where none does."""
    first = next((line for line in content.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=lambda mark: (first.count(mark), mark == ","))


def _columns(headings: Sequence[str], row: int, file: str, table: Table) -> list[Column | None]:
    """The table's column of each heading; None for an empty column at the end."""
    faults = Faults(file)
    names = [_named(heading) for heading in headings]
    missing = [column.name for column in table.columns if column.name not in names]
    for at, name in enumerate(names):
        if name and table.column(name) is None:
            _unknown(name, missing, table, row, faults)
        elif name and name in names[:at]:
            faults.add(row, name, "This heading stands twice.", "Keep one of the two columns.")
    for column in table.columns:
        if column.required and column.name in missing:
            mend = f"Add a column with the heading {column.name}."
            faults.add(row, column.name, "This column is missing.", mend)
    faults.settle()
    return [table.column(name) for name in names]


def _unknown(name: str, missing: list[str], table: Table, row: int, faults: Faults) -> None:
    close = difflib.get_close_matches(name, missing, n=1, cutoff=0.6)
    if close:
        missing.remove(close[0])
        mend = f"Did you mean {close[0]}?"
    else:
        mend = f"Remove it. A file of {table.name} has: {', '.join(table.headings)}."
    faults.add(row, name, f"Heard knows no column {name!r}.", mend)


def _row(
    number: int, cells: Sequence[str], columns: Sequence[Column | None], faults: Faults
) -> Row | None:
    if len(cells) < len(columns):
        problem = f"The row ends after {len(cells)} of {len(columns)} cells."
        faults.add(number, "", problem, "Is the file cut off? Fill the row up with empty cells.")
        return None
    values: dict[str, Any] = {}
    for at, cell in enumerate(cells):
        column = columns[at] if at < len(columns) else None
        content = _unguarded(cell).strip()
        if column is None:
            if content:
                problem = f"{content[:40]!r} stands under no heading."
                mend = "Is there a delimiter too many in the row? Put cells with one in quotes."
                faults.add(number, "", problem, mend)
            continue
        _read(number, column, content, values, faults)
    return Row(number, values)


def _read(
    number: int, column: Column, content: str, values: dict[str, Any], faults: Faults
) -> None:
    if not content:
        if column.required:
            faults.add(number, column.name, "This cell is empty.", f"E.g. {column.example}")
        return
    if len(content) > column.longest:
        problem = f"The cell has {len(content):,} characters."
        mend = f"The most is {column.longest:,}. Is a quotation mark missing further up?"
        faults.add(number, column.name, problem, mend)
        return
    try:
        values[column.name] = column.read(content)
    except CellError as error:
        faults.add(number, column.name, error.problem, error.mend)


def _unguarded(cell: str) -> str:
    """The cell without the mark that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _named(heading: str) -> str:
    """A heading as columns are named: "Legal name " is legal_name."""
    return "_".join(re.split(r"[\s_-]+", heading.strip("\ufeff \t\r\n").casefold()))
