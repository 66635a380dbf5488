"""Every format that a table can be downloaded in, in one registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import slugify

from heard.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.publications.tables import Table


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file, ready to send or to write."""

    content: bytes
    content_type: str
    extension: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is called, served and made."""

    name: str
    label: str
    content_type: str
    extension: str
    write: Callable[[Table], bytes]


def _csv(table: Table) -> bytes:
    from heard.publications.csv import csv_bytes  # noqa: PLC0415 - load what is asked for

    return csv_bytes(table)


def _xlsx(table: Table) -> bytes:
    from heard.publications.xlsx import xlsx_bytes  # noqa: PLC0415 - load what is asked for

    return xlsx_bytes(table)


def _json(table: Table) -> bytes:
    from heard.publications.json import json_bytes  # noqa: PLC0415 - load what is asked for

    return json_bytes(table)


def _pdf(table: Table) -> bytes:
    from heard.publications.pdf import pdf_table  # noqa: PLC0415 - load what is asked for

    return pdf_table(table)


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("csv", "CSV", "text/csv; charset=utf-8; header=present", "csv", _csv),
        Format("xlsx", "Excel", _SHEET, "xlsx", _xlsx),
        Format("json", "JSON", "application/json", "json", _json),
        Format("pdf", "PDF", "application/pdf", "pdf", _pdf),
    )
}


def render(table: Table, name: str) -> Rendered:
    """The table as a file of the named format.

    Raises:
        NotFoundError: there is no such format.
    """
    try:
        wanted = FORMATS[name]
    except KeyError:
        known = ", ".join(FORMATS)
        raise NotFoundError(f"There is no format {name!r}. Choose one of: {known}.") from None
    return Rendered(
        content=wanted.write(table),
        content_type=wanted.content_type,
        extension=wanted.extension,
        file_name=file_name(table, wanted.extension),
    )


def file_name(table: Table, extension: str) -> str:
    """A name that still says what the file is once it lies among others' downloads."""
    made_up = "made-up-" if table.provenance.made_up else ""
    return f"heard-{made_up}{slugify(table.name)[:100] or 'table'}.{extension}"
