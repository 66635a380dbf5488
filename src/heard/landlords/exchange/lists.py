"""Several things in one cell of a CSV file, and back: "Old Mill Homes until 2018-10-01; Mill"."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - NamedTuple's fields are read when it runs
from typing import TYPE_CHECKING, NamedTuple

from heard.ingest.csv_columns import CellError, day
from heard.landlords.models import RSH_CODE, SuccessionKind
from heard.landlords.naming import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTS = re.compile(r"(?:\\.|[^\\;])*")
_UNTIL = re.compile(r"(.+?) until (unknown|[0-9/-]{8,10})")
_PREDECESSOR = re.compile(
    r"(?P<name>.+?)(?: \[(?P<code>[A-Z0-9]{4,6})\])?"
    r" \((?P<part>part, )?(?P<kind>[a-z-]+), (?P<on>[0-9/-]{8,10})\)"
)
_CODE = re.compile(RSH_CODE)
_NUMBER_LIKE = re.compile(r"[0-9.,]+(?:E[+-]?[0-9]+)?", re.IGNORECASE)
_NAME_LENGTH = 200


class EarlierName(NamedTuple):
    """Another name, and until when it was used where that is known."""

    name: str
    until: date | None

    def __str__(self) -> str:
        if self.until:
            return f"{self.name} until {self.until.isoformat()}"
        return f"{self.name} until unknown" if _UNTIL.fullmatch(self.name) else self.name


class Predecessor(NamedTuple):
    """A landlord that came before, and how."""

    name: str
    code: str
    kind: str
    on: date
    whole: bool

    def __str__(self) -> str:
        code = f" [{self.code}]" if self.code else ""
        part = "" if self.whole else "part, "
        return f"{self.name}{code} ({part}{self.kind}, {self.on.isoformat()})"


def join_list(parts: Iterable[object]) -> str:
    """One cell holding all the parts."""
    escaped = (re.sub(r"[\\;]", lambda mark: f"\\{mark[0]}", str(part)) for part in parts)
    return "; ".join(escaped)


def split_list(cell: str) -> list[str]:
    """The parts of a cell, which semicolons divide.

    Examples:
        >>> split_list(join_list(["Mill; Wheel", "Hyde"]))
        ['Mill; Wheel', 'Hyde']
    """
    parts = (re.sub(r"\\(.)", r"\1", part).strip() for part in _PARTS.findall(cell))
    return list(dict.fromkeys(part for part in parts if part))


def read_name(cell: str) -> str:
    """A name without stray spaces and invisible marks."""
    name = tidy(cell)
    if not name:
        raise CellError("There are only invisible marks in this cell.", "Write a name.")
    if len(name) > _NAME_LENGTH:
        raise CellError("The name is longer than 200 characters.", "Shorten it.")
    return name


def read_code(cell: str) -> str:
    """One code of the regulator.

    Raises:
        CellError: it is none, saying how a code looks, and whether a spreadsheet mangled it.
    """
    code = tidy(cell).upper()
    if _CODE.fullmatch(code):
        return code
    if _NUMBER_LIKE.fullmatch(code):
        raise CellError(
            f"{cell!r} is a number that a spreadsheet made of a code.",
            "Set the column to Text, type the code again (such as 4849 or L4279) and save.",
        )
    raise CellError(
        f"{cell!r} is no code.",
        "A code is one or two letters and four digits (L4279, LH0032), four digits (4849), "
        "or two digits and two letters (45UB).",
    )


def read_codes(cell: str) -> list[str]:
    """Codes, divided by semicolons, commas or spaces."""
    parts = [part for part in re.split(r"[;,\s]+", cell) if part]
    return list(dict.fromkeys(read_code(part) for part in parts))


def read_earlier_names(cell: str) -> list[EarlierName]:
    """Other names, each with the day until which it was used where that is known."""
    return [_earlier_name(part) for part in split_list(cell)]


def read_predecessors(cell: str) -> list[Predecessor]:
    """Landlords that came before, each as: name [code] (kind, date)."""
    return [_predecessor(part) for part in split_list(cell)]


def _earlier_name(part: str) -> EarlierName:
    match = _UNTIL.fullmatch(part)
    if match is None:
        return EarlierName(read_name(part), None)
    until = None if match[2] == "unknown" else day(match[2])
    return EarlierName(read_name(match[1]), until)


def _predecessor(part: str) -> Predecessor:
    match = _PREDECESSOR.fullmatch(part)
    kinds = ", ".join(SuccessionKind.values)
    if match is None or match["kind"] not in SuccessionKind.values:
        raise CellError(
            f"{part!r} doesn't say who came before, how and when.",
            f"Write it as: Old Mill Homes [L1234] (merger, 2018-10-01). The kinds are {kinds}.",
        )
    code = read_code(match["code"]) if match["code"] else ""
    return Predecessor(
        read_name(match["name"]), code, match["kind"], day(match["on"]), not match["part"]
    )
