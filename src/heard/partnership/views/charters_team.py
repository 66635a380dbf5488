"""Pages on which the team follows charters, asks landlords to sign and reads reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.views.answering import missing_is_404, signed_in
from heard.partnership.forms.charters import AskForm, EndForm, ReturnForm
from heard.partnership.selectors.charters import (
    charter_get_for,
    charters_for,
    landlords_to_ask,
    signatories_for,
)
from heard.partnership.selectors.charters_acting import period_of, report_get, rounds_of
from heard.partnership.selectors.charters_live import figures_of
from heard.partnership.selectors.charters_waiting import reports_to_read, reports_waiting_for
from heard.partnership.services.charters_asking import charter_end, signatory_add
from heard.partnership.services.charters_telling import name_of
from heard.partnership.services.reporting import report_accept, report_return
from heard.partnership.views.charters_acting import form_page
from heard.safety.guard import private_page
from heard.uploads.serving import file_link, image_response

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

BOTH = ["GET", "HEAD", "POST"]
READ = allow(Thing.GROUP_WORK, Action.READ)
CHANGE = allow(Thing.GROUP_WORK, Action.CHANGE)


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Charters with their drafts, and what waits for the team."""
    reader = reader_of(request)
    context = {
        "charters": charters_for(reader),
        "to_read": reports_to_read(reader).count(),
        "waiting": reports_waiting_for(reader),
    }
    return render(request, "partnership_charter/work.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def charter_view(request: HttpRequest, slug: str) -> HttpResponse:
    """A charter: its versions, whom was asked, and rounds of residents' verdicts."""
    reader = reader_of(request)
    charter = charter_get_for(reader, slug)
    newest = list(charter.newest)  # type: ignore[attr-defined] # prefetched to it
    signatories = signatories_for(reader).filter(charter=charter)
    context = {
        "charter": charter,
        "title": newest[0].title,
        "versions": newest,
        "draft": next((one for one in newest if one.published_at is None), None),
        "public": next((one for one in newest if one.published_at and not one.superseded_at), None),
        "signatories": [(one, name_of(one)) for one in signatories],
        "rounds": [(one, name_of(one.signatory)) for one in rounds_of(charter.pk)],
        "crumbs": crumbs(),
    }
    return render(request, "partnership_charter/work_charter.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def ask_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a landlord, or the council, to sign."""
    reader = reader_of(request)
    charter = charter_get_for(reader, slug)
    landlords, council = landlords_to_ask(charter)
    form = AskForm(request.POST or None, landlords=landlords, council=council)
    back = reverse("charter-work:charter", args=[slug])
    if request.method == "POST" and form.did(signatory_add, charter=charter, by=signed_in(request)):
        messages.success(request, _("Asked. A landlord’s leads are told once it is published."))
        return redirect(back)
    heading = _("Ask somebody to sign")
    return form_page(request, form, heading=heading, back=back, crumbs=crumbs(charter))


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def end_view(request: HttpRequest, slug: str) -> HttpResponse:
    """End a charter."""
    charter = charter_get_for(reader_of(request), slug)
    form = EndForm(request.POST or None)
    back = reverse("charter-work:charter", args=[slug])
    if request.method == "POST" and form.did(charter_end, charter=charter, by=signed_in(request)):
        messages.success(request, _("It has ended. All that was said stays public."))
        return redirect(back)
    return form_page(
        request,
        form,
        heading=_("End this charter"),
        hint=_("Nothing falls due after that day. All that was said stays public."),
        back=back,
        crumbs=crumbs(charter),
    )


@READ
@private_page
@require_safe
def reports_view(request: HttpRequest) -> HttpResponse:
    """Reports that wait for the team."""
    rows = [(one, name_of(one.signatory)) for one in reports_to_read(reader_of(request))[:200]]
    context = {"rows": rows, "crumbs": crumbs()}
    return render(request, "partnership_charter/reports.html", context)


@CHANGE
@private_page
@require_http_methods(BOTH)
@missing_is_404
def report_view(request: HttpRequest, key: UUID) -> HttpResponse:
    """Read a report; accept it or return it for more."""
    report = report_get(key)
    form = ReturnForm(request.POST or None) if report.returned_at is None else None
    if request.method == "POST" and form is not None and _decided(request, form, report):
        messages.success(request, _("Kept. A landlord whose report is returned is told."))
        return redirect("charter-work:reports")
    rows = list(report.evidence.select_related("file"))
    figures, live = figures_of(
        report.signatory.landlord,
        period_of(report),
        measures=report.commitment.measures,
        evidence=rows,
    )
    context: dict[str, Any] = {
        "report": report,
        "form": form,
        "name": name_of(report.signatory),
        "period": period_of(report),
        "evidence": [(one, live.get(one.pk, [])) for one in rows],
        "figures": figures,
        "crumbs": [*crumbs(), (_("Reports to read"), reverse("charter-work:reports"))],
    }
    return render(request, "partnership_charter/report.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def report_file_view(
    request: HttpRequest,  # noqa: ARG001 - every view is given it
    key: UUID,
    pk: int,
) -> Any:
    """A file that a report rests on, for the team."""
    found = report_get(key).evidence.select_related("file").filter(pk=pk).first()
    stored = found.file if found else None
    if stored is None or stored.removed_at:
        raise Http404
    return image_response(stored) if stored.is_image else redirect(file_link(stored))


def crumbs(charter: Any = None) -> list[tuple[str, str]]:
    """The way to a page of a charter's work."""
    found = [(_("Charters"), reverse("charter-work:list"))]
    if charter is not None:
        title = charter.versions.latest("number").title
        found.append((title, reverse("charter-work:charter", args=[charter.slug])))
    return found


def _decided(request: HttpRequest, form: ReturnForm, report: Any) -> bool:
    if not form.is_valid():
        return False
    given, user = form.cleaned_data, signed_in(request)
    if given["decision"] == "accept":
        return bool(form.done(report_accept, report=report, by=user))
    return bool(
        form.done(report_return, report=report, reason=given["reason"], due=given["due"], by=user)
    )
