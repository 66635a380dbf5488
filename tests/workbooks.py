"""Make small workbooks in the regulator's layouts, with made-up landlords.

    build_workbook(tmp_path / "tsm.xlsx", year="2024-25")
    build_workbook(path, mutate=lambda book: book.remove(sheet_of(book, "LCHO_Perception")))

Figures follow from the landlord's code, so they are the same on every run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from tests.workbook_rows import (
    LANDLORDS,
    NOTES,
    Layout,
    MadeUp,
    answers_of,
    management_row,
    perception_row,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.workbook_rows import Pairs

__all__ = ["LANDLORDS", "MadeUp", "answers_of", "build_workbook", "cell_of", "sheet_of"]


def build_workbook(
    path: Path,
    *,
    year: str = "2023-24",
    landlords: Sequence[MadeUp] = LANDLORDS,
    combined: Sequence[MadeUp] = (),
    left_out: Sequence[tuple[str, str, str]] = (),
    release: str = "Version 1.0 of this dataset was published November",
    mutate: Callable[[openpyxl.Workbook], object] | None = None,
) -> Path:
    """Write a workbook of made-up landlords in the layout of a year, changed by `mutate` if given.

    `combined` are landlords that survey tenants and shared owners together; `left_out` are
    (code, name, reason) of those whose survey isn't included.
    """
    layout = Layout(year)
    book = openpyxl.Workbook()
    book.remove(book.active)
    _introduction(book, year, release)
    everyone = [*landlords, *combined]
    owners = [one for one in landlords if one.shared]
    sheets = {
        "LCRA_Perception": (
            [perception_row(layout, one, "LCRA") for one in landlords],
            perception_row(layout, LANDLORDS[0], "LCRA"),
        ),
        "LCHO_Perception": (
            [perception_row(layout, one, "LCHO") for one in owners],
            perception_row(layout, LANDLORDS[0], "LCHO"),
        ),
        "Combined_Perception": (
            [perception_row(layout, one, "Combined") for one in combined],
            perception_row(layout, LANDLORDS[0], "Combined"),
        ),
        "Management_Info": (
            [management_row(layout, one, {c.code for c in combined}) for one in everyone],
            management_row(layout, LANDLORDS[0]),
        ),
    }
    _coverage(book, layout, everyone, owners, landlords, combined, left_out)
    for name, (rows, model) in sheets.items():
        _table(book.create_sheet(layout.name(name)), layout, model, rows)
    for name, rows in (("Perception_Not_Inc", left_out), ("Man_Info_Not_Inc", ())):
        sheet = book.create_sheet(layout.name(name))
        sheet.append([layout.name(name)])
        sheet.append(["Go back to contents"])
        sheet.append(["Landlord name", "Landlord code", "Notes from RSH following TSM review"])
        for code, called, reason in rows:
            sheet.append([called, layout.code(code), reason])
    if mutate:
        mutate(book)
    book.save(path)
    return path


def _introduction(book: openpyxl.Workbook, year: str, release: str) -> None:
    sheet = book.create_sheet("Introduction")
    for line in (f"Tenant Satisfaction Measures 20{year[-2:]} - Dataset", "", "Release History"):
        sheet.append([line])
    sheet.append([release])


def _table(sheet: Any, layout: Layout, model: Pairs, rows: list[Pairs]) -> None:
    lines = [[sheet.title], ["Go back to contents"]]
    if not layout.old:
        lines += [["Notes:"], *[[note] for note in NOTES], []]
    for line in lines:
        sheet.append(line)
    sheet.append([heading for heading, _ in model])
    for pairs in rows:
        sheet.append([value for _, value in pairs])
    if layout.old:
        sheet.append([])
        for line in ("Notes:", *NOTES):
            sheet.append([line])


def _coverage(
    book: openpyxl.Workbook,
    layout: Layout,
    everyone: Sequence[MadeUp],
    owners: Sequence[MadeUp],
    surveyed: Sequence[MadeUp],
    combined: Sequence[MadeUp],
    left_out: Sequence[tuple[str, str, str]],
) -> None:
    sheet = book.create_sheet("Table_Coverage")
    for line in ("Table_Coverage", "Whether a RP has data in each table.", "Go back to contents"):
        sheet.append([line])
    names = ("LCRA_Perception", "LCHO_Perception", "Combined_Perception", "Management _Info")
    names += ("Perception_Not_Inc", "Man_Info_Not_Inc")
    heads = ["Landlord name", "Landlord code", "Landlord type"]
    sheet.append(heads + [layout.name(name) for name in names])
    excluded = {code for code, _, _ in left_out}
    for one in everyone:
        inside = (
            one in surveyed,
            one in owners,
            one in combined,
            True,
            one.code in excluded,
            False,
        )
        words = ["Yes" if there else "No" for there in inside]
        sheet.append([one.name, layout.code(one.code), layout.type(one), *words])


def sheet_of(book: openpyxl.Workbook, name: str) -> Any:
    """The sheet whose name ends so, whatever the year."""
    return next(sheet for sheet in book.worksheets if sheet.title.endswith(name))


def cell_of(book: openpyxl.Workbook, sheet: str, heading: str, code: str | None = None) -> Any:
    """The first heading that holds this text, or the cell under it in a landlord's row."""
    table = sheet_of(book, sheet)
    head = next(row for row in table.iter_rows() if any(c.value == "Landlord name" for c in row))
    column = next(c for c in head if heading in str(c.value or ""))
    if code is None:
        return column
    at = next(c.column for c in head if c.value == "Landlord code")
    row = next(r for r in table.iter_rows(min_row=head[0].row + 1) if str(r[at - 1].value) == code)
    return row[column.column - 1]
