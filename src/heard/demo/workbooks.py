"""Made-up figures as workbooks laid out like the regulator's, so that they are read like them.

Each made-up figure can then be traced to a cell, as a real one can. The file's name, its title and
every sheet say that the figures are made up.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter

from heard.demo.headings import LEFT_OUT, TYPE, case_columns, survey_columns
from heard.demo.tables import case_cells, survey_cells
from heard.ingest.tsm import Tsm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from heard.demo.headings import Column
    from heard.demo.reporters import Reporter
    from heard.demo.tables import Cells

MADE_UP = "Made-up figures for a demonstration"
LEGEND = (
    "1. No landlord here exists and nobody was asked: chance drew every figure.",
    (
        "2. [X] left blank or not applicable, [Z] not required, [E] excluded, [S] under 50 surveys"
        " by that method, [U] nothing to divide by."
    ),
)
MADE_ON = datetime(2025, 11, 1)  # noqa: DTZ001 - a property of the file, the same whenever it is made
Sheet = tuple[str, "Sequence[Column]", "Sequence[Cells]"]


def file_name(year: str) -> str:
    """The name of a year's made-up workbook.

    Examples:
        >>> file_name("2023-24")
        'made-up-tsm-2024.xlsx'
    """
    return f"made-up-tsm-20{year[-2:]}.xlsx"


def write_workbook(folder: Path, year: str, reporters: Sequence[Reporter], *, seed: int) -> Path:
    """Write a year's workbook; the same seed and landlords give the same bytes."""
    path = folder / file_name(year)
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        book.set_properties({"title": _title(year), "comments": MADE_UP, "created": MADE_ON})
        introduction = book.add_worksheet(Tsm.introduction)
        for row, line in enumerate((_title(year), MADE_UP + ".", *LEGEND)):
            introduction.write_string(row, 0, line)
        for name, columns, rows in _sheets(year, reporters, seed=seed):
            _write(book.add_worksheet(name), name, columns, rows)
    return path


def _title(year: str) -> str:
    return f"{MADE_UP}: Tenant Satisfaction Measures {year}"


def _sheets(year: str, reporters: Sequence[Reporter], *, seed: int) -> Iterable[Sheet]:
    """Every table of the workbook; first the one that says who is in which."""
    ordered = sorted(reporters, key=lambda one: one.name)
    tenants = _present(survey_cells(one, year, seed=seed) for one in ordered)
    owners = _present(survey_cells(one, year, seed=seed, shared_owners=True) for one in ordered)
    managed = [case_cells(one, year, seed=seed) for one in ordered]
    left_out: list[Cells] = [
        {"name": one.name, "code": one.code, "reason": one.oddities.survey_left_out}
        for one in ordered
        if one.oddities.survey_left_out
    ]
    prefix = f"{Tsm.prefix}{year[-2:]}_"
    tables: list[Sheet] = [
        (f"{prefix}LCRA_Perception", survey_columns("LCRA"), tenants),
        (f"{prefix}LCHO_Perception", survey_columns("LCHO"), owners),
        (f"{prefix}Combined_Perception", survey_columns("Combined"), []),
        (f"{prefix}Management_Info", case_columns(), managed),
        (f"{prefix}Perception_Not_Inc", LEFT_OUT, left_out),
        (f"{prefix}Man_Info_Not_Inc", LEFT_OUT, []),
    ]
    return [_coverage(managed, tables), *tables]


def _present(rows: Iterable[Cells | None]) -> list[Cells]:
    return [cells for cells in rows if cells is not None]


def _coverage(everybody: Sequence[Cells], tables: Sequence[Sheet]) -> Sheet:
    inside = {name: {cells["code"] for cells in rows} for name, _, rows in tables}
    columns = [("name", "Landlord name"), ("code", "Landlord code"), TYPE]
    columns += [(name, name) for name in inside]
    rows = [
        {
            **{key: cells[key] for key in ("name", "code", "type")},
            **{name: "Yes" if cells["code"] in codes else "No" for name, codes in inside.items()},
        }
        for cells in everybody
    ]
    return Tsm.coverage, columns, rows


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Cells],
) -> None:
    sheet.write_string(0, 0, name)
    sheet.write_string(1, 0, MADE_UP + ".")
    for at, line in enumerate(LEGEND, start=2):
        sheet.write_string(at, 0, line)
    header = 2 + len(LEGEND)
    for column, (_, heading) in enumerate(columns):
        sheet.write_string(header, column, heading)
    for row, cells in enumerate(rows, start=header + 1):
        for column, (key, _) in enumerate(columns):
            value = cells[key]
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value)
    sheet.freeze_panes(header + 1, 2)
