"""Pages that belong to no single part: the front page, staff's start, accessibility, health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from heard.access import Action, Thing, allow, open_to_anyone
from heard.health import store_faults
from heard.landlords.selectors import borough_list

if TYPE_CHECKING:
    from django.http import HttpRequest


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def home_view(request: HttpRequest) -> HttpResponse:
    """Front page: find your landlord, or see how a borough's landlords compare."""
    return render(request, "home.html", {"boroughs": borough_list()})


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@require_safe
def accessibility_view(request: HttpRequest) -> HttpResponse:
    """What works, what doesn't, and whom to tell."""
    return render(request, "accessibility.html")


@allow(Thing.REGISTER, Action.READ)
@require_GET
def staff_view(request: HttpRequest) -> HttpResponse:
    """Where the council's staff start."""
    return render(request, "staff.html")


@open_to_anyone(Thing.PUBLIC_PAGES, Action.READ)
@never_cache
@require_safe
def health_view(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """200 when the store can be read and written; 503 and the reason when not."""
    faults = store_faults()
    if faults:
        return HttpResponse("\n".join(faults), status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
