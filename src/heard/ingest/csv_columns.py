"""What a column of a CSV file may hold, and how a cell becomes a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_BRITISH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MOST_DIGITS = 9
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+")


class CellError(ValueError):
    """A cell that can't be taken: what is wrong with it, and how to mend it."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.mend = mend


def text(cell: str) -> str:
    """The cell as it is."""
    return cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it means, an example, and how its cells are read."""

    name: str
    about: str
    example: str
    required: bool = False  # neither the column nor any of its cells may be missing
    read: Callable[[str], object] = text
    longest: int = 300


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of CSV file, by its columns in the order in which they are written."""

    name: str
    about: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """The column with this heading."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings in the order in which they are written."""
        return tuple(column.name for column in self.columns)


def day(cell: str) -> date:
    """A date as 2018-10-01, or as 01/10/2018, the day first.

    Examples:
        >>> day("01/10/2018")
        datetime.date(2018, 10, 1)
    """
    if match := _ISO.fullmatch(cell):
        year, month, day_ = map(int, match.groups())
    elif match := _BRITISH.fullmatch(cell):
        day_, month, year = map(int, match.groups())
    else:
        raise CellError(f"{cell!r} is no date.", "Write it as 2018-10-01 or 01/10/2018.")
    try:
        return date(year, month, day_)
    except ValueError as error:
        raise CellError(f"There is no day {cell!r}.", "Check day and month.") from error


def whole_number(cell: str) -> int:
    """A number of things: 0, 12 or 1,204."""
    if not _WHOLE.fullmatch(cell):
        raise CellError(
            f"{cell!r} is no whole number.",
            "Write digits only, 0 for none. Leave the row out where it isn't known.",
        )
    digits = cell.replace(",", "").lstrip("0")
    if len(digits) > _MOST_DIGITS:
        raise CellError(f"{cell!r} is too big to be true.", "Check the number.")
    return int(digits or "0")


def one_of(choices: Mapping[str, str]) -> Callable[[str], str]:
    """Read one of the choices, by its key or its label, however it is spelt with capitals."""
    known = {_folded(word): key for key, label in choices.items() for word in (key, label)}

    def read(cell: str) -> str:
        try:
            return known[_folded(cell)]
        except KeyError:
            raise CellError(
                f"{cell!r} isn't known.", f"Write one of: {', '.join(choices)}."
            ) from None

    return read


def _folded(word: str) -> str:
    return " ".join(re.split(r"[\s_-]+", word.casefold()))
