"""Pages that everybody may see: the list of landlords and one landlord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heard.errors import NotFoundError
from heard.landlords.selectors import landlord_get_for, landlord_list_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Landlords by any name."""
    page = landlord_list_for(request.user, q=request.GET.get("q", ""))
    return render(request, "landlords/list.html", {"page": page})


@login_not_required
@require_safe
def detail_view(request: HttpRequest, slug: str) -> HttpResponse:
    """One landlord."""
    try:
        landlord = landlord_get_for(request.user, slug)
    except NotFoundError as error:
        raise Http404 from error
    return render(request, "landlords/detail.html", {"landlord": landlord})
