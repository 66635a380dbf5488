"""Pages on which the team signs and reports for the council, and for landlords on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow
from heard.concerns.views.answering import missing_is_404
from heard.partnership.views import charters_acting as acting
from heard.partnership.views import charters_evidence as evidence
from heard.safety.guard import private_page
from heard.uploads.receiving import takes_files

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

SPACE = "charter-work"
BOTH = ["GET", "HEAD", "POST"]
READ = allow(Thing.GROUP_WORK, Action.READ)
CHANGE = allow(Thing.GROUP_WORK, Action.CHANGE)


@READ
@private_page
@require_safe
@missing_is_404
def paper_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is signed, what is to sign and what is to report."""
    return acting.paper_page(request, SPACE, key)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def sign_view(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Sign one commitment."""
    return acting.sign_page(request, SPACE, key, number)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def sign_all_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Sign everything that nothing was said to yet."""
    return acting.sign_all_page(request, SPACE, key)


@CHANGE
@private_page
@require_http_methods(["POST"])
@missing_is_404
def undo_view(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Undo today's signature or withdrawal."""
    return acting.undo_act(request, SPACE, key, number)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def write_view(request: HttpRequest, key: UUID, number: int, first: str) -> HttpResponse:
    """Write a report."""
    return acting.write_page(request, SPACE, key, number, first)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def send_view(request: HttpRequest, key: UUID, number: int, first: str) -> HttpResponse:
    """Look at a report and send it."""
    return acting.send_page(request, SPACE, key, number, first)


@CHANGE
@takes_files()
@private_page
@require_http_methods(BOTH)
@missing_is_404
def evidence_view(request: HttpRequest, key: UUID, number: int, first: str) -> HttpResponse:
    """Add a piece of evidence."""
    return evidence.evidence_page(request, SPACE, key, number, first)


@CHANGE
@private_page
@require_http_methods(["POST"])
@missing_is_404
def evidence_remove_view(
    request: HttpRequest, key: UUID, number: int, first: str, pk: int
) -> HttpResponse:
    """Take a piece of evidence out of a draft."""
    return evidence.evidence_remove_act(request, SPACE, key, number, first, pk)


@READ
@private_page
@require_safe
@missing_is_404
def file_view(
    request: HttpRequest, key: UUID, number: int, first: str, pk: int
) -> HttpResponseBase:
    """The file of a draft's evidence."""
    return evidence.evidence_file_page(request, key, number, first, pk)
