"""The page on which somebody notes what they see, and what a phone without a connection needs.

One address takes the form as any browser sends it and as the page's script sends it later; the
script asks for JSON. What was stored is stored once, however often it is sent.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, open_to_anyone, reader_of
from heard.safety.guard import private_page
from heard.uploads.limits import MOST_BYTES
from heard.uploads.receiving import TooBigFile, takes_files
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.forms.entering import EntryForm, PhotoForm
from heard.walkabouts.offline import worker_script
from heard.walkabouts.selectors import observation_get_for, walkabout_get_for
from heard.walkabouts.selectors.pages import observations_of, stops_of
from heard.walkabouts.services import observation_record, photo_add
from heard.walkabouts.views.answers import missing_is_404, posted, refusal_shown, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest

    from heard.accounts.models import User
    from heard.walkabouts.models import Observation, Walkabout

CHANGE = allow(Thing.WALKABOUT, Action.CHANGE)
SCOPE = "/walkabouts/phone/"


def who_is(user: User) -> str:
    """Tells one person's entries on a shared phone from another's, and nobody who they are."""
    return salted_hmac("heard.walkabouts.who", str(user.pk), algorithm="sha256").hexdigest()[:20]


@CHANGE
@takes_files()
@csp_replace({"worker-src": [SELF]})
@private_page
@require_http_methods(["GET", "POST"])
@missing_is_404
def phone_view(request: HttpRequest, key: str) -> HttpResponse:
    """Note what is seen: an ordinary form, which the page's script also keeps and sends later."""
    walkabout = walkabout_get_for(reader_of(request), key)
    user = signed_in(request)
    scripted = request.headers.get("Accept", "") == "application/json"
    if scripted and request.POST.get("who") != who_is(user):
        return _refused(_("Somebody else is signed in on this phone now."), status=409)
    form = EntryForm(
        posted(request),
        request.FILES or None,
        walkabout=walkabout,
        stops=stops_of(walkabout.estate),
    )
    if form.is_valid():
        stored, answer = _record(request, walkabout, form, user, scripted=scripted)
        if answer is not None:
            return answer
        if stored is not None:
            return _stored(request, stored, walkabout)
    if scripted:
        return _refused_form(form)
    return _page(request, walkabout, form, user)


def _record(
    request: HttpRequest,
    walkabout: Walkabout,
    form: EntryForm,
    user: User,
    *,
    scripted: bool,
) -> tuple[Observation | None, HttpResponse | None]:
    """What was stored, or the form says why not; for a script, with its answer."""
    given = form.cleaned_data
    try:
        stored, new = observation_record(
            walkabout=walkabout, key=given["key"], seen=form.seen_said(), by=user
        )
    except WalkaboutError as error:
        refusal_shown(form, error)
        return None, None
    if scripted:
        answer = {"key": str(stored.key), "state": "stored" if new else "known"}
        return stored, JsonResponse(answer, status=201 if new else 200)
    for place, file in enumerate(given["photos"]):
        # The same photo of the same entry has the same key, should the form be sent twice.
        photo_key = uuid.uuid5(stored.key, f"photo {place}")
        try:
            photo_add(observation=stored, key=photo_key, file=file, by=user)
        except WalkaboutError as error:
            messages.error(
                request,
                _("What you saw was stored, but one photo wasn’t. %(why)s") % {"why": error},
            )
    return stored, None


def _stored(request: HttpRequest, stored: Observation, walkabout: Walkabout) -> HttpResponse:
    messages.success(request, _("Stored: %(place)s.") % {"place": stored.place})
    return redirect("walkabouts:phone", walkabout.key)


