"""How values read to people: percentages, dates and what isn't known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import dateformat
from django.utils.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.publications.tables import Column, Provenance, Value

from heard.publications.tables import tidy

MINUS = "\N{MINUS SIGN}"


def shown(column: Column, row: Mapping[str, Any]) -> str:
    """The row's value in this column as a person reads it, with the reason where unknown."""
    value = tidy(row.get(column.key), column)
    if value is None:
        return not_known(_reason(column, row))
    return _worded(column, value)


def not_known(reason: str = "") -> str:
    """Says that a value isn't known, and why where that is known."""
    if reason:
        return gettext("Not known: %(reason)s") % {"reason": reason}
    return gettext("Not known")


def long_date(day: date) -> str:
    """A date as GOV.UK writes it: 3 October 2026."""
    return dateformat.format(day, "j F Y")


def provenance_lines(provenance: Provenance) -> list[tuple[str, str]]:
    """Heading and text of everything known of the source, in the order that people ask."""
    lines = [
        (gettext("Source"), provenance.source),
        (gettext("Source files"), "; ".join(provenance.source_files)),
        (gettext("Published"), long_date(provenance.published) if provenance.published else ""),
        (gettext("Retrieved"), long_date(provenance.retrieved)),
        (gettext("Licence"), _licence(provenance)),
        (gettext("Attribution"), provenance.attribution),
        (gettext("Method version"), provenance.method_version),
        (gettext("Made up"), made_up_line() if provenance.made_up else ""),
        (gettext("Page"), provenance.address),
    ]
    notes = [(gettext("Note"), note) for note in provenance.notes]
    return [(heading, text) for heading, text in lines + notes if text]


def _licence(provenance: Provenance) -> str:
    """The licence with its address; nothing where it isn't for everybody to use."""
    return f"{provenance.licence} ({provenance.licence_url})" if provenance.licence else ""


def made_up_line() -> str:
    """Says that the figures are about nobody."""
    return gettext("MADE-UP DATA: these landlords, places and figures are not real.")


def _reason(column: Column, row: Mapping[str, Any]) -> str:
    """Why this row has no value here, from the column that says so."""
    found = row.get(column.reason) if column.reason else None
    return "; ".join(map(str, found)) if isinstance(found, list | tuple) else str(found or "")


def _worded(column: Column, value: Value) -> str:
    """A known value in words."""
    match value:
        case bool():
            return gettext("Yes") if value else gettext("No")
        case date():
            return long_date(value)
        case tuple():
            return "; ".join(value)
        case int() | float():
            return _digits(column, value)
    return str(value)


def _digits(column: Column, value: float) -> str:
    """A number with thousands separated, a true minus, and a per cent sign on shares."""
    number = value * 100 if column.kind == "share" else value
    text = f"{number:,.{column.decimals}f}"
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    sign = "%" if column.kind == "share" else ""
    return text.replace("-", MINUS) + sign
