"""The desk of a landlord's people."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.accounts.models import User
from heard.desk.counting import count_keep
from heard.desk.sections import SECTIONS
from heard.desk.selectors import SHOWS, desk_for, items_for
from heard.desk.services import item_give_back, item_take
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase


@allow(Thing.DESK, Action.READ)
@private_page
@require_safe
def desk_view(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the reader's landlord, across Heard, by date."""
    reader = reader_of(request)
    show, section = _chosen(request.GET.get("show", ""), request.GET.get("section", ""))
    desk = desk_for(reader, show=show, section=section)
    count_keep(reader, desk.waiting)
    context = {"desk": desk, "show": show, "section": section, "labels": _labels()}
    return render(request, "desk/desk.html", context)


@allow(Thing.DESK, Action.CHANGE)
@private_page
@require_POST
def take_view(request: HttpRequest) -> HttpResponseBase:
    """Take something on, or give it back, and come back to the same list."""
    if not isinstance(request.user, User):
        raise Http404
    item = request.POST.get("item", "")
    if request.POST.get("deed") == "give-back":
        item_give_back(item=item, by=request.user)
    elif item in {one.key for one in items_for(reader_of(request))}:
        item_take(item=item, by=request.user)
    show, section = _chosen(request.POST.get("show", ""), request.POST.get("section", ""))
    return redirect(f"{reverse('desk:desk')}?{urlencode({'show': show, 'section': section})}")


def _chosen(show: str, section: str) -> tuple[str, str]:
    """What can be chosen; anything else is everything."""
    return show if show in SHOWS else "all", section if section in _labels() else ""


def _labels() -> dict[str, str]:
    return {one.code: str(one.label) for one in SECTIONS}