@CHANGE
@takes_files(total=2 * MOST_BYTES)
@private_page
@require_POST
@missing_is_404
def photo_view(request: HttpRequest, key: str) -> HttpResponse:
    """Take a photo of an entry that was sent before it."""
    reader, user = reader_of(request), signed_in(request)
    walkabout = walkabout_get_for(reader, key)
    form = PhotoForm(request.POST, request.FILES)
    if request.POST.get("who") != who_is(user):
        return _refused(_("Somebody else is signed in on this phone now."), status=409)
    if not form.is_valid():
        return _refused_form(form)
    file = form.cleaned_data["photo"]
    if isinstance(file, TooBigFile):
        return _refused(_("This photo is larger than 10 MB."), status=413)
    observation = observation_get_for(reader, str(form.cleaned_data["entry"]))
    if observation.walkabout_id != walkabout.pk or observation.by_id != user.pk:
        return _refused(_("This photo belongs to an entry of somebody else."), status=409)
    try:
        photo, new = photo_add(
            observation=observation, key=form.cleaned_data["key"], file=file, by=user
        )
    except WalkaboutError as error:
        return _refused(str(error), status=400)
    answer = {"key": str(photo.key), "state": "stored" if new else "known"}
    return JsonResponse(answer, status=201 if new else 200)


@CHANGE
@private_page
@require_safe
@missing_is_404
def ticket_view(request: HttpRequest, key: str) -> HttpResponse:
    """Whether the phone may send: who is signed in, and a token against forged forms."""
    walkabout_get_for(reader_of(request), key)
    return JsonResponse({"csrf": get_token(request), "who": who_is(signed_in(request))})


@open_to_anyone(Thing.PUBLISHED_WALKABOUT, Action.READ)
@require_safe
def worker_view(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's
    """The service worker that opens the page without a connection. It works below SCOPE alone."""
    response = HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = SCOPE
    response["Cache-Control"] = "no-cache"
    return response


def _page(request: HttpRequest, walkabout: Walkabout, form: EntryForm, user: User) -> HttpResponse:
    noted = [one for one in observations_of(walkabout) if one.withdrawn_at is None]
    context = {
        "walkabout": walkabout,
        "form": form,
        "noted": noted,
        "who": who_is(user),
        "may_note": walkabout.cancelled_at is None and walkabout.on <= timezone.localdate(),
        "scope": SCOPE,
        "worker": reverse("walkabouts:worker"),
        "ticket": reverse("walkabouts:ticket", args=[walkabout.key]),
        "photo_address": reverse("walkabouts:phone-photo", args=[walkabout.key]),
        "sign_in": f"{reverse('accounts:sign-in')}?next={request.path}",
        "words": _words(),
    }
    return render(request, "walkabouts/phone.html", context)


def _words() -> dict[str, Any]:
    """What the script says, so that it can be translated where everything else is."""
    return {
        "waiting": _("Waiting to be sent"),
        "waitingCount": _("Waiting to be sent: {number}."),
        "refusedCount": _("Not taken, to be mended: {number}."),
        "sending": _("Being sent"),
        "sent": _("Sent"),
        "refused": _("Not taken"),
        "signin": _(
            "You were signed out. What you noted is safe on this phone. Sign in to send it."
        ),
        "signInLink": _("Sign in again"),
        "offline": _("No connection. Carry on: what you note is kept on this phone."),
        "online": _("Connected."),
        "ready": _("This page opens without a connection on this phone."),
        "other": _("Noted by somebody else on this phone. It is sent when they sign in here."),
        "mend": _("Mend it"),
        "remove": _("Remove from this phone"),
        "sure": _("Remove it for good? It was not sent."),
        "kept": _("Kept on this phone."),
        "photos": _("Photos: {sent} of {all} sent"),
        "photoRefused": _("A photo was not taken: {why}"),
        "later": _("The service can’t take it just now. It is tried again."),
        "full": _("This phone has no room left for it. Send what waits, or remove photos."),
        "gone": _("This walkabout isn’t there for you any more."),
    }


def _refused(why: str, *, status: int) -> HttpResponse:
    return JsonResponse({"state": "refused", "errors": [why]}, status=status)


def _refused_form(form: Any) -> HttpResponse:
    """Each fault with the label of its box."""
    errors = []
    for name, faults in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        errors += [f"{label}: {fault}" if label else str(fault) for fault in faults]
    return JsonResponse({"state": "refused", "errors": errors}, status=400)
