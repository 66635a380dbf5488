"""Where the figures come from and how they are worked out, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.measures.models import Workbook
from heard.measures.pages.documents import methods_html
from heard.measures.selectors.sources import disagreements_of, returns_by_part, workbook_list

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def sources_view(request: HttpRequest) -> HttpResponse:
    """Every workbook that was imported, current or superseded."""
    context = {"workbooks": workbook_list(), "crumbs": [(_("Sources and methods"), "")]}
    return render(request, "measures/sources.html", context)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def workbook_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One workbook: what was read, what was left out, what doesn't agree."""
    workbook = get_object_or_404(Workbook.objects.select_related("superseded_by"), pk=pk)
    disagreements = Paginator(disagreements_of(workbook), 50)
    context = {
        "workbook": workbook,
        "counts": returns_by_part(workbook),
        "left_out": workbook.not_included.select_related("landlord"),
        "page": disagreements.get_page(request.GET.get("page", "1")),
        "crumbs": [
            (_("Sources and methods"), reverse("measures:sources")),
            (workbook.year, ""),
        ],
    }
    return render(request, "measures/workbook.html", context)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def methods_view(request: HttpRequest) -> HttpResponse:
    """Every method in plain English, with its source."""
    context = {
        "html": methods_html(),
        "crumbs": [
            (_("Sources and methods"), reverse("measures:sources")),
            (_("Methods"), ""),
        ],
    }
    return render(request, "measures/methods.html", context)
