"""One's own concern: what happened, and whatever one can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.concerns.actors import party_of
from heard.concerns.errors import ConcernError
from heard.concerns.forms.following import (
    AddForm,
    CloseForm,
    ListenedForm,
    NotFixedForm,
    refused_words,
)
from heard.concerns.pages.following import follow_page
from heard.concerns.selectors.viewing import Viewer, timeline_for
from heard.concerns.services.residents import (
    resident_add,
    resident_close,
    resident_listened,
    resident_not_fixed,
)
from heard.concerns.views.following_doors import party_page
from heard.concerns.views.raising_draft import user_of
from heard.concerns.views.raising_photos import files_keep
from heard.errors import NotFoundError
from heard.safety.guard import private_page, throttled
from heard.uploads.receiving import takes_files
from heard.uploads.services import upload_remove
from heard.uploads.serving import file_link, image_response

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from heard.concerns.actors import Actor
    from heard.concerns.models import Event, Party
    from heard.uploads.models import StoredFile


@open_to_anyone(Thing.OWN_CONCERN, Action.READ)
@private_page
@require_safe
@party_page
def concern_view(request: HttpRequest, party: Party) -> HttpResponse:
    """Where it stands, what happened, what was promised, who may see what."""
    page = follow_page(party, timezone.now())
    context = {
        "page": page,
        "concern": page.concern,
        "person": party.person,
        "landlord": page.concern.landlord,
        "listened": ListenedForm() if page.asks_felt else None,
        "council_contact": settings.COUNCIL_CONTACT,
    }
    return render(request, "following/concern.html", context)


@open_to_anyone(Thing.OWN_CONCERN, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("concern.add")
@party_page
@takes_files()
def add_view(request: HttpRequest, party: Party) -> HttpResponse:
    """Add words or photos."""
    form = AddForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = AddForm(request.POST, request.FILES)
    return _with_files(
        request, party, form, resident_add, _("Add to your concern"), _("Added. Thank you.")
    )


@open_to_anyone(Thing.OWN_CONCERN, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("concern.add")
@party_page
@takes_files()
def not_fixed_view(request: HttpRequest, party: Party) -> HttpResponse:
    """Say that it isn't fixed."""
    form = NotFixedForm()
    if request.method == "POST":
        form = NotFixedForm(request.POST, request.FILES)
    return _with_files(
        request,
        party,
        form,
        resident_not_fixed,
        _("It is not fixed"),
        _("Thank you for telling us. We take it up again."),
    )


def _with_files(
    request: HttpRequest,
    party: Party,
    form: Form,
    service: Callable[..., Event],
    heading: str,
    done: str,
) -> HttpResponse:
    """Words and files are kept together or not at all; the words stay in the form either way."""
    if form.is_bound and form.is_valid():
        stored, refused = files_keep(request, form.cleaned_data["photos"])
        if refused:
            form.add_error("photos", refused_words(refused))
        elif _done(form, service, party, request, stored):
            messages.success(request, done)
            return redirect("follow:concern", party.concern.reference)
        for one in stored:
            upload_remove(stored=one, by=None, reason="not sent")
    return _form_page(request, party, form, heading)


def _done(
    form: Form,
    service: Callable[..., Event],
    party: Party,
    request: HttpRequest,
    stored: list[StoredFile],
) -> bool:
    try:
        service(
            concern=party.concern,
            words=form.cleaned_data["words"],
            files=tuple(stored),
            actor=actor_of(request, party),
        )
    except ConcernError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return False
    return True


def actor_of(request: HttpRequest, party: Party) -> Actor:
    """The party, and who is signed in as them."""
    return party_of(party, user_of(request))


@open_to_anyone(Thing.OWN_CONCERN, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("concern.add")
@party_page
def close_view(request: HttpRequest, party: Party) -> HttpResponse:
    """Close it, because it was put right or although it wasn't."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            resident_close(
                concern=party.concern,
                fixed=form.cleaned_data["fixed"] == "yes",
                words=form.cleaned_data["words"],
                actor=actor_of(request, party),
            )
        except ConcernError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your concern is closed."))
            return redirect("follow:concern", party.concern.reference)
    return _form_page(request, party, form, _("Close your concern"))


@open_to_anyone(Thing.OWN_CONCERN, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("concern.add")
@party_page
def listened_view(request: HttpRequest, party: Party) -> HttpResponse:
    """Say whether one felt listened to."""
    form = ListenedForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            resident_listened(
                concern=party.concern,
                felt=form.cleaned_data["felt"],
                words=form.cleaned_data["words"],
                actor=actor_of(request, party),
            )
        except ConcernError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you for telling us."))
            return redirect("follow:concern", party.concern.reference)
    return _form_page(request, party, form, _("Did you feel listened to?"))


def _form_page(request: HttpRequest, party: Party, form: Form, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "concern": party.concern,
        "landlord": party.concern.landlord,
    }
    return render(request, "following/form.html", context)


@open_to_anyone(Thing.OWN_CONCERN, Action.READ)
@private_page
@require_safe
@party_page
def file_view(request: HttpRequest, party: Party, file: str) -> HttpResponseBase:
    """A file of an event that the party is shown: a photo itself, a PDF by its signed address."""
    stored = _shown_file(party, file)
    if not stored.is_image:
        return redirect(file_link(stored))
    try:
        return image_response(stored, small="small" in request.GET)
    except NotFoundError as error:
        raise Http404 from error


def _shown_file(party: Party, file: str) -> StoredFile:
    try:
        name = UUID(file)
    except ValueError as error:
        raise Http404 from error
    for event in timeline_for(party.concern, Viewer.of_party(party)):
        for attachment in event.files:
            if attachment.file.public_id == name and attachment.file.removed_at is None:
                return attachment.file
    raise Http404
