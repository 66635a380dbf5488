"""How signing and reporting pages work: for a landlord's people, and for the team.

The team signs and reports for the council, and enters what a landlord sent on paper. `space` says
whose pages they are; the doors stand in `charters_landlord` and `charters_for_council`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.access import reader_of
from heard.concerns.views.answering import signed_in
from heard.partnership.charter_errors import CharterError
from heard.partnership.charter_wording import period_words
from heard.partnership.forms.charters import ConfirmForm
from heard.partnership.forms.charters_acting import SignAllForm, SignForm, WriteForm
from heard.partnership.selectors.charters_acting import (
    draft_get,
    paper_get_for,
)
from heard.partnership.selectors.charters_live import figures_of
from heard.partnership.selectors.charters_periods import period_get
from heard.partnership.services.charters_signing import (
    can_be_undone,
    commitment_sign,
    commitments_sign,
    signing_undo,
)
from heard.partnership.services.reporting import (
    report_save,
    report_send,
)

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, QueryDict

    from heard.analysis.commitments import Period
    from heard.partnership.forms.charters import CharterForm
    from heard.partnership.models import Report
    from heard.partnership.selectors.charters_acting import Paper
    from heard.partnership.selectors.charters_cells import Cell


def paper_page(request: HttpRequest, space: str, key: UUID) -> HttpResponse:
    """What is signed, what is to sign and what is to report."""
    paper = paper_get_for(reader_of(request), key)
    cells = [
        (one, bool(one.signing and can_be_undone(one.signing) and _own(paper, one)))
        for one in paper.cells()
    ]
    context = {
        "paper": paper,
        "cells": cells,
        "unsigned": len(paper.unsigned()),
        "to_report": [row for row in paper.to_report() if paper.is_asked(row)],
        "under_way": [row for row in paper.to_report() if not paper.is_asked(row)],
        "space": space,
        "crumbs": paper_crumbs(space, paper)[:-1],
    }
    return render(request, "partnership_charter/paper.html", context)


def sign_page(request: HttpRequest, space: str, key: UUID, number: int) -> HttpResponse:
    """Sign one commitment, with a reservation or without, or withdraw from it."""
    paper = paper_get_for(reader_of(request), key)
    cell = paper.cell(number)
    form = SignForm(request.POST or None, signing=cell.signing)
    if request.method == "POST" and form.did(
        commitment_sign,
        signatory=paper.signatory,
        commitment=cell.commitment,
        by=signed_in(request),
    ):
        messages.success(request, _("Kept. You can undo it until midnight."))
        return redirect(f"{space}:paper", key)
    context = {"cell": cell, "commitment": cell.commitment}
    return form_page(
        request,
        form,
        heading=str(cell.commitment),
        back=reverse(f"{space}:paper", args=[key]),
        crumbs=paper_crumbs(space, paper),
        quote=cell.commitment.text,
        **context,
    )


def sign_all_page(request: HttpRequest, space: str, key: UUID) -> HttpResponse:
    """Sign everything that nothing was said to yet."""
    paper = paper_get_for(reader_of(request), key)
    form = SignAllForm(request.POST or None)
    if request.method == "POST" and form.did(
        commitments_sign,
        signatory=paper.signatory,
        version=paper.tracker.version,
        by=signed_in(request),
    ):
        messages.success(request, _("Signed. You can undo each until midnight."))
        return redirect(f"{space}:paper", key)
    return form_page(
        request,
        form,
        heading=_("Sign all that isn’t signed yet"),
        hint=_("As they are, without reservations. Everybody can see it."),
        back=reverse(f"{space}:paper", args=[key]),
        crumbs=paper_crumbs(space, paper),
        listed=[str(one.commitment) for one in paper.unsigned()],
    )


def undo_act(request: HttpRequest, space: str, key: UUID, number: int) -> HttpResponse:
    """Undo today's signature or withdrawal."""
    paper = paper_get_for(reader_of(request), key)
    signing = paper.cell(number).signing
    if signing is None or signing.signatory_id != paper.signatory.pk:
        raise Http404
    try:
        signing_undo(signing=signing, by=signed_in(request))
    except CharterError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Undone. What stood before counts."))
    return redirect(f"{space}:paper", key)


