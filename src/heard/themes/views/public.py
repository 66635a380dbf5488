"""What everybody may read of themes: kept ones, rounded, with approved quotes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.themes.pages.shown import csv_rows, lines_of
from heard.themes.pages.study import about_of
from heard.themes.selectors.shown import published_get, published_page
from heard.themes.views.answers import missing_is_404

if TYPE_CHECKING:
    from django.http import HttpRequest

READ = open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)


@READ
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Published studies, the newest first."""
    found = published_page(page=request.GET.get("page", 1))
    rows = [
        {
            "study": one,
            "about": about_of(one, outside=True),
            "url": reverse("what-residents-say:study", args=[one.pk]),
        }
        for one in found
    ]
    context = {"page": found, "rows": rows, "crumbs": [(_("What residents say"), "")]}
    return render(request, "themes/public_list.html", context)


@READ
@require_safe
@missing_is_404
def study_view(request: HttpRequest, study: int) -> HttpResponse:
    """One published study."""
    shown = published_get(study)
    context = {
        "shown": shown,
        "about": about_of(shown.study, outside=True),
        "lines": lines_of(shown),
        "crumbs": [
            (_("What residents say"), reverse("what-residents-say:list")),
            (shown.study.title, ""),
        ],
    }
    return render(request, "themes/public_study.html", context)


@READ
@require_safe
@missing_is_404
def csv_view(request: HttpRequest, study: int) -> HttpResponse:  # noqa: ARG001 - what Django calls it with
    """The same as a table."""
    out = io.StringIO()
    csv.writer(out).writerows(csv_rows(published_get(study)))
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="what-residents-say-{study}.csv"'
    return response
