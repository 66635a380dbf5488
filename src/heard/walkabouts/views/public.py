"""Pages for residents: estates with their walkabouts, and what was done about what was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.safety.guard import address_of, throttle_of, throttled
from heard.uploads.serving import image_response
from heard.walkabouts.calendars import walkabout_ics
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.forms.acting import SayForm
from heard.walkabouts.forms.filters import EstatesForm
from heard.walkabouts.models import Channel
from heard.walkabouts.selectors import (
    estate_public,
    estate_public_list,
    key_of,
    photo_public,
    walkabout_public,
)
from heard.walkabouts.services import verdict_say
from heard.walkabouts.views.answers import missing_is_404, posted

if TYPE_CHECKING:
    from django.http import HttpRequest

READ = open_to_anyone(Thing.PUBLISHED_WALKABOUT, Action.READ)


@READ
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Every estate: when it was last walked, when it will be, how many actions are open."""
    form = EstatesForm(request.GET)
    page = estate_public_list(form.wanted(), page=request.GET.get("page", 1))
    context = {"form": form, "page": page, "crumbs": [(_("Walkabouts"), "")]}
    return render(request, "walkabouts/list.html", context)


@READ
@require_safe
@missing_is_404
def estate_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One estate, without a word or a photo that could show who lives there."""
    found = estate_public(pk)
    crumbs = [(_("Walkabouts"), reverse("walkabouts:list")), (found.estate.name, "")]
    return render(request, "walkabouts/estate.html", {"found": found, "crumbs": crumbs})


def _keys(request: HttpRequest) -> dict[str, str]:
    match = request.resolver_match
    action = match.kwargs.get("key", "") if match else ""
    return {"action": f"{action} {address_of(request)}"}


@open_to_anyone(Thing.PUBLISHED_WALKABOUT, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@throttled("walkabout.verdict", keys=_keys)
@missing_is_404
def say_view(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """A resident says whether an action was done. Nothing is kept of who they are."""
    wanted, found = key_of(key), estate_public(pk)
    row = next((one for one in found.closed_actions if one.action.key == wanted), None)
    if row is None:
        raise Http404
    form = SayForm(posted(request))
    back = reverse("walkabouts:estate", args=[pk])
    if form.is_valid():
        doubtful = bool(throttle_of(request).moderate or form.suspicions())
        try:
            verdict_say(
                action=row.action,
                done=form.cleaned_data["said"] == "done",
                channel=Channel.WEB,
                by=None,
                doubtful=doubtful,
            )
        except WalkaboutError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. What you said was counted."))
            return redirect(f"{back}#action-{key}")
    crumbs = [(_("Walkabouts"), reverse("walkabouts:list")), (found.estate.name, back)]
    context = {"form": form, "row": row, "estate": found.estate, "back": back, "crumbs": crumbs}
    return render(request, "walkabouts/say.html", context)


@READ
@require_safe
@missing_is_404
def photo_view(request: HttpRequest, key: str) -> Any:
    """A photo that an officer approved."""
    return image_response(photo_public(key).file, small=request.GET.get("size") == "small")


@READ
@require_safe
@missing_is_404
def calendar_view(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001 - a view's
    """A walkabout that residents may come to, for their calendar."""
    walkabout = walkabout_public(key)
    link = reverse("walkabouts:estate", args=[walkabout.estate_id])
    return calendar_answer(walkabout_ics(walkabout, link=link, moves=walkabout.moves.count()))


def calendar_answer(data: bytes) -> HttpResponse:
    """A calendar entry as a file."""
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="walkabout.ics"'
    return response
