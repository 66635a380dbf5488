"""Photos of a concern that is still being written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, open_to_anyone
from heard.concerns.errors import ConcernError
from heard.concerns.forms.raising_who import MOST_PHOTOS, PhotosForm
from heard.concerns.pages.raising_steps import STEP
from heard.concerns.services.drafting import draft_add_file, draft_remove_file, draft_save
from heard.concerns.views.raising import CHANGE, back_url, next_url
from heard.concerns.views.raising_draft import (
    answers_of,
    draft_of,
    draft_open,
    sent_of,
    user_of,
)
from heard.errors import NotFoundError
from heard.safety.guard import private_page, throttled
from heard.uploads.receiving import takes_files
from heard.uploads.services import UploadError, upload_remove, upload_store
from heard.uploads.serving import image_response

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from heard.concerns.models import Draft
    from heard.uploads.models import StoredFile

PAGE = STEP["photos"]


@open_to_anyone(Thing.RAISING, Action.CHANGE)
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("file.send")
@takes_files()
def photos_view(request: HttpRequest) -> HttpResponse:
    """Photos and documents so far; more of them; or on without any."""
    draft = draft_of(request)
    if sent_of(draft):
        return redirect("raise:receipt", sent_of(draft))
    form = PhotosForm()
    if request.method == "POST":
        draft = draft_open(request)
        form = PhotosForm(request.POST, request.FILES)
        refused = _kept(request, draft, form) if form.is_valid() else ["?"]
        if not refused and "add" not in request.POST:
            draft_save(draft=draft, page="photos", typed={}, handed=None)
            changing = CHANGE in request.GET
            return redirect(next_url(answers_of(request, draft), PAGE, changing=changing))
        if not refused:
            return redirect(request.get_full_path())
    answers = answers_of(request, draft)
    context = {
        "heading": PAGE.heading,
        "form": form,
        "files": list(draft.files.order_by("pk")) if draft else [],
        "most": MOST_PHOTOS,
        "back": back_url(answers, "photos", changing=CHANGE in request.GET),
        "landlord": answers.landlord,
    }
    return render(request, "raising/photos.html", context)


def _kept(request: HttpRequest, draft: Draft, form: PhotosForm) -> list[str]:
    """Keep each file that can be taken; the names of those that can't, with why in the form."""
    refused = []
    for file in form.cleaned_data["photos"]:
        try:
            stored = upload_store(file=file, by=user_of(request))
        except UploadError as error:
            form.add_error("photos", f"{file.name}: {error}")
            refused.append(str(file.name))
            continue
        try:
            draft_add_file(draft=draft, stored=stored)
        except ConcernError as error:
            upload_remove(stored=stored, by=None, reason="draft")
            form.add_error("photos", f"{file.name}: {error}")
            refused.append(str(file.name))
    return refused


def files_keep(
    request: HttpRequest, files: Iterable[UploadedFile[bytes]]
) -> tuple[list[StoredFile], list[str]]:
    """Files that could be taken, and why the others couldn't; all or none is up to the caller."""
    stored, refused = [], []
    for file in files:
        try:
            stored.append(upload_store(file=file, by=user_of(request)))
        except UploadError as error:
            refused.append(f"{file.name}: {error}")
    return stored, refused


@open_to_anyone(Thing.RAISING, Action.CHANGE)
@private_page
@require_safe
def photo_view(request: HttpRequest, file: str) -> HttpResponseBase:
    """A photo of the session's own draft, small."""
    try:
        return image_response(_own(request, file), small=True)
    except NotFoundError as error:
        raise Http404 from error


@open_to_anyone(Thing.RAISING, Action.CHANGE)
@private_page
@require_POST
def photo_remove_view(request: HttpRequest, file: str) -> HttpResponse:
    """Take a photo out again."""
    draft_remove_file(draft=draft_open(request), stored=_own(request, file))
    return redirect("raise:photos")


def _own(request: HttpRequest, file: str) -> StoredFile:
    draft = draft_of(request)
    try:
        name = UUID(file)
    except ValueError as error:
        raise Http404 from error
    found = draft.files.filter(public_id=name, removed_at=None).first() if draft else None
    if found is None:
        raise Http404(_("There is no such photo."))
    return found
