"""Borough pages: the list, the comparison, its charts and downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.landlords.models import Borough
from heard.landlords.selectors import borough_list
from heard.measures.forms import ChoiceForm
from heard.measures.pages.boroughs import borough_page
from heard.measures.pages.drawings import borough_drawing
from heard.measures.pages.reports import borough_report
from heard.measures.pages.tables import rows_table
from heard.measures.selectors import years_list
from heard.measures.views.responses import chart_response, download, file_links, pdf_response

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.measures.pages.boroughs import BoroughPage


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def borough_list_view(request: HttpRequest) -> HttpResponse:
    """The boroughs of this installation; straight to it where there is one."""
    boroughs = borough_list()
    if len(boroughs) == 1:
        return redirect("measures:borough", boroughs[0].slug)
    context = {"boroughs": boroughs, "crumbs": [(_("Compare landlords"), "")]}
    return render(request, "measures/boroughs.html", context)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def borough_view(request: HttpRequest, slug: str) -> HttpResponse:
    """How the borough's landlords listen, by what residents answered."""
    form, page = _page(request, slug)
    context = {
        "form": form,
        "page": page,
        "query": page.choice.query(),
        "files": file_links("measures:borough-download", page.choice.query(), slug=slug),
        "crumbs": [(_("Compare landlords"), ""), (page.borough.name, "")],
    }
    return render(request, "measures/borough.html", context)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def borough_download_view(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """The page's figures as a file."""
    _form, page = _page(request, slug)
    if extension == "pdf":
        return pdf_response(borough_report(page, address=request.build_absolute_uri()))
    table = rows_table(
        page.rows,
        name=f"{slug}-engagement-{page.choice.year}",
        title=_("How landlords in %(borough)s listen to residents, %(year)s")
        % {"borough": page.borough.name, "year": page.choice.year},
        address=request.build_absolute_uri(),
    )
    return download(table, extension)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def borough_chart_view(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The borough's landlords on one measure, each with its interval."""
    _form, page = _page(request, slug)
    answers = {answer.measure.code: answer for _q, found in page.sections for answer in found}
    answer = answers.get(code)
    if answer is None or not answer.rows:
        return chart_response(request, None)
    return chart_response(request, borough_drawing(page, answer, width=page.choice.width))


def _page(request: HttpRequest, slug: str) -> tuple[ChoiceForm, BoroughPage]:
    borough = get_object_or_404(Borough, slug=slug)
    form = ChoiceForm(
        request.GET,
        years=years_list(made_up=borough.is_fictional),
        offered=("year", "population", "adjust"),
    )
    return form, borough_page(borough, form.choice())
