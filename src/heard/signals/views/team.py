"""The team's pages: the list, one warning, all warnings, scans and the settings of the watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look
from heard.measures.views.responses import chart_response
from heard.runs.errors import RunError
from heard.runs.steering import run_stop
from heard.safety.guard import private_page
from heard.signals.errors import SignalError
from heard.signals.forms.watching import HistoryForm, WatchForm
from heard.signals.pages.rows import lead_words, precision_words, rows_of
from heard.signals.pages.warning import (
    behind_of,
    caveats,
    drawing,
    fits_words,
    lines_of,
    since_words,
    steps_of,
    tone_of,
)
from heard.signals.selectors.finding import (
    history_for,
    lists_for,
    scan_get_for,
    warning_get_for,
)
from heard.signals.selectors.quality import quality
from heard.signals.selectors.viewing import view_of
from heard.signals.services.acting import watch_set
from heard.signals.services.scanning import scan_request
from heard.signals.services.watching import watch_now
from heard.signals.views.answers import form_answer, missing_is_404, page, posted, signed_in
from heard.signals.wording import said_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

READ = allow(Thing.WARNING, Action.READ)
CHANGE = allow(Thing.WARNING, Action.CHANGE)


@READ
@private_page
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """The latest list, what speaks of danger, and what is in hand."""
    lists = lists_for(reader_of(request))
    return page(
        request,
        "list",
        lists=lists,
        watch=watch_now(),
        listed=rows_of(lists.listed),
        dangers=rows_of(lists.dangers),
        in_hand=rows_of(lists.in_hand),
        precision=precision_words(quality(with_leads=False)),
    )


@READ
@private_page
@require_safe
@missing_is_404
def warning_view(request: HttpRequest, number: int) -> HttpResponse:
    """One warning with everything that is known of it."""
    reader = reader_of(request)
    warning = warning_get_for(reader, number)
    audit_look(target=warning, by=signed_in(request), event="warning.read", about=warning.reference)
    seen = request.GET.get("seen", "")
    view = view_of(reader, warning, page=request.GET.get("page", 1), seen=seen)
    sighting = view.sighting
    found = quality()
    return page(
        request,
        "warning",
        warning=warning,
        said=said_of(warning),
        view=view,
        tone=tone_of(warning),
        chart=drawing(warning, sighting) if sighting else None,
        chart_url=reverse("warnings:chart", args=[number]) + f"?seen={sighting.pk}"
        if sighting
        else "",
        lines=lines_of(warning, sighting) if sighting else [],
        behind=behind_of(view.concerns),
        fits=fits_words(view.fits),
        caveats=caveats(warning, view.reporting, view.scan),
        steps=steps_of(view.events),
        formal=since_words(view.formal_on, warning.found_on),
        precision=precision_words(found),
        lead=lead_words(found),
        crumbs=[(_("Warnings"), reverse("warnings:list")), (warning.reference, "")],
    )


@READ
@private_page
@require_safe
@missing_is_404
def chart_view(request: HttpRequest, number: int) -> HttpResponse:
    """A warning's series as a picture."""
    warning = warning_get_for(reader_of(request), number)
    rows = warning.sightings.select_related("scan").order_by("-period", "-pk")
    seen = request.GET.get("seen", "")
    sighting = rows.filter(pk=int(seen)).first() if seen.isdecimal() and len(seen) < 19 else None  # noqa: PLR2004 - what a key can be
    sighting = sighting or rows.first()
    if sighting is None:
        raise Http404(_("This warning has no series."))
    narrow = request.GET.get("width") == "narrow"
    return chart_response(request, drawing(warning, sighting, width="narrow" if narrow else "wide"))


@READ
@private_page
@require_safe
def history_view(request: HttpRequest) -> HttpResponse:
    """All warnings there ever were."""
    form = HistoryForm(request.GET)
    found = history_for(reader_of(request), form.wanted(), page=request.GET.get("page", 1))
    return page(request, "history", form=form, page=found, rows=rows_of(found))


@CHANGE
@require_POST
def scan_now_view(request: HttpRequest) -> HttpResponse:
    """Have the concerns looked at now."""
    try:
        scan = scan_request(by=signed_in(request))
    except (SignalError, RunError) as error:
        messages.error(request, str(error))
        return redirect("warnings:list")
    return redirect(scan)


@READ
@never_cache
@require_safe
@missing_is_404
def scan_view(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a scan is, and what came of it; the part alone when htmx asks for it."""
    scan = scan_get_for(reader_of(request), pk)
    if request.headers.get("HX-Request"):
        return render(request, "signals/_scan.html", {"scan": scan})
    crumbs = [(_("Warnings"), reverse("warnings:list")), (_("Scan"), "")]
    return page(request, "scan", scan=scan, crumbs=crumbs)


@CHANGE
@require_POST
@missing_is_404
def scan_stop_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a scan."""
    scan = scan_get_for(reader_of(request), pk)
    try:
        run_stop(scan, by=signed_in(request))
    except (SignalError, RunError) as error:
        messages.error(request, str(error))
    return redirect(scan)


@CHANGE
@require_http_methods(["GET", "POST"])
def watch_view(request: HttpRequest) -> HttpResponse:
    """How many warnings a week, counted by week or month."""
    watch = watch_now()
    initial = {"per_week": watch.per_week, "by_period": watch.by_period}
    return form_answer(
        request,
        form=WatchForm(posted(request), initial=initial),
        doing=lambda given: watch_set(by=signed_in(request), **given),
        heading=_("Settings of the watch"),
        hint=_("They hold from the next scan on."),
        button=_("Save"),
        done=_("Saved."),
        back=reverse("warnings:list"),
        crumbs=[(_("Warnings"), reverse("warnings:list")), (_("Settings"), "")],
    )
