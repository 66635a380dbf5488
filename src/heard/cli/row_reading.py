"""Rows of big CSV and Parquet files, one at a time; rows at fault are told and left out."""

from __future__ import annotations

import csv
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from heard.engines.faults import BROKEN, KINDS, LONGEST_NAME, MOST, RowFaults, row_fault
from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from heard.engines.faults import RowFault

_BIGGEST_CELL = 256 * 1024 * 1024
_KINDS = {(kind.name, kind.role): kind for kind in KINDS}


class RowError(Exception):
    """What is wrong with a row."""

    def __init__(self, name: str, role: str = "", value: str = "") -> None:
        super().__init__(name)
        self.kind = _KINDS[name, role]
        self.value = value


@dataclass(slots=True)
class RowReader:
    """Reads a file's rows by role, and keeps what is wrong with them.

    Attributes:
        file: its path.
        columns: which column has which role.
        needed: roles whose cell may not be blank, in the order in which they are checked.
        longest: the most characters of a cell by role, where it isn't `LONGEST_NAME`.
        rows: how many rows were read.
    """

    file: str
    columns: Mapping[str, str]
    needed: Sequence[str]
    longest: Mapping[str, int] = field(default_factory=dict)
    rows: int = 0
    _faults: list[RowFault] = field(default_factory=list)
    _kinds: dict[str, int] = field(default_factory=dict)

    @property
    def faults(self) -> RowFaults:
        """The rows at fault so far."""
        return RowFaults(tuple(self._faults), self._kinds)

    def read_csv(self, take: Callable[[int, dict[str, str]], None]) -> None:
        """Give each sound row of a CSV file to `take`, with its number as a spreadsheet shows it.

        Raises:
            BadInputError: the file can't be read, or lacks a column.
        """
        csv.field_size_limit(_BIGGEST_CELL)
        try:
            with Path(self.file).open(encoding="utf-8-sig", errors="replace", newline="") as file:
                lines = csv.reader(file)
                header = [name.strip() for name in next(lines, [])]
                at = self._places(header)
                with without_collecting():
                    for number, row in enumerate(lines, start=2):
                        if row:
                            self._row(number, row, at, len(header), take)
        except (OSError, csv.Error) as error:
            raise self._unread(error, "Save it as CSV.") from error

    def read_parquet(self, take: Callable[[int, dict[str, str]], None]) -> None:
        """Give each sound row of a Parquet file to `take`; rows are counted from 1.

        Raises:
            BadInputError: the file can't be read, or lacks a column.
        """
        import duckdb

        try:
            with Path(self.file).open("rb"):  # says in plain words if it isn't there
                pass
            with duckdb.connect() as connection:
                found = connection.execute("select * from read_parquet(?)", [self.file])
                header = [str(column[0]) for column in found.description or ()]
                at = self._places(header)
                number = 0
                while rows := found.fetchmany(10_000):
                    for row in rows:
                        number += 1
                        cells = ["" if cell is None else str(cell) for cell in row]
                        self._row(number, cells, at, len(header), take)
        except (OSError, duckdb.Error) as error:
            first = str(error).splitlines()[0].rstrip(".")
            raise self._unread(first, "Save it as Parquet again, or as CSV.") from error

    def _unread(self, why: object, mend: str) -> BadInputError:
        return BadInputError([Fault(self.file, "", f"The file can’t be read: {why}.", mend)])

    def _places(self, header: Sequence[str]) -> dict[str, int]:
        return {role: self._place(header, name) for role, name in self.columns.items()}

    def _place(self, header: Sequence[str], name: str) -> int:
        if name not in header:
            problem = f"There is no column {name!r}; there are {', '.join(header)[:200]}."
            raise BadInputError([Fault(self.file, "row 1", problem, "Name one of those.")])
        return header.index(name)

    def _row(
        self,
        number: int,
        cells: list[str],
        at: dict[str, int],
        width: int,
        take: Callable[[int, dict[str, str]], None],
    ) -> None:
        self.rows += 1
        try:
            take(number, self._checked(cells, at, width))
        except RowError as error:
            kind = error.kind
            self._kinds[kind.name] = self._kinds.get(kind.name, 0) + 1
            if len(self._faults) < MOST:
                column = self.columns.get(kind.role, "")
                self._faults.append(
                    row_fault(kind, file=self.file, row=number, column=column, value=error.value)
                )

    def _checked(self, cells: list[str], at: dict[str, int], width: int) -> dict[str, str]:
        """A row by role, if its cells can be read and none is blank that may not be."""
        if len(cells) != width:
            raise RowError("shape")
        row = {role: cells[place].strip() for role, place in at.items()}
        whole = "".join(row.values())
        if "" not in row.values() and BROKEN not in whole and len(whole) <= LONGEST_NAME:
            return row
        for role, text in row.items():
            if BROKEN in text:
                raise RowError("encoding", role)
            if len(text) > self.longest.get(role, LONGEST_NAME):
                raise RowError("too-long", role)
        for role in self.needed:
            if role in row and not row[role]:
                raise RowError(f"no-{role}", role)
        return row


@contextmanager
def without_collecting() -> Iterator[None]:
    """Nothing that is read refers to itself, so looking for what does is time lost."""
    import gc

    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def tell_faults(faults: RowFaults, *, strict: bool) -> None:
    """Rows at fault on standard error, with how many there are.

    Raises:
        BadInputError: there are any, and they are fatal.
    """
    if strict and faults.total:
        raise BadInputError(one.as_fault() for one in faults.rows)
    say(str(one.as_fault()) for one in faults.rows)
    if faults.more:
        say([f"{faults.more:,} more rows are at fault."])


def say(lines: Iterable[str]) -> None:
    """Tell what isn't the answer itself, on standard error."""
    for line in lines:
        sys.stderr.write(f"{line}\n")
