"""Measure pages: the list, one measure, its funnel and downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.errors import NotFoundError
from heard.landlords.models import Borough
from heard.measures.figures import default_population
from heard.measures.forms import ChoiceForm
from heard.measures.pages.drawings import funnel_of
from heard.measures.pages.measures import measure_page
from heard.measures.pages.reports import measure_report
from heard.measures.pages.tables import rows_table
from heard.measures.selectors import years_list
from heard.measures.services.standings import measures_of
from heard.measures.views.responses import chart_response, download, file_links, pdf_response

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.measures.pages.measures import MeasurePage

_OFFERED = ("year", "population", "compare", "adjust")  # the last only where people were asked


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def measure_list_view(request: HttpRequest) -> HttpResponse:
    """All measures of the newest year, by what they are about."""
    years = years_list()
    context = {
        "measures": measures_of(years[0]) if years else [],
        "year": years[0] if years else "",
        "crumbs": [(_("Measures"), "")],
    }
    return render(request, "measures/measures.html", context)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def measure_view(request: HttpRequest, code: str) -> HttpResponse:
    """One measure: every landlord in England, with the borough's marked."""
    boroughs = list(Borough.objects.all())
    form, page = _page(request, code, boroughs)
    borough = {"borough": page.borough.slug} if page.borough else {}
    query = page.choice.query(**borough)
    context = {
        "form": form,
        "page": page,
        "part": page.part(request.GET.get("page", "1")),
        "chart": reverse("measures:funnel", kwargs={"code": page.measure.code}) + f"?{query}",
        "funnel": funnel_of(page),
        "boroughs": boroughs,
        "files": file_links("measures:measure-download", query, code=page.measure.code),
        "crumbs": [(_("Measures"), reverse("measures:list")), (page.measure.code, "")],
    }
    return render(request, "measures/measure.html", context)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def measure_download_view(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """Every landlord on the measure, as a file."""
    _form, page = _page(request, code, list(Borough.objects.all()))
    if extension == "pdf":
        return pdf_response(measure_report(page, address=request.build_absolute_uri()))
    table = rows_table(
        page.rows,
        name=f"{page.measure.code}-{page.choice.population}-{page.choice.year}",
        title=f"{page.measure.code} {page.measure.name}, {page.choice.year}",
        address=request.build_absolute_uri(),
    )
    return download(table, extension)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def funnel_view(request: HttpRequest, code: str) -> HttpResponse:
    """All landlords by how many answered, with the limits that chance allows."""
    _form, page = _page(request, code, list(Borough.objects.all()))
    return chart_response(request, funnel_of(page))


def _page(
    request: HttpRequest, code: str, boroughs: list[Borough]
) -> tuple[ChoiceForm, MeasurePage]:
    named = request.GET.get("borough", "")
    borough = next((one for one in boroughs if one.slug == named), None)
    if borough is None and not named and boroughs:
        borough = boroughs[0]
    form = ChoiceForm(
        request.GET,
        years=years_list(made_up=bool(borough and borough.is_fictional)),
        population=default_population(code),
        offered=_OFFERED if code.upper().startswith("TP") else _OFFERED[:-1],
    )
    try:
        page = measure_page(code, form.choice(), borough=borough, q=request.GET.get("q", ""))
    except NotFoundError as error:
        raise Http404(str(error)) from error
    return form, page
