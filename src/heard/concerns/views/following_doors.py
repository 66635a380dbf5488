"""Ways to one's own concern: by private link, by signing in, or by asking for the link again."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, open_to_anyone, reader_of
from heard.concerns.errors import NoSuchConcernError
from heard.concerns.forms.following import LostForm
from heard.concerns.selectors.finding import (
    followed_by_link,
    followed_for,
    followed_get_for,
    raised_for_others,
)
from heard.concerns.services.links import links_send
from heard.concerns.views.grants import grant_to, grants_end, party_of_session
from heard.concerns.views.raising_draft import user_of
from heard.safety.answers import too_many_answer
from heard.safety.guard import keys_of, private_page, throttled
from heard.safety.services import Wait, throttle_hit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from heard.concerns.models import Party

MOST_LISTED = 100


def party_get(request: HttpRequest, reference: str) -> Party:
    """Whose part of the concern the reader may act in, by link or signed in.

    Raises:
        Http404: they have none, or there is no such concern: nobody can tell which.
    """
    party = party_of_session(request, reference)
    if party is not None:
        return party
    reader = reader_of(request)
    try:
        return followed_get_for(reader, reference)
    except NoSuchConcernError:
        pass
    for other in raised_for_others(reader).filter(concern__reference=reference):
        return other
    raise Http404


def party_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the party instead of the reference; 404 if it isn't the reader's."""

    @wraps(view)
    def wrapped(
        request: HttpRequest, reference: str, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        return view(request, party_get(request, reference), *args, **kwargs)

    return wrapped


@open_to_anyone(Thing.OWN_CONCERN, Action.READ)
@private_page
@require_safe
def open_view(request: HttpRequest, token: str) -> HttpResponse:
    """Let the holder of a private link in, and go on to an address that doesn't hold it."""
    try:
        party = followed_by_link(token)
    except NoSuchConcernError as error:
        found = throttle_hit(scope="concern.find", keys=keys_of(request))
        if isinstance(found, Wait):
            return too_many_answer(request, found.seconds)
        raise Http404 from error
    grant_to(request, party)
    return redirect("follow:concern", party.concern.reference)


@open_to_anyone(Thing.OWN_CONCERN, Action.READ)
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """The concerns of somebody who is signed in; how to get to them for anybody else."""
    reader = reader_of(request)
    context = {
        "parties": list(followed_for(reader)[:MOST_LISTED]),
        "signed_in": reader.user_id is not None,
        "may_raise_for_others": reader.may(Thing.RAISED_FOR_OTHERS, Action.READ),
    }
    return render(request, "following/list.html", context)


@allow(Thing.RAISED_FOR_OTHERS, Action.READ)
@private_page
@require_safe
def others_view(request: HttpRequest) -> HttpResponse:
    """Concerns that the reader raised for somebody else."""
    parties = list(raised_for_others(reader_of(request))[:MOST_LISTED])
    return render(request, "following/others.html", {"parties": parties})


def _email_key(request: HttpRequest) -> dict[str, str]:
    return {"email": request.POST.get("email", "").strip().lower()[:254]}


@open_to_anyone(Thing.OWN_CONCERN, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("concern.link", keys=_email_key)
def lost_view(request: HttpRequest) -> HttpResponse:
    """Send the private links of an e-mail address again. The answer is the same for any address."""
    form = LostForm(request.POST or None)
    if form.is_valid():
        links_send(email=form.cleaned_data["email"], by=user_of(request))
        return redirect("follow:lost-sent")
    return render(request, "following/lost.html", {"form": form})


@open_to_anyone(Thing.OWN_CONCERN, Action.READ)
@private_page
@require_safe
def lost_sent_view(request: HttpRequest) -> HttpResponse:
    """What was done, without saying whether the address is known."""
    return render(request, "following/lost_sent.html")


@open_to_anyone(Thing.OWN_CONCERN, Action.CHANGE)
@private_page
@require_POST
def leave_view(request: HttpRequest) -> HttpResponse:
    """Forget on this device what was opened by a link."""
    grants_end(request)
    messages.success(request, _("Closed on this device. Your private link still works."))
    return redirect("home")
