"""What is known to have happened, from a CSV file, for a back-test."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from heard.analysis.warnings import Problem
from heard.errors import BadInputError, Fault

_NEEDED = ("place", "category", "starts")


def problems_of(path: str) -> tuple[Problem, ...]:
    """The problems of a file with the columns place, landlord, category, starts and reference.

    `landlord` and `reference` may be left out, and any name left blank where it was all of them.

    Raises:
        BadInputError: it can't be read, lacks a heading, or holds what is no date.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            lacking = [one for one in _NEEDED if one not in (reader.fieldnames or ())]
            if lacking:
                fault = Fault(path, "row 1", f"There is no column {lacking[0]!r}.", "Name it so.")
                raise BadInputError([fault])
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        fault = Fault(path, "", f"The file can’t be read: {error}.", "Save it as UTF-8.")
        raise BadInputError([fault]) from error
    faults: list[Fault] = []
    found = [_problem(path, number, row, faults) for number, row in enumerate(rows, start=2)]
    if faults:
        raise BadInputError(faults)
    return tuple(found)


def _problem(path: str, number: int, row: dict[str, str | None], faults: list[Fault]) -> Problem:
    def name(column: str) -> str | None:
        return (row.get(column) or "").strip() or None

    def day(column: str, *, needed: bool) -> date | None:
        text = name(column)
        try:
            return date.fromisoformat(text or "") if text or needed else None
        except ValueError:
            place = f"row {number}, column {column}"
            faults.append(Fault(path, place, f"{text!r} is no date.", "Write it as 2024-05-31."))
            return None

    starts = day("starts", needed=True) or date.min
    return Problem(
        name("place"), name("landlord"), name("category"), starts, day("reference", needed=False)
    )
