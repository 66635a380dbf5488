"""Pages as PDF reports: the same words, charts and figures, to print and hand round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.measures.pages.drawings import borough_drawing, funnel_of, profile_of
from heard.measures.pages.tables import provenance_of
from heard.publications.pdf import Picture, Report, Section
from heard.publications.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts import Chart
    from heard.measures.models import Measure
    from heard.measures.pages.boroughs import Answer, BoroughPage
    from heard.measures.pages.landlords import LandlordFigures
    from heard.measures.pages.measures import MeasurePage
    from heard.measures.rows import Row
    from heard.publications.tables import Provenance


def borough_report(page: BoroughPage, *, address: str) -> Report:
    """The borough's page on paper."""
    title = _("How landlords in %(borough)s listen to residents, %(year)s") % {
        "borough": page.borough.name,
        "year": page.choice.year,
    }
    source = provenance_of(page.rows, title=title, address=address)
    sections = [
        _answer_section(page, answer, str(question.heading), source)
        for question, answers in page.sections
        for answer in answers
    ]
    if page.without:
        reasons = tuple(f"{landlord.name}: {reason}" for landlord, reason in page.without)
        sections.append(Section(_("Landlords without figures"), reasons))
    return Report(
        title=title,
        provenance=source,
        summary=(
            _("For all of each landlord’s homes in England, not only those in this borough."),
            _("Landlords are listed by name: the order says nothing."),
        ),
        sections=tuple(sections),
    )


def _answer_section(page: BoroughPage, answer: Answer, heading: str, source: Provenance) -> Section:
    measure = answer.measure
    named = f"{measure.code} {measure.name}"
    return Section(
        heading=f"{heading} {named}",
        paragraphs=(measure.description, answer.summary, *_sheets(answer.rows)),
        chart=_picture(borough_drawing(page, answer)) if answer.rows else None,
        table=_printed(_by_landlord(answer.rows), named, source) if answer.rows else None,
    )


def measure_report(page: MeasurePage, *, address: str) -> Report:
    """The measure's page on paper, with every landlord."""
    measure = page.measure
    title = f"{measure.code} {measure.name}, {page.choice.year}"
    source = provenance_of(page.rows, title=title, address=address)
    chart = funnel_of(page)
    return Report(
        title=title,
        provenance=source,
        summary=(measure.description, _("Out of: %(base)s.") % {"base": measure.base}),
        sections=(
            *((Section(chart.title, (), _picture(chart)),) if chart else ()),
            Section(
                _("Every landlord, in order of rank"),
                (_("Read a rank only with its range."), *_sheets(page.rows)),
                table=_printed(_by_landlord(page.rows), title, source),
            ),
        ),
    )


def landlord_report(figures: LandlordFigures, *, address: str) -> Report:
    """The landlord's figures on paper."""
    title = f"{figures.landlord.name}, {figures.year}"
    source = provenance_of(figures.rows, title=title, address=address)
    chart = profile_of(figures)
    return Report(
        title=title,
        provenance=source,
        summary=(
            _("For all of the landlord’s homes in England, not only those in one borough."),
            *figures.cautions,
        ),
        sections=(
            *((Section(chart.title, (), _picture(chart)),) if chart else ()),
            *(_family_section(family, pairs, source) for family, pairs in figures.families),
        ),
    )


def _family_section(
    family: str, pairs: Sequence[tuple[Measure, Row]], source: Provenance
) -> Section:
    rows = [(f"{measure.code} {measure.name}", row) for measure, row in pairs]
    return Section(
        family,
        _sheets([row for _measure, row in pairs]),
        table=_printed(rows, family, source, head=_("Measure")),
    )


def _picture(chart: Chart) -> Picture:
    return Picture(chart.svg, chart.alt)


def _by_landlord(rows: Sequence[Row]) -> list[tuple[str, Row]]:
    return [(row.name, row) for row in rows]


def _sheets(rows: Sequence[Row]) -> tuple[str, ...]:
    """In which sheets of which workbooks the cells stand."""
    places = sorted({(row.sheet, row.file_name) for row in rows})
    return tuple(
        _("Cells are those of sheet %(sheet)s in %(file)s.") % {"sheet": sheet, "file": file}
        for sheet, file in places
    )


def _printed(
    rows: Sequence[tuple[str, Row]], title: str, source: Provenance, *, head: str = ""
) -> Table:
    """Rows as people read them: units, words, and the cell each came from."""
    return Table(
        name=title,
        title=title,
        columns=(
            Column("head", head or _("Landlord")),
            Column("figure", _("Figure and range")),
            Column("base", _("Out of")),
            Column("place", _("Against all landlords")),
            Column("change", _("Change over the year")),
            Column("cell", _("Cell")),
        ),
        rows=[{"head": name, **_cells(row)} for name, row in rows],
        provenance=source,
    )


def _cells(row: Row) -> dict[str, str]:
    known = row.value is not None
    spread = f" ({row.range_text})" if row.range_text else ""
    return {
        "figure": f"{row.value_text}{spread}" if known else f"[{row.mark}] {row.mark_text}",
        "base": row.base_text,
        "place": f"{row.band_text}, {row.place_short}" if known else "",
        "change": ". ".join(filter(None, (row.change_short, row.caution_words))),
        "cell": row.cell,
    }
