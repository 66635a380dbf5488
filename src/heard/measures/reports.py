"""Pages as PDF reports: the same words, charts and figures, to print and hand round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.measures.drawings import borough_drawing, funnel_of, profile_of
from heard.measures.tables import provenance_of
from heard.publications.pdf import Picture, Report, Section
from heard.publications.tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.boroughs import Answer, BoroughPage
    from heard.measures.charts import Chart
    from heard.measures.landlord_pages import LandlordFigures
    from heard.measures.measure_pages import MeasurePage
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
    return Section(
        heading=f"{heading} {measure.code} {measure.name}",
        paragraphs=(measure.description, answer.summary),
        chart=_picture(borough_drawing(page, answer)) if answer.rows else None,
        table=_printed(answer.rows, f"{measure.code} {measure.name}", source)
        if answer.rows
        else None,
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
                (_("Read a rank only with its range."),),
                table=_printed(page.rows, title, source),
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
            *(
                Section(
                    family, table=_printed([row for _m, row in pairs], family, source, by="measure")
                )
                for family, pairs in figures.families
            ),
        ),
    )


def _picture(chart: Chart) -> Picture:
    return Picture(chart.svg, chart.alt)


def _printed(rows: Sequence[Row], title: str, source: Provenance, *, by: str = "name") -> Table:
    """Rows as people read them: units, words, and the cell each came from."""
    return Table(
        name=title,
        title=title,
        columns=(
            Column("head", _("Landlord") if by == "name" else _("Measure")),
            Column("figure", _("Figure")),
            Column("range", _("Range")),
            Column("base", _("Out of")),
            Column("place", _("Against all landlords")),
            Column("change", _("Change over the year")),
            Column("cell", _("Cell")),
        ),
        rows=[
            {
                "head": row.name if by == "name" else row.measure,
                "figure": row.value_text or f"[{row.mark}]",
                "range": row.range_text,
                "base": row.base_text,
                "place": f"{row.band_text}. {row.standing_sentence}",
                "change": row.change_sentence,
                "cell": f"{row.sheet} {row.cell}",
            }
            for row in rows
        ],
        provenance=source,
    )
