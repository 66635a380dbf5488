"""Read the regulator's workbook of Tenant Satisfaction Measures, whichever year's it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.ingest.cells import CellError, clean, landlord_code
from heard.ingest.faults import Faults
from heard.ingest.sheets import find_table
from heard.ingest.tsm import KNOWN_YEARS, Tsm, plain_name
from heard.ingest.tsm_coverage import read_coverage
from heard.ingest.tsm_figures import FigureReader, figure_plans
from heard.ingest.tsm_model import LeftOut, TsmWorkbook
from heard.ingest.tsm_rows import read_return
from heard.ingest.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from heard.ingest.sheets import Row, Table
    from heard.ingest.tsm import SheetPlan
    from heard.ingest.tsm_model import LandlordReturn
    from heard.ingest.workbook import Sheets

SHEET_NAME = re.compile(rf"^{Tsm.prefix}\s*(\d\d)[\s_]*(.+)$", re.IGNORECASE)
SHEETS_READ = frozenset(
    {plan.plain for plan in (*Tsm.tables, *Tsm.left_out)}
    | {plain_name(name) for name in (Tsm.coverage, Tsm.introduction)}
)
AS_PUBLISHED = "Import the regulator's workbook as it was published."


@dataclass(slots=True)
class Reading:
    """What has been read so far of one workbook."""

    sheets: Sheets
    faults: Faults
    returns: list[LandlordReturn] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)  # plan's name → the sheet it is in
    done: set[str] = field(default_factory=set)  # names of the plans whose table could be read


def read_tsm(
    source: Path | bytes,
    *,
    file: str = "",
    progress: Callable[[int, int, str], None] | None = None,
) -> TsmWorkbook:
    """Everything the workbook says, with the cell of every figure.

    `progress` is told (done, total, message) sheet by sheet.

    Raises:
        BadInputError: with every fault found, when it can't be taken as it is.
    """
    told = progress or _silent
    steps = len(Tsm.tables) + 2
    told(0, steps, "Opening the workbook")
    sheets = open_workbook(source, file=file, wanted=_wanted)
    reading = Reading(sheets, Faults(sheets.file))
    year = _find_sheets(reading)
    for step, plan in enumerate(Tsm.tables, start=1):
        told(step, steps, f"Reading {plan.name}")
        _read_table(plan, reading)
    for plan in Tsm.left_out:
        _read_left_out(plan, reading)
    told(steps - 1, steps, "Checking against the coverage sheet")
    tables = read_coverage(reading, year)
    if reading.faults and year not in KNOWN_YEARS:
        _say_new_year(reading, year)
    reading.faults.check()
    title, release = _introduction(sheets, year)
    told(steps, steps, "Read")
    return TsmWorkbook(
        year=year,
        file_name=sheets.file,
        sha256=sheets.sha256,
        title=title,
        release=release,
        returns=tuple(reading.returns),
        not_included=tuple(reading.left_out),
        tables=tuple(tables),
        notes=reading.notes,
        remarks=tuple(reading.remarks),
    )


def reporting_year(prefix: str) -> str:
    """The reporting year of a sheet's two digits.

    Examples:
        >>> reporting_year("24")
        '2023-24'
    """
    return f"20{int(prefix) - 1:02}-{prefix}"


def _silent(done: int, total: int, message: str) -> None:
    """Tell nobody."""


def _wanted(name: str) -> bool:
    """Whether a sheet is read. Others could be of any size and aren't touched."""
    found = SHEET_NAME.match(name.strip())
    return plain_name(found.group(2) if found else name) in SHEETS_READ


def _find_sheets(reading: Reading) -> str:
    """Note which sheet is which; gives the reporting year."""
    years: dict[str, str] = {}
    for name in reading.sheets.names:
        if found := SHEET_NAME.match(name.strip()):
            years.setdefault(found.group(1), name)
            reading.places[plain_name(found.group(2))] = name
    if not years:
        have = ", ".join(reading.sheets.names[:6]) or "none"
        reading.faults.stop(
            "",
            f"this isn't the regulator's TSM workbook: no sheet's name begins with TSM and a year"
            f" (its sheets: {have}).",
            AS_PUBLISHED,
        )
    if len(years) > 1:
        reading.faults.stop(
            "sheets " + " and ".join(years.values()), "they are of different years.", AS_PUBLISHED
        )
    prefix = next(iter(years))
    for plan in (*Tsm.tables, *Tsm.left_out):
        if plan.plain not in reading.places:
            reading.faults.add(
                "", f"there is no sheet {Tsm.prefix}{prefix}_{plan.name}.", AS_PUBLISHED
            )
    if not any(plain_name(name) == plain_name(Tsm.coverage) for name in reading.sheets.names):
        reading.faults.add("", f"there is no sheet {Tsm.coverage}.", AS_PUBLISHED)
    return reporting_year(prefix)


