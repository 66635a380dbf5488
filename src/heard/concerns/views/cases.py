"""Cases: the list, the search, one case, two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.concerns.clockwork import clocks_of, facts_of
from heard.concerns.events import Kind
from heard.concerns.forms.filters import ListForm
from heard.concerns.pages.case import answers_of, hazards_shown, promises_of, ways_of
from heard.concerns.pages.clocks import clocks_shown
from heard.concerns.pages.people import cards_of
from heard.concerns.pages.rows import row_of, rows_of
from heard.concerns.references import reference_read
from heard.concerns.selectors.finding import case_get_for, cases_for
from heard.concerns.selectors.lists import filtered, page_of
from heard.concerns.selectors.searching import search_for
from heard.concerns.selectors.team import (
    duplicate_get_for,
    likely_duplicates_of,
    links_of,
    tellings_of,
)
from heard.concerns.selectors.viewing import Viewer, flags_for, people_for, timeline_for
from heard.concerns.services.casework import likely_duplicate_settle
from heard.concerns.services.looking import case_look
from heard.concerns.views.bulk import bulk_choices
from heard.concerns.views.team import page
from heard.landlords.views.answers import missing_is_404, signed_in
from heard.safety.guard import private_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow(Thing.CASEWORK, Action.READ)
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Cases by what somebody filtered for, a page at a time."""
    reader = reader_of(request)
    form = ListForm(request.GET)
    wanted = form.wanted(reader.user_id)
    found = page_of(
        filtered(cases_for(reader), wanted),
        order=wanted.order,
        after=request.GET.get("after", ""),
    )
    return page(
        request,
        "list",
        form=form,
        rows=rows_of(found.rows, timezone.now()),
        after=found.after,
        is_first=not request.GET.get("after"),
        dated=wanted.order == "due",
        choices=bulk_choices(),
        query=request.GET.urlencode(),
    )


@allow(Thing.CASEWORK, Action.READ)
@require_safe
def search_view(request: HttpRequest) -> HttpResponse:
    """What the search finds; a reference leads straight to its case."""
    text = request.GET.get("q", "").strip()[:200]
    found = search_for(reader_of(request), text)
    if found and reference_read(text):
        return redirect(found[0])
    return page(request, "search", q=text, rows=rows_of(found, timezone.now()))


@allow(Thing.CASEWORK, Action.READ)
@private_page
@require_safe
@missing_is_404
def case_view(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that is known of one case. That it was opened is logged."""
    reader, now = reader_of(request), timezone.now()
    case = case_get_for(reader, reference)
    case_look(concern=case, by=signed_in(request))
    flags = flags_for(case, reader)
    if flags:
        case_look(concern=case, by=signed_in(request), what="flag")
    viewer = Viewer.team()
    clocks = clocks_shown(clocks_of(case, facts_of(case), now=now), now)
    timeline = timeline_for(case, viewer)
    return page(
        request,
        "case",
        case=case,
        row=row_of(case, now),
        running=[clock for clock in clocks if clock.is_open],
        ended=[clock for clock in clocks if not clock.is_open],
        people=cards_of(people_for(case, viewer)),
        may_flag=reader.may(Thing.RESTRICTED, Action.CHANGE),
        flags=flags,
        timeline=timeline[::-1],
        corrections=[event for event in timeline if event.kind == Kind.CORRECTED],
        files=[file for event in timeline for file in event.files],
        promises=promises_of(timeline),
        answers=answers_of(case),
        hazards=hazards_shown(case),
        ways=ways_of(case),
        links=links_of(case),
        pairs=likely_duplicates_of(case),
        tellings=tellings_of(case),
        is_mine=case.assigned_to_id == reader.user_id,
    )


@allow(Thing.CASEWORK, Action.READ)
@private_page
@require_safe
@missing_is_404
def compare_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Two concerns that look alike, side by side."""
    pair = duplicate_get_for(reader_of(request), pk)
    now = timezone.now()
    sides = [pair.older, pair.newer]
    prefetch_related_objects(sides, "parties__person")
    for side in sides:
        case_look(concern=side, by=signed_in(request))
    both = [(side, row_of(side, now), answers_of(side)) for side in sides]
    return page(request, "compare", pair=pair, both=both)


@allow(Thing.CASEWORK, Action.CHANGE)
@require_POST
@missing_is_404
def settle_view(request: HttpRequest, pk: int) -> HttpResponse:
    """They aren't the same."""
    pair = duplicate_get_for(reader_of(request), pk)
    likely_duplicate_settle(pair=pair, by=signed_in(request))
    messages.success(request, _("They aren’t offered together any more."))
    return redirect("cases:today")
