"""A file of answers to checked rows. Rows at fault are left out, each told with its reason."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from heard.errors import BadInputError, Fault
from heard.ingest.csv_columns import CellError, day
from heard.ingest.csv_table import delimiter_of
from heard.ingest.csv_text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

T = TypeVar("T")
MOST_TEXTS = 50_000
MOST_FAULTS = 100
LONGEST = 10_000  # characters of one text
LONGEST_MARK = 100
BIGGEST_CELL = 32 * 1024 * 1024
# Headings under which a column is taken for what it is, however it is written.
KNOWN = {
    "mark": ("id", "number", "reference", "respondent"),
    "day": ("date", "day", "submitted"),
    "landlord": ("landlord",),
    "ward": ("ward",),
    "tenure": ("tenure",),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One text with what is known of who wrote it; keys are of the register."""

    words: str
    mark: str = ""
    day: date | None = None
    landlord: int | None = None
    ward: int | None = None
    tenure: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """What names mean: folded names of landlords, wards and tenures with their keys."""

    landlords: Mapping[str, int]
    wards: Mapping[str, int]
    tenures: Mapping[str, str]
    today: date


@dataclass(slots=True)
class Answers:
    """What was read. `unknown` counts names that aren't in the register, by column and name."""

    rows: list[Answer] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: int = 0
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)


def read_answers(data: bytes, file: str, *, column: str, register: Register) -> Answers:
    """Texts of a CSV file with commas, semicolons or tabs; cells may run over several lines.

    Args:
        data: the file's bytes.
        file: its name, for faults.
        column: heading of the column with the texts.
        register: what names in the columns landlord, ward and tenure mean.

    Raises:
        BadInputError: it can't be read at all, has no such column, or too many rows.
    """
    content = decode(data, file)
    before = csv.field_size_limit(BIGGEST_CELL)  # an endless cell is a row at fault, and no more
    try:
        return _read(content, file, column, register)
    finally:
        csv.field_size_limit(before)


def _read(content: str, file: str, column: str, register: Register) -> Answers:
    lines = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter_of(content))
    headings = next(lines, [])
    at = _places(headings, file, column)
    found = Answers()
    for number, cells in _numbered(lines, file):
        if not any(cell.strip() for cell in cells):
            continue
        row = {role: cells[place].strip() if place < len(cells) else "" for role, place in at}
        try:
            answer = _answer(row, register, found.unknown)
        except CellError as error:
            found.left_out += 1
            if len(found.faults) < MOST_FAULTS:
                found.faults.append(Fault(file, f"row {number}", error.problem, error.mend))
            continue
        if len(found.rows) >= MOST_TEXTS:
            problem = f"The file has more than {MOST_TEXTS:,} texts."
            mend = "Sort it from the command line instead: heard themes FILE --text COLUMN."
            raise BadInputError([Fault(file, f"row {number}", problem, mend)])
        found.rows.append(answer)
    if not found.rows:
        faults = found.faults or [
            Fault(file, "", "There are headings but no rows.", "Put one text in each row.")
        ]
        raise BadInputError(faults)
    return found


def _numbered(lines: Iterator[list[str]], file: str) -> Iterator[tuple[int, Sequence[str]]]:
    number = 1
    while True:
        number += 1
        try:
            yield number, next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            mend = "Is a quotation mark missing further up?"
            raise BadInputError([Fault(file, f"row {number}", str(error), mend)]) from error


def _places(headings: Sequence[str], file: str, column: str) -> list[tuple[str, int]]:
    names_there = [folded(one) for one in headings]
    wanted = folded(column)
    if wanted not in names_there:
        there = ", ".join(one.strip() for one in headings if one.strip()) or "none"
        problem = f"There is no column {column!r}. The file has: {there}."
        raise BadInputError([Fault(file, "row 1", problem, "Write its heading as in the file.")])
    at = [("words", names_there.index(wanted))]
    for role, names in KNOWN.items():
        place = next((names_there.index(name) for name in names if name in names_there), None)
        if place is not None and place != at[0][1]:
            at.append((role, place))
    return at


def _answer(
    row: Mapping[str, str], register: Register, unknown: Counter[tuple[str, str]]
) -> Answer:
    words = row["words"]
    if not words:
        raise CellError("There is no text.", "Leave the row out, or fill it in.")
    if "\ufffd" in words:
        raise CellError("Some letters are broken.", "Save the file as “CSV UTF-8”.")
    if len(words) > LONGEST:
        raise CellError(
            f"The text has {len(words):,} characters.",
            f"The most is {LONGEST:,}. Is a quotation mark missing further up?",
        )
    written = day(row["day"]) if row.get("day") else None
    if written and written > register.today:
        raise CellError(f"{row['day']!r} is in the future.", "Check the date.")
    return Answer(
        words=words,
        mark=row.get("mark", "")[:LONGEST_MARK],
        day=written,
        landlord=_known(row, "landlord", register.landlords, unknown),
        ward=_known(row, "ward", register.wards, unknown),
        tenure=_known(row, "tenure", register.tenures, unknown) or "",
    )


def _known(
    row: Mapping[str, str], role: str, names: Mapping[str, T], unknown: Counter[tuple[str, str]]
) -> T | None:
    said = row.get(role, "")
    if not said:
        return None
    found = names.get(folded(said))
    if found is None:
        unknown[role, said[:60]] += 1
    return found


def folded(word: str) -> str:
    """A name as it is looked up: capitals, dashes and spaces don't matter."""
    return " ".join(word.strip("\ufeff").replace("_", " ").replace("-", " ").casefold().split())
