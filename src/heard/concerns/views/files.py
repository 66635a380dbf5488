"""Files of a case, given out after the access check. That one was opened is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.selectors.finding import case_get_for
from heard.concerns.selectors.team import attachment_get
from heard.concerns.services.looking import case_look
from heard.landlords.views.answers import missing_is_404, signed_in
from heard.uploads.serving import file_link, image_response

if TYPE_CHECKING:
    from django.http import HttpRequest


@allow(Thing.CASEWORK, Action.READ)
@require_safe
@missing_is_404
def file_view(request: HttpRequest, reference: str, pk: int) -> Any:
    """A picture on the page; a PDF by an address that holds for a minute.

    The small pictures are part of the case's page, whose opening is logged already.
    """
    case = case_get_for(reader_of(request), reference)
    stored = attachment_get(case, pk).file
    small = "small" in request.GET
    if not small:
        case_look(concern=case, by=signed_in(request), what="file")
    if stored.is_image:
        return image_response(stored, small=small)
    return redirect(file_link(stored))
