"""How the views of concerns answer."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from heard.accounts.models import User
from heard.errors import NotFoundError
from heard.uploads.services import UploadError, upload_remove, upload_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django import forms
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from heard.concerns.errors import ConcernError
    from heard.uploads.models import StoredFile

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


def files_kept(
    files: Sequence[UploadedFile[Any]],
    *,
    by: User | None,
    form: forms.Form,
    field: str = "documents",
) -> tuple[StoredFile, ...] | None:
    """The files as Heard keeps them, or None when one can't be taken; the form says which.

    Opened before any transaction starts. What was taken before the refused one isn't kept.
    """
    kept: list[StoredFile] = []
    for file in files:
        try:
            kept.append(upload_store(file=file, by=by))
        except UploadError as error:
            form.add_error(field, f"{file.name}: {error}")
    if form.errors:
        for stored in kept:
            upload_remove(stored=stored, by=by, reason=_("Sent with a file that was refused"))
        return None
    return tuple(kept)


def refusal_shown(form: forms.Form, error: ConcernError) -> None:
    """Show what can't be done beside the field that it is about."""
    form.add_error(error.field if error.field in form.fields else None, str(error))
