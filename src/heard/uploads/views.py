"""The address that a file is fetched from. It knows no session: the address is the permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from heard.access import ALLOWED, Action, Thing
from heard.errors import NotFoundError
from heard.uploads.serving import file_from_token, file_response

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@login_not_required
@require_safe
def download_view(request: HttpRequest, token: str) -> HttpResponseBase:  # noqa: ARG001 - who asks doesn't matter
    """A file, to be saved, for as long as its address holds."""
    try:
        return file_response(file_from_token(token), inline=False)
    except NotFoundError:
        page = render_to_string("uploads/link_over.html")
        return HttpResponse(page, status=410, headers={"Cache-Control": "private, no-store"})


# Not by `open_to_anyone`, which would look for the reader in the session.
assert ALLOWED[Thing.FILES, Action.READ].anyone  # noqa: S101 - a mistake in the table, found at start
download_view.access = (Thing.FILES, Action.READ)  # type: ignore[attr-defined] # read by the access test