def write_page(
    request: HttpRequest, space: str, key: UUID, number: int, first: str
) -> HttpResponse:
    """Write a report, then add its evidence, then send it."""
    paper, cell, period = period_asked(request, key, number, first)
    report = draft_get(paper.signatory, cell.commitment, period.first)
    seen = next((one for one in cell.periods if one.period.first == period.first), None)
    if seen is not None and seen.report is not None:
        messages.info(request, _("This report was sent. Here it is as everybody sees it."))
        return redirect(_public(paper, cell, period))
    form = WriteForm(request.POST or None, report=report)
    if request.method == "POST" and form.did(
        report_save,
        signatory=paper.signatory,
        commitment=cell.commitment,
        period=period,
        by=signed_in(request),
    ):
        return redirect(f"{space}:send", key, number, first)
    return form_page(
        request,
        form,
        heading=str(cell.commitment),
        caption=_("Report for %(period)s") % {"period": period_words(period)},
        back=reverse(f"{space}:paper", args=[key]),
        crumbs=paper_crumbs(space, paper),
        quote=cell.commitment.text,
        returned=seen.returned if seen else None,
        shown_by=cell.commitment.shown_by,
    )


def send_page(request: HttpRequest, space: str, key: UUID, number: int, first: str) -> HttpResponse:
    """The draft as it will be read, with its evidence; sent from here."""
    paper, cell, period = period_asked(request, key, number, first)
    report = draft_of(paper, cell, period)
    form = ConfirmForm(posted(request), button=_("Send the report"))
    if request.method == "POST" and form.did(report_send, report=report, by=signed_in(request)):
        messages.success(request, _("The report is sent. Everybody can read it."))
        return redirect(f"{space}:paper", key)
    rows = list(report.evidence.select_related("file"))
    figures, live = figures_of(
        cell.party.landlord, period, measures=cell.commitment.measures, evidence=rows
    )
    context = {
        "form": form,
        "paper": paper,
        "cell": cell,
        "report": report,
        "evidence": [(one, live.get(one.pk, [])) for one in rows],
        "figures": figures,
        "at": [key, number, first],
        "key": key,
        "number": number,
        "first": first,
        "period": period,
        "space": space,
        "crumbs": paper_crumbs(space, paper),
    }
    return render(request, "partnership_charter/send.html", context)


def form_page(
    request: HttpRequest, form: CharterForm, *, heading: str, back: str, **context: Any
) -> HttpResponse:
    """A page that is one form."""
    context |= {"form": form, "heading": heading, "back": back}
    return render(request, "partnership_charter/form.html", context)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent; nothing at all is something too, where a form is only its button."""
    return request.POST if request.method == "POST" else None


def period_asked(
    request: HttpRequest, key: UUID, number: int, first: str
) -> tuple[Paper, Cell, Period]:
    """The paper, commitment and period that an address names."""
    paper = paper_get_for(reader_of(request), key)
    cell = paper.cell(number)
    try:
        day = date.fromisoformat(first)
    except ValueError as error:
        raise Http404 from error
    return paper, cell, period_get(cell.commitment, day)


def draft_of(paper: Paper, cell: Cell, period: Period) -> Report:
    """The report that is being written; 404 where none is."""
    report = draft_get(paper.signatory, cell.commitment, period.first)
    if report is None:
        raise Http404
    return report


def _own(paper: Paper, cell: Cell) -> bool:
    return cell.signing is not None and cell.signing.signatory_id == paper.signatory.pk


def _public(paper: Paper, cell: Cell, period: Period) -> str:
    at = [paper.tracker.charter.slug, cell.commitment.number, cell.party.slug]
    return reverse("tracker:cell", args=at) + f"?period={period.first}"


def paper_crumbs(space: str, paper: Paper) -> list[tuple[str, str]]:
    """The way to a page of one paper."""
    title = paper.tracker.version.title
    return [
        (_("Commitments"), reverse(f"{space}:list")),
        (title, reverse(f"{space}:paper", args=[paper.signatory.key])),
    ]
