"""How pages of a draft report's evidence work: for a landlord's people, and for the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.concerns.views.answering import signed_in
from heard.partnership.charter_errors import CharterError
from heard.partnership.forms.charters_acting import RestsForm
from heard.partnership.selectors.charters_acting import draft_evidence_get
from heard.partnership.services.reporting import report_evidence_add, report_evidence_remove
from heard.partnership.views.charters_acting import draft_of, paper_crumbs, period_asked
from heard.uploads.services import UploadError, upload_remove, upload_store
from heard.uploads.serving import file_link, image_response

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from heard.partnership.models import Report


def evidence_page(
    request: HttpRequest, space: str, key: UUID, number: int, first: str
) -> HttpResponse:
    """Add a piece of evidence to a draft."""
    paper, cell, period = period_asked(request, key, number, first)
    report = draft_of(paper, cell, period)
    form = RestsForm(request.POST or None, request.FILES or None)
    back = reverse(f"{space}:send", args=[key, number, first])
    if request.method == "POST" and _brought(request, form, report):
        messages.success(request, _("The evidence is added."))
        return redirect(back)
    context = {
        "form": form,
        "heading": _("Add evidence"),
        "caption": str(cell.commitment),
        "back": back,
        "crumbs": paper_crumbs(space, paper),
    }
    return render(request, "partnership_charter/evidence_form.html", context)


def evidence_remove_act(
    request: HttpRequest, space: str, key: UUID, number: int, first: str, pk: int
) -> HttpResponse:
    """Take a piece of evidence out of a draft."""
    paper, cell, period = period_asked(request, key, number, first)
    evidence = draft_evidence_get(draft_of(paper, cell, period), pk)
    try:
        report_evidence_remove(evidence=evidence, by=signed_in(request))
    except CharterError as error:
        messages.warning(request, str(error))
    return redirect(f"{space}:send", key, number, first)


def evidence_file_page(
    request: HttpRequest, key: UUID, number: int, first: str, pk: int
) -> HttpResponseBase:
    """The file of a draft's evidence."""
    paper, cell, period = period_asked(request, key, number, first)
    stored = draft_evidence_get(draft_of(paper, cell, period), pk).file
    if stored is None or stored.removed_at:
        raise Http404
    return image_response(stored) if stored.is_image else redirect(file_link(stored))


def _brought(request: HttpRequest, form: RestsForm, report: Report) -> bool:
    """Whether the evidence is kept; the form says why not. A file is opened before it is kept."""
    if not form.is_valid():
        return False
    user = signed_in(request)
    if form.cleaned_data["where"] == "file":
        try:
            form.stored = upload_store(file=form.cleaned_data["file"][0], by=user)
        except UploadError as error:
            form.add_error("file", str(error))
            return False
    made = form.did(report_evidence_add, report=report, by=user)
    if made is None and form.stored is not None:
        upload_remove(stored=form.stored, by=user, reason="never sent")
    return made is not None
