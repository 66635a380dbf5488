"""Pages that everybody may see: the list of landlords, and one landlord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone, reader_of
from heard.landlords.forms import FilterForm
from heard.landlords.selectors import (
    borough_list,
    estate_list,
    homes_tables_for,
    landlord_get_for,
    landlord_list_for,
    landlord_story,
)
from heard.landlords.views.answers import missing_is_404

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Landlords by name, or the likeliest for what is looked for."""
    form = FilterForm(request.GET, boroughs=borough_list())
    wanted = form.wanted()
    page = landlord_list_for(reader_of(request), page=request.GET.get("page", 1), **wanted)
    context = {"form": form, "page": page, "filtered": any(wanted.values()), **wanted}
    return render(request, "landlords/list.html", context)


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
@missing_is_404
def detail_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Who a landlord is, what came before it, and which homes it has where."""
    landlord = landlord_get_for(reader_of(request), slug)
    context = {
        "landlord": landlord,
        "story": landlord_story(landlord),
        "tables": homes_tables_for(reader_of(request), landlord),
        "estates": estate_list(landlord),
        "may_change": reader_of(request).may(Thing.REGISTER, Action.CHANGE),
        "crumbs": [(_("Landlords"), reverse("landlords:list"))],
    }
    return render(request, "landlords/detail.html", context)
