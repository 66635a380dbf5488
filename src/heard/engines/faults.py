"""What can be wrong with a row of a big table, told by file and row, with how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 5_000  # rows listed; the rest are counted
LONGEST_NAME = 300  # characters of a place, a landlord, a category, a date or a count
LONGEST_TEXT = 100_000  # characters of a resident's words
BROKEN = "\ufffd"  # what a reader puts where bytes are no letter
ROLES = ("date", "place", "landlord", "category", "count", "entered")
_TEXT_LONG = f"The text has more than {LONGEST_TEXT:,} characters."


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that can be wrong: its name in JSON, in words, and how to mend it."""

    name: str
    problem: str  # may hold {value}
    mend: str
    role: str = ""
    counted: bool = False  # the row counts all the same


def _each(name: str, problem: str, mend: str) -> tuple[Kind, ...]:
    return tuple(Kind(name, problem, mend, role) for role in ROLES)


_BROKEN_WORDS = ("Some letters can’t be read.", "Save the file as “CSV UTF-8”.")
_LONG_MEND = "Is a quotation mark missing in this row or further up?"
_DATE_MEND = "Write it as 2024-05-31 or 31/05/2024."
_CHECK_YEAR = "Check the year."

SHAPE = Kind(
    "shape",
    "The row has fewer or more cells than there are headings.",
    "Is a delimiter missing or one too many? Put cells that hold one in quotes.",
)
BROKEN_ELSEWHERE = Kind("encoding", *_BROKEN_WORDS, counted=True)
LONG_ELSEWHERE = Kind("too-long", _TEXT_LONG, _LONG_MEND, counted=True)
# in the order in which a row is checked: of several faults the first is told
KINDS: tuple[Kind, ...] = (
    SHAPE,
    *_each("encoding", *_BROKEN_WORDS),
    *_each("too-long", f"The cell has more than {LONGEST_NAME} characters.", _LONG_MEND),
    Kind("no-date", "There is no date.", _DATE_MEND, "date"),
    Kind("unread-date", "{value} is no date.", _DATE_MEND, "date"),
    Kind("early-date", "{value} is too long ago.", _CHECK_YEAR, "date"),
    Kind("future-date", "{value} is in the future.", _CHECK_YEAR, "date"),
    Kind("no-place", "There is no place.", "Write where it was, as other rows do.", "place"),
    Kind("unknown-place", "{value} isn’t a known place.", "Check the spelling.", "place"),
    Kind("no-landlord", "There is no landlord.", "Write whose home it is.", "landlord"),
    Kind("no-category", "There is no category.", "Write what it was about.", "category"),
    Kind("no-count", "There is no count.", "Write 1 for a single one.", "count"),
    Kind("count-not-whole", "{value} is no whole number.", "Write digits only.", "count"),
    Kind("count-negative", "{value} is less than nothing.", "Check the number.", "count"),
    Kind("count-too-big", "{value} is too big to be true.", "Check the number.", "count"),
    Kind("unread-entered", "{value} is no date of entry.", _DATE_MEND, "entered"),
    Kind("future-entered", "{value}, the date of entry, is in the future.", _CHECK_YEAR, "entered"),
    Kind("encoding", *_BROKEN_WORDS, "text"),
    Kind("too-long", _TEXT_LONG, _LONG_MEND, "text"),
    Kind("no-text", "There is no text.", "Leave the row out, if nothing was said.", "text"),
    Kind("encoding", *_BROKEN_WORDS, "id"),
    Kind("too-long", f"The cell has more than {LONGEST_NAME} characters.", _LONG_MEND, "id"),
    Kind("no-id", "There is no id.", "Give each row an id of its own.", "id"),
    Kind("duplicate-id", "{value} is an earlier row's id too.", "Is the row there twice?", "id"),
)
_CODES = {(kind.name, kind.role): code for code, kind in enumerate(KINDS, start=1)}


def code_of(name: str, role: str = "") -> int:
    """The number under which engines keep a kind of fault."""
    return _CODES[name, role]


def kind_of(name: str, role: str = "") -> Kind:
    """The kind of fault of that name."""
    return KINDS[code_of(name, role) - 1]


@dataclass(frozen=True, slots=True)
class RowFault:
    """One row that isn't as it should be.

    `row` is the row's number as a spreadsheet shows it: headings are row 1 of a CSV file.
    Rows of Parquet files and of databases' tables are counted from 1.
    """

    file: str
    row: int
    column: str
    kind: str
    problem: str
    mend: str
    counted: bool = False

    def as_fault(self) -> Fault:
        """The same as every other reader tells its faults."""
        place = f"row {self.row}, column {self.column}" if self.column else f"row {self.row}"
        return Fault(self.file, place, self.problem, self.mend)

    def as_dict(self) -> dict[str, object]:
        """The fault as it stands in JSON output."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "kind": self.kind,
            "problem": self.problem,
            "mend": self.mend,
            "counted": self.counted,
        }


@dataclass(frozen=True, slots=True)
class RowFaults:
    """The rows at fault, the first `MOST` of them one by one and all of them by kind."""

    rows: tuple[RowFault, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many rows are at fault, listed or not."""
        return sum(self.counts.values())

    @property
    def more(self) -> int:
        """How many of them aren't listed."""
        return self.total - len(self.rows)


def row_fault(
    kind: Kind, *, file: str, row: int, column: str = "", value: str | None = None
) -> RowFault:
    """A fault of a kind at a row, with what stands there."""
    problem = kind.problem.replace("{value}", repr((value or "").strip()[:40]))
    return RowFault(file, row, column, kind.name, problem, kind.mend, kind.counted)
