"""How the views of reviews answer."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect, render

from heard.accounts.models import User
from heard.errors import NotFoundError
from heard.uploads.services import UploadError, upload_remove, upload_store
from heard.uploads.serving import file_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.reviews.forms.evidence import EvidenceForm
    from heard.reviews.forms.fields import ReviewForm
    from heard.reviews.models import Evidence

    View = Callable[..., HttpResponseBase]


def missing_is_404(view: View) -> View:
    """Answer 404 where a selector found nothing for this reader."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotFoundError as error:
            raise Http404(str(error)) from error

    return wrapped


def signed_in(request: HttpRequest) -> User:
    """The person who is signed in; the guard has seen to it that there is one."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def form_page(
    request: HttpRequest, form: ReviewForm, *, heading: str, back: str, **context: Any
) -> HttpResponse:
    """A page that is one form."""
    context |= {"form": form, "heading": heading, "back": back}
    return render(request, "reviews/form.html", context)


def evidence_brought(
    form: EvidenceForm, doing: Callable[..., Any], *, by: User, **values: Any
) -> Evidence | None:
    """The evidence as it is kept, or None when something is wrong; the form says what.

    A file is opened before the transaction starts, and isn't kept if the evidence is refused.
    """
    if not form.is_valid():
        return None
    if form.cleaned_data["where"] == "file":
        try:
            form.stored = upload_store(file=form.cleaned_data["file"][0], by=by)
        except UploadError as error:
            form.add_error("file", str(error))
            return None
    made: Evidence | None = form.did(doing, by=by, **values)
    if made is None and form.stored is not None:
        upload_remove(stored=form.stored, by=by, reason="never sent")
    return made


def evidence_file(evidence: Evidence) -> HttpResponseBase:
    """The file of a piece of evidence, at an address that holds for a minute."""
    if evidence.file is None or evidence.file.removed_at is not None:
        raise Http404
    return redirect(file_link(evidence.file))
