"""Rows of a file, one at a time, each with what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from heard.exchange.folder import LONGEST_LINE, lines_of
from heard.exchange.rows import identity_told
from heard.exchange.values import ValueProblemError, reader_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from heard.exchange.described import Table
    from heard.exchange.errors import Faults

AGAIN = "Export again, or copy the whole folder again."


@dataclass(frozen=True, slots=True)
class Row:
    """A line that was read. What points at another row is still that row's name."""

    number: int
    values: dict[str, Any]
    identity: str  # empty where the line doesn't say which row it is
    sound: bool  # whether every column could be read; one that isn't can still be pointed at

    @property
    def place(self) -> str:
        """Where it stands in its file."""
        return f"line {self.number}"


def rows_read(folder: Path, table: Table, faults: Faults) -> Iterator[Row]:
    """The rows of a table, one for each line. What is wrong with them is told."""
    try:
        for number, line in lines_of(folder / table.name):
            place = f"line {number}"
            found = _object(line)
            if isinstance(found, str):
                faults.add(table.name, place, found, AGAIN)
                yield Row(number, {}, "", sound=False)
            else:
                yield _row(table, number, found, faults)
    except OSError as error:
        problem = f"The file can’t be read: {error.strerror or error}."
        faults.add(table.name, "", problem, AGAIN)


def _object(line: bytes) -> dict[str, object] | str:
    """The JSON object that a line is, or what is wrong with it."""
    if len(line) > LONGEST_LINE:
        return f"The line has more than {LONGEST_LINE:,} bytes."
    try:
        found = json.loads(
            line.decode().rstrip("\n"), object_pairs_hook=_once, parse_constant=_refuse
        )
    except UnicodeDecodeError:
        return "It isn’t UTF-8."
    except (ValueError, RecursionError) as error:
        column = getattr(error, "colno", None)
        return "It isn’t JSON" + (f", from sign {column} on." if column else ".")
    return found if isinstance(found, dict) else "It isn’t a JSON object."


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _row(table: Table, number: int, found: dict[str, object], faults: Faults) -> Row:
    readers = _readers(table)
    sound = found.keys() == readers.keys() or not _check_names(table, number, found, faults)
    values: dict[str, Any] = {}
    for name, read in readers.items():
        if name not in found:
            continue
        try:
            values[name] = read(found[name])
        except ValueProblemError as error:
            sound = False
            faults.add(table.name, f"line {number}, “{name}”", error.problem, error.mend)
    named = all(name in values for name in table.identity)
    return Row(number, values, identity_told(table, values) if named else "", sound)


def _check_names(table: Table, number: int, found: dict[str, object], faults: Faults) -> bool:
    """Tell which columns are missing or unknown; whether there was one."""
    missing = [name for name in table.columns if name not in found]
    unknown = sorted(set(found) - set(table.columns))
    for name in missing:
        mend = "Write it, with null where there is nothing."
        faults.add(table.name, f"line {number}, “{name}”", "It is missing.", mend)
    for name in unknown:
        faults.add(table.name, f"line {number}, “{name}”", "It isn’t known here.", "Take it out.")
    return bool(missing or unknown)


@cache
def _readers(table: Table) -> dict[str, Callable[[object], object]]:
    """What reads each column of a table."""
    return {
        name: partial(_name_read, table.column(name).null)
        if name in table.pointers
        else reader_of(table.column(name))
        for name in table.columns
    }


def _name_read(null: bool, value: object) -> str | None:
    """What points at another row: its key, slug or code, or null where that may be."""
    if value is None and null:
        return None
    if not isinstance(value, str) or not value:
        raise ValueProblemError("It names no row.", "Write the key, slug or code of one.")
    return value