def _table(plan: SheetPlan, reading: Reading) -> Table | None:
    sheet = reading.places.get(plan.plain)
    if sheet is None:
        return None
    rows = reading.sheets.rows[sheet]
    table = find_table(sheet, rows, plan.columns, first=Tsm.first_heading, faults=reading.faults)
    if table:
        reading.done.add(plan.plain)
        _check_codes(table, reading.faults)
        reading.notes[sheet] = table.notes
    return table


def _check_codes(table: Table, faults: Faults) -> None:
    seen: dict[str, int] = {}
    at = table.columns["code"]
    for row, values in table.rows:
        try:
            code = landlord_code(values[at])
        except CellError:
            continue  # said where the row is read
        if code in seen:
            faults.add(
                table.place(row, "code"),
                f"the code {code} stands in row {seen[code]} too.",
                "Keep one row for each landlord, as the regulator published it.",
            )
        seen.setdefault(code, row)


def _read_table(plan: SheetPlan, reading: Reading) -> None:
    table = _table(plan, reading)
    if table is None:
        return
    _realign(table, reading)
    reader = FigureReader(table, reading.faults, figure_plans(plan, table))
    figures = [reader.read(row, values) for row, values in table.rows]
    reader.suspect_columns()
    for (row, values), of_row in zip(table.rows, figures, strict=True):
        one = read_return(plan.part, table, row, values, of_row, reading.faults)
        if one:
            reading.returns.append(one)


def _realign(table: Table, reading: Reading) -> None:
    """Put right columns that stand one to the left of their headings.

    In 2023-24's combined sheet, from “Has the average satisfaction …” on, each value stands one
    column to the left, and that heading's own value at the far end.
    """
    start = table.columns.get("method_weighting")
    if start is None or not table.rows:
        return
    if not all(_word(values, start) in {"yes", "no"} for _, values in table.rows):
        return
    last = max(len(values) for _, values in table.rows) - 1
    while last > start and not any(_word(values, last) for _, values in table.rows):
        last -= 1
    for key, at in table.columns.items():
        if at >= start:
            table.columns[key] = at - 1 if at > start else last
    reading.remarks.append(
        f"sheet {table.sheet}: the last {last - start + 1} columns stand one to the left of their"
        " headings; they were read by what they hold."
    )


def _word(values: Row, at: int) -> str:
    return clean(values[at]).lower() if at < len(values) else ""


def _read_left_out(plan: SheetPlan, reading: Reading) -> None:
    table = _table(plan, reading)
    if table is None:
        return
    for row, values in table.rows:
        try:
            code = landlord_code(values[table.columns["code"]])
        except CellError as error:
            reading.faults.add(table.place(row, "code"), error.problem, error.mend)
            continue
        name, reason = (clean(values[table.columns[key]]) for key in ("name", "reason"))
        reading.left_out.append(LeftOut(plan.part, code, name, reason, table.sheet, row))


def _say_new_year(reading: Reading, year: str) -> None:
    known = " and ".join(KNOWN_YEARS)
    first = Faults(reading.sheets.file)
    first.add(
        "",
        f"this is the workbook of {year}; this Heard knows the workbooks of {known}, and this one"
        " is laid out differently, as follows.",
        "Update Heard, or ask its makers to read the new layout.",
    )
    reading.faults.found.insert(0, first.found[0])


def _introduction(sheets: Sheets, year: str) -> tuple[str, str]:
    """The workbook's title and what it says of its release."""
    named = plain_name(Tsm.introduction)
    sheet = next((rows for name, rows in sheets.rows.items() if plain_name(name) == named), [])
    lines = [clean(raw) for row in sheet for raw in row]
    lines = [line for line in lines if line]
    title = lines[0] if lines else f"Tenant Satisfaction Measures {year}"
    at = next((n for n, line in enumerate(lines) if line.lower() == "release history"), None)
    return title[:200], "" if at is None else "\n".join(lines[at + 1 :])
