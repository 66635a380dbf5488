"""Reports as accessible PDF: tagged to PDF/UA-1, with real headings, table headers and alt texts.

Typst sets them from one template. All text goes in as data and is never read as its language.
Sans-serif fonts are the machine's own; where it has none, Typst's embedded ones are used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

import typst
from django.utils.translation import get_language, gettext

from heard.publications.characters import REPLACEMENT, safe_text
from heard.publications.tables import NUMBERS
from heard.publications.wording import long_date, made_up_line, provenance_lines, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from heard.publications.tables import Column, Provenance, Table

FONTS = ("Arial", "Helvetica", "Liberation Sans", "DejaVu Sans", "Libertinus Serif")
_WIDE = 7  # columns that fit an upright page
_SMALLEST, _LARGEST = 7.0, 9.5
_REGION = 2  # letters
_LEAST_WIDTH, _LONGEST_TEXT = 8.0, 34.0  # in letters
# Every font set has these, so text of nothing else can always be shown.
_SURE = re.compile(
    "[^\\t\\n\\r -~\xa0-\u017f\u2010-\u2015\u2018-\u201d\u2022\u2026\u20ac\u2212\u2260\u2264\u2265]"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG, and what it shows in words."""

    svg: str
    alt: str
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a report."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    chart: Picture | None = None
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What goes into one PDF."""

    title: str
    provenance: Provenance
    summary: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


def pdf_report(report: Report) -> bytes:
    """The report as PDF/UA-1; the same report always gives the same bytes on one machine.

    Characters that no font of the machine has are shown as the replacement character.
    """
    data = _report_data(report)
    day = report.provenance.retrieved
    made = datetime.combine(day, time(12), tzinfo=UTC)
    try:
        return _compiled(data, made)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    return _compiled(_mapped(data, lambda text: _SURE.sub(REPLACEMENT, text)), made)


def pdf_table(table: Table) -> bytes:
    """One table with its provenance as a PDF."""
    section = Section(table=table)
    return pdf_report(Report(table.title, table.provenance, sections=(section,)))


@cache
def _fonts() -> Any:
    """Every font that there is, looked up once."""
    return typst.Fonts()


@cache
def _template() -> bytes:
    """The layout."""
    return resources.files("heard.publications").joinpath("report.typ").read_bytes()


def _compiled(data: Mapping[str, Any], made: datetime) -> bytes:
    """The layout filled with the data."""
    with resources.as_file(resources.files("heard.publications")) as root:
        return typst.compile(
            _template(),
            root=str(root),
            font_paths=_fonts(),
            sys_inputs={"report": json.dumps(data, allow_nan=False)},
            pdf_standards="ua-1",
            timestamp=made,
        )


def _report_data(report: Report) -> dict[str, Any]:
    """Everything the layout needs, as plain values."""
    provenance = report.provenance
    tables = [section.table for section in report.sections if section.table]
    landscape = any(len(_printed(table)) > _WIDE for table in tables)
    language, _, region = (get_language() or "en-gb").partition("-")
    data: dict[str, Any] = {
        "title": " ".join(report.title.split()) or provenance.title,
        "author": provenance.source,
        "description": report.summary[0] if report.summary else report.title,
        "lang": language,
        "region": region if len(region) == _REGION else "gb",
        "fonts": FONTS,
        "landscape": landscape,
        "made_up": provenance.made_up,
        "summary": report.summary,
        "sections": [_section_data(section, report.title) for section in report.sections],
        "provenance": provenance_lines(provenance),
        "footer": _footer(provenance),
        "words": {
            "made_up": made_up_line(),
            "page": gettext("Page {n} of {of}"),
            "provenance": gettext("Source and licence"),
        },
    }
    return cast("dict[str, Any]", _mapped(data, safe_text))


def _section_data(section: Section, title: str) -> dict[str, Any]:
    """One section; a table that is called as the report itself needs no second heading."""
    chart, table = section.chart, section.table
    drawn = {"svg": chart.svg, "alt": chart.alt, "narrow": chart.narrow} if chart else None
    return {
        "heading": section.heading,
        "paragraphs": section.paragraphs,
        "chart": drawn,
        "table": _table_data(table, {title, section.heading}) if table else None,
    }


def _table_data(table: Table, said: set[str]) -> dict[str, Any]:
    """One table as text, with how wide each column is."""
    columns = _printed(table)
    rows = [
        [
            {"text": shown(column, row), "known": row.get(column.key) is not None}
            for column in columns
        ]
        for row in table.rows
    ]
    return {
        "title": "" if table.title in said else table.title,
        "headings": [column.heading for column in columns],
        "widths": [_width(column, index, rows) for index, column in enumerate(columns)],
        "aligned": ["end" if column.kind in NUMBERS else "start" for column in columns],
        "size": max(_SMALLEST, min(_LARGEST, 12 - 0.45 * len(columns))),
        "rows": rows,
    }


def _printed(table: Table) -> list[Column]:
    """The columns that go on paper; a reason with a column of its own isn't said twice."""
    printed = [column for column in table.columns if column.printed]
    keys = {column.key for column in printed}
    return [replace(column, reason="") if column.reason in keys else column for column in printed]


def _width(column: Column, index: int, rows: Sequence[Sequence[Mapping[str, Any]]]) -> float:
    """The column's part of the page: by its known texts and by its heading's longest word."""
    lengths = sorted(len(row[index]["text"]) for row in rows if row[index]["known"])
    usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
    longest_word = max(map(len, column.heading.split()), default=1)
    return max(longest_word * 1.2 + 2, min(usual, _LONGEST_TEXT), _LEAST_WIDTH)


def _footer(provenance: Provenance) -> str:
    """One short line with source, licence, day and method."""
    parts = (
        provenance.source,
        provenance.licence,
        long_date(provenance.retrieved),
        gettext("method %(version)s") % {"version": provenance.method_version}
        if provenance.method_version
        else "",
    )
    return " · ".join(part for part in parts if part)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The same structure with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(item, change) for item in value]
    return value
