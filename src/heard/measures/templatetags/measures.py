"""How figures are written on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heard.measures import words
from heard.measures.models import Population
from heard.measures.pages.drawings import borough_drawing, profile_of
from heard.measures.pages.landlords import landlord_figures
from heard.measures.shown import shown_measures, shown_rows
from heard.measures.views.responses import file_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.template.context import RequestContext

    from heard.landlords.models import Landlord
    from heard.measures.models import Measure, Return
    from heard.measures.pages.boroughs import Answer, BoroughPage
    from heard.measures.rows import Row

register = template.Library()

COUNT_NAMES = {
    "very_satisfied": gettext_lazy("Very satisfied (or strongly agree)"),
    "fairly_satisfied": gettext_lazy("Fairly satisfied (or agree)"),
    "neither": gettext_lazy("Neither"),
    "fairly_dissatisfied": gettext_lazy("Fairly dissatisfied (or disagree)"),
    "very_dissatisfied": gettext_lazy("Very dissatisfied (or strongly disagree)"),
    "not_applicable": gettext_lazy("Not applicable or don’t know (not counted)"),
    "filter_yes": gettext_lazy("Answered yes to the question before, so were asked this"),
    "filter_no": gettext_lazy("Answered no to the question before, so were not asked"),
    "numerator": gettext_lazy("Counted"),
    "denominator": gettext_lazy("Out of"),
}


@register.filter
def figure(value: float | None, model: str) -> str:
    """A figure with its unit, rounded for people."""
    return words.value_text(value, model)


@register.filter
def figure_exact(value: float | None, model: str) -> str:
    """A figure with three decimals, for checking."""
    return words.value_text(value, model, 3)


@register.filter
def mark_text(mark: str) -> str:
    """What a mark of the regulator means."""
    return words.mark_text(mark)


@register.filter
def points_amount(share: float) -> str:
    """A width in percentage points: "7 points"."""
    return words.points_text(f"{share * 100:.0f}")


@register.filter
def count(amount: float) -> str:
    """A count, with decimals only where weighting made it a fraction."""
    return f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"


@register.filter
def count_name(name: str) -> str:
    """What one count of a workbook is a count of."""
    return str(COUNT_NAMES.get(name, name.replace("_", " ").capitalize()))


@register.filter
def population_name(value: str) -> str:
    """Whose homes a figure is about."""
    return str(Population(value).label)


def _most(method: tuple[str, int]) -> tuple[int, str]:
    return (-method[1], method[0])


@register.filter
def survey_facts(returned: Return) -> list[tuple[str, str]]:
    """How people were asked, as far as the regulator published it."""
    methods = ", ".join(
        f"{name} {number:,}"
        for name, number in sorted(returned.methods.items(), key=_most)
        if number
    )
    facts: list[tuple[str, Any]] = [
        (_("Tenants"), returned.population_size),
        (_("Answers"), returned.responses),
        (_("Answers required"), returned.required_sample),
        (_("Sample or census"), returned.collection.capitalize()),
        (_("Answers by way of asking"), methods),
        (_("Other ways"), returned.other_methods),
        (_("Weighted"), {True: _("Yes"), False: _("No"), None: ""}[returned.weighted]),
        (_("Weighted by"), ", ".join(returned.weighting)),
        (_("Contractor"), returned.contractor),
    ]
    return [
        (label, f"{value:,}" if isinstance(value, int) else value)
        for label, value in facts
        if value not in (None, "")
    ]


@register.filter
def as_shown(rows: Iterable[Row], adjusted: object) -> Iterator[dict[str, str]]:
    """Rows with every text ready; with figures that allow for the way of asking if asked for."""
    return shown_rows(rows, adjusted=bool(adjusted))


@register.filter
def as_shown_for(
    pairs: Iterable[tuple[Measure, Row]], landlord: Landlord
) -> Iterator[dict[str, str]]:
    """A landlord's measures with every text ready."""
    return shown_measures(pairs, landlord=landlord.pk)


@register.inclusion_tag("components/figure.html")
def borough_chart(page: BoroughPage, answer: Answer) -> dict[str, Any]:
    """The chart of one measure for a borough's landlords, and its words."""
    drawing = borough_drawing(page, answer)
    address = reverse("measures:borough-chart", args=[page.borough.slug, answer.measure.code])
    return _figure(drawing, f"{address}?{page.choice.query()}")


@register.inclusion_tag("measures/_landlord.html", takes_context=True)
def landlord_measures(context: RequestContext, landlord: Landlord) -> dict[str, Any]:
    """A landlord's figures, for its page."""
    query = context["request"].GET
    page = landlord_figures(
        landlord, year=query.get("year", ""), population=query.get("population", "")
    )
    words_of_address = f"year={page.year}&population={page.population}"
    address = f"{reverse('measures:profile', args=[landlord.slug])}?{words_of_address}"
    drawing = profile_of(page)
    return {
        "page": page,
        "chart": _figure(drawing, address) if drawing else None,
        "files": file_links("measures:landlord-download", words_of_address, slug=landlord.slug),
    }


def _figure(drawing: Any, address: str) -> dict[str, Any]:
    return {
        "title": drawing.title,
        "alt": drawing.alt,
        "width": drawing.width,
        "height": drawing.height,
        "wide": f"{address}&width=wide",
        "narrow": f"{address}&width=narrow",
    }
