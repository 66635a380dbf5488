"""A landlord's pages: themes in what residents say about its homes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.safety.guard import private_page
from heard.themes.pages.shown import lines_of
from heard.themes.pages.study import about_of
from heard.themes.selectors.shown import landlord_get_for, landlord_page
from heard.themes.views.answers import missing_is_404, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

READ = allow(Thing.LANDLORD_THEMES, Action.READ)


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Studies with something about the reader's landlord."""
    found = landlord_page(reader_of(request), page=request.GET.get("page", 1))
    rows = [
        {
            "study": one,
            "about": about_of(one, outside=True),
            "url": reverse("landlord-themes:study", args=[one.pk]),
        }
        for one in found
    ]
    return render(request, "themes/landlord_list.html", {"page": found, "rows": rows})


@READ
@private_page
@require_safe
@missing_is_404
def study_view(request: HttpRequest, study: int) -> HttpResponse:
    """One study, about the reader's landlord alone."""
    shown = landlord_get_for(reader_of(request), study)
    audit_look(target=shown.study, by=signed_in(request), event="themes.landlord-read")
    context = {
        "shown": shown,
        "about": about_of(shown.study, outside=True),
        "lines": lines_of(shown),
        "crumbs": [(_("Themes"), reverse("landlord-themes:list")), (shown.study.title, "")],
    }
    return render(request, "themes/landlord_study.html", context)
