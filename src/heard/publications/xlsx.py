"""Workbooks for people: the data, its source and licence, and what each column means."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.utils.translation import gettext

from heard.publications.characters import safe_text
from heard.publications.tables import NUMBERS
from heard.publications.wording import made_up_line, provenance_lines

if TYPE_CHECKING:
    from heard.publications.tables import Column, Table, Value

_WIDEST = 60
_LONGEST = 32_767  # characters that Excel takes in a cell
_ROWS = 1_048_576
_FIRST_YEAR = 1900  # Excel knows no earlier date
_EXACT = 2**53  # Excel holds whole numbers exactly up to here


def xlsx_bytes(table: Table) -> bytes:
    """A workbook of three sheets: data, source and licence, columns.

    Nothing in it is a formula or a link, whatever the text looks like.

    Raises:
        ValueError: more rows than a sheet can hold; CSV has no such limit.
    """
    if len(table.rows) >= _ROWS:
        raise ValueError(f"A sheet holds {_ROWS - 1} rows, not {len(table.rows)}: use CSV.")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    created = datetime.combine(table.provenance.retrieved, time(12), tzinfo=UTC)
    book.set_properties(
        {
            "title": safe_text(table.title),
            "comments": safe_text(table.provenance.source),
            "created": created.replace(tzinfo=None),
        }
    )
    _data_sheet(book, table)
    _source_sheet(book, table)
    _columns_sheet(book, table)
    book.close()
    return out.getvalue()


def _data_sheet(book: Any, table: Table) -> None:
    """The rows under a header that stays in sight and can be filtered."""
    made_up = table.provenance.made_up
    sheet = book.add_worksheet(gettext("MADE-UP DATA") if made_up else gettext("Data"))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = [_format(book, column) for column in table.columns]
    widths = [min(len(column.heading), 18) for column in table.columns]
    for index, column in enumerate(table.columns):
        _text(sheet, 0, index, column.heading, head)
    for number, values in enumerate(table.values(), start=1):
        for index, value in enumerate(values):
            _write(sheet, number, index, value, formats[index])
            widths[index] = max(widths[index], _length(value))
    for index, width in enumerate(widths):
        sheet.set_column(index, index, min(width + 2, _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    _printing(sheet, table)


def _printing(sheet: Any, table: Table) -> None:
    """On paper: landscape A4, as wide as the page, header repeated, source at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if table.provenance.made_up:
        sheet.set_header("&C&B" + made_up_line())
    # "&" starts a code in headers and footers, which hold 255 characters
    source = safe_text(table.provenance.source).replace("&", "&&")[:200].rstrip("&")
    sheet.set_footer(f"&L{source}&R&P/&N")


def _source_sheet(book: Any, table: Table) -> None:
    """Where the figures come from and what may be done with them."""
    sheet = book.add_worksheet(gettext("Source and licence"))
    bold, wrap = _bold_and_wrap(book)
    sheet.set_column(0, 0, 20, bold)
    sheet.set_column(1, 1, 100, wrap)
    lines = [(gettext("Title"), table.title), *provenance_lines(table.provenance)]
    for number, (heading, text) in enumerate(lines):
        _text(sheet, number, 0, heading, bold)
        _text(sheet, number, 1, text, wrap)


def _columns_sheet(book: Any, table: Table) -> None:
    """What each column means, and its name in CSV and JSON."""
    sheet = book.add_worksheet(gettext("Columns"))
    bold, wrap = _bold_and_wrap(book)
    sheet.set_column(0, 1, 28, wrap)
    sheet.set_column(2, 2, 12, wrap)
    sheet.set_column(3, 3, 90, wrap)
    head = [
        gettext("Column"),
        gettext("Name in CSV and JSON"),
        gettext("Kind"),
        gettext("What it means"),
    ]
    for index, text in enumerate(head):
        _text(sheet, 0, index, text, bold)
    for number, column in enumerate(table.columns, start=1):
        for index, text in enumerate((column.heading, column.key, column.kind, column.help)):
            _text(sheet, number, index, text, wrap)
    sheet.freeze_panes(1, 0)


def _bold_and_wrap(book: Any) -> tuple[Any, Any]:
    """The two formats of the explaining sheets."""
    top = {"valign": "top", "text_wrap": True}
    return book.add_format({"bold": True, **top}), book.add_format(top)


def _format(book: Any, column: Column) -> Any:
    """How the column's values look; the values themselves stay whole."""
    if column.kind == "date":
        return book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    if column.kind not in NUMBERS:
        return book.add_format({"valign": "top"})
    decimals = "." + "0" * column.decimals if column.decimals else ""
    whole = "0" if column.kind in {"share", "rank"} else "#,##0"
    return book.add_format({"num_format": f"{whole}{decimals}{'%' * (column.kind == 'share')}"})


def _write(sheet: Any, row: int, index: int, value: Value, style: Any) -> None:
    """One value with its own type; unknown is an empty cell."""
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, index, value, style)
        case int() | float() if abs(value) <= _EXACT or isinstance(value, float):
            sheet.write_number(row, index, value, style)
        case date() if value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, index, value, style)
        case tuple():
            _text(sheet, row, index, "; ".join(value), style)
        case _:
            _text(sheet, row, index, str(value), style)


def _text(sheet: Any, row: int, index: int, text: str, style: Any) -> None:
    """Text that stays text."""
    if text:
        sheet.write_string(row, index, safe_text(text)[:_LONGEST], style)


def _length(value: Value) -> int:
    """About how wide the value is shown."""
    match value:
        case None:
            return 0
        case float():
            return 8
        case date():
            return 11
        case tuple():
            return len("; ".join(value))
    return len(str(value))
