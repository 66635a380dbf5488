"""The auditor's pages: the log, one entry of it, the log as a file, and whether it holds."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.export import csv_lines
from heard.audit.forms import FilterForm
from heard.audit.selectors import (
    differences_of,
    entries_page,
    entries_stream,
    entry_get,
    events_list,
)
from heard.audit.services import audit_look, audit_record, audit_verify_end
from heard.audit.witness import witness_path, witness_read

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.audit.models import Entry
    from heard.audit.selectors import Wanted

LAST = 1000  # rows that the quick check walks


@allow(Thing.AUDIT, Action.READ)
@never_cache
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Entries, newest first."""
    form = FilterForm(request.GET, events=events_list())
    wanted = form.wanted()
    page = entries_page(wanted, before=_number(request, "before"), after=_number(request, "after"))
    _log(request, "audit.list", wanted)
    reader = reader_of(request)
    context = {
        "form": form,
        "page": page,
        "filtered": any(asdict(wanted).values()),
        "may_export": reader.may(Thing.AUDIT, Action.EXPORT),
    }
    return render(request, "audit/list.html", context)


@allow(Thing.AUDIT, Action.READ)
@never_cache
@require_safe
def entry_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry with what was before and after, and the reason while it is kept."""
    entry = entry_get(pk)
    if entry is None:
        raise Http404(_("That entry isn’t there."))
    reason = getattr(entry, "reason_kept", None)
    audit_look(
        target=entry,
        by=_actor(request),
        event="audit.read",
        reader_roles=reader_of(request).roles,
    )
    context = {
        "entry": entry,
        "differences": differences_of(entry),
        "reason": reason.text if reason else "",
        "reason_removed": bool(entry.reason_digest) and reason is None,
        "crumbs": [(_("Audit log"), reverse("audit:list"))],
    }
    return render(request, "audit/entry.html", context)


@allow(Thing.AUDIT, Action.EXPORT)
@never_cache
@require_safe
def export_view(request: HttpRequest) -> StreamingHttpResponse:
    """The entries that match as CSV, however many."""
    wanted = FilterForm(request.GET, events=events_list()).wanted()
    _log(request, "audit.export", wanted)
    name = f"heard-audit-{timezone.localdate().isoformat()}.csv"
    return StreamingHttpResponse(
        csv_lines(entries_stream(wanted)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@allow(Thing.AUDIT, Action.READ)
@never_cache
@require_safe
def status_view(request: HttpRequest) -> HttpResponse:
    """Whether the newest rows hold, and when all of them were last verified."""
    verdict = audit_verify_end(rows=LAST)
    _log(request, "audit.check", None)
    witness = witness_read()
    at = (
        datetime.fromtimestamp(witness_path().stat().st_mtime, tz=timezone.get_current_timezone())
        if witness
        else None
    )
    context = {
        "verdict": verdict,
        "walked": min(LAST, verdict.rows),
        "witness": witness,
        "verified_at": at,
        "crumbs": [(_("Audit log"), reverse("audit:list"))],
    }
    return render(request, "audit/status.html", context)


def _log(request: HttpRequest, event: str, wanted: Wanted | None) -> Entry:
    asked = {name: value for name, value in asdict(wanted).items() if value} if wanted else None
    return audit_record(
        event=event,
        target=None,
        by=_actor(request),
        reader_roles=reader_of(request).roles,
        after=asked,
    )


def _actor(request: HttpRequest) -> AbstractBaseUser | None:
    return request.user if isinstance(request.user, AbstractBaseUser) else None


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None  # noqa: PLR2004 - what the store's keys hold
