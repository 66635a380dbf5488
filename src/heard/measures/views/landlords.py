"""One landlord's figures: charts, downloads, and the trace of each figure to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.landlords.models import Landlord
from heard.measures.pages.drawings import profile_of
from heard.measures.pages.landlords import landlord_figures
from heard.measures.pages.reports import landlord_report
from heard.measures.pages.tables import rows_table
from heard.measures.pages.traces import trace_get
from heard.measures.views.responses import chart_response, download, pdf_response

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.measures.pages.landlords import LandlordFigures


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def landlord_download_view(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """The landlord's figures of a year as a file."""
    figures = _figures(request, slug)
    if extension == "pdf":
        return pdf_response(landlord_report(figures, address=request.build_absolute_uri()))
    table = rows_table(
        figures.rows,
        name=f"{slug}-{figures.year}",
        title=f"{figures.landlord.name}, {figures.year}",
        address=request.build_absolute_uri(),
    )
    return download(table, extension)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def profile_view(request: HttpRequest, slug: str) -> HttpResponse:
    """The landlord's survey figures, each among all landlords'."""
    return chart_response(
        request,
        profile_of(
            _figures(request, slug),
            width="narrow" if request.GET.get("width") == "narrow" else "wide",
        ),
    )


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def trace_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one figure comes from: workbook, sheet, cells, sum and method."""
    trace = trace_get(pk)
    if trace is None:
        raise Http404(_("There is no such figure."))
    landlord = trace.result.returned.landlord
    context = {
        "trace": trace,
        "crumbs": [
            (landlord.name, reverse("landlords:detail", args=[landlord.slug])),
            (_("Where a figure comes from"), ""),
        ],
    }
    return render(request, "measures/trace.html", context)


def _figures(request: HttpRequest, slug: str) -> LandlordFigures:
    return landlord_figures(
        get_object_or_404(Landlord, slug=slug),
        year=request.GET.get("year", ""),
        population=request.GET.get("population", ""),
    )
