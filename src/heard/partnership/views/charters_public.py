"""Pages of the tracker, which everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heard.access import Action, Thing, open_to_anyone, reader_of
from heard.concerns.views.answering import missing_is_404
from heard.landlords.selectors import landlord_bare_for, landlord_today
from heard.measures.views.responses import download, file_links
from heard.partnership.pages.charters_files import changes_feed, tracker_table
from heard.partnership.pages.charters_public import (
    cell_page,
    charters_page,
    commitment_get,
    criteria_named,
    grid_page,
    kinds_named,
    landlord_page,
    rule_page,
)
from heard.partnership.selectors.charters import (
    version_in_force,
    version_public_get,
    versions_in_force,
    versions_public,
)
from heard.partnership.selectors.charters_changes import changes_lately
from heard.partnership.selectors.charters_tracker import trackers_of
from heard.uploads.serving import file_link, image_response

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

READ = open_to_anyone(Thing.TRACKER, Action.READ)
EXPORT = open_to_anyone(Thing.TRACKER, Action.EXPORT)
ON_PAGE = 8  # changes
ATOM = "application/atom+xml; charset=utf-8"


@READ
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Every charter and plan, and where its promises stand."""
    context = {
        "charters": charters_page(),
        "changes": changes_lately(most=ON_PAGE),
        "files": file_links("tracker:download", ""),
        "may_work": reader_of(request).may(Thing.GROUP_WORK, Action.READ),
    }
    return render(request, "partnership_charter/list.html", context)


@READ
@require_safe
def rule_view(request: HttpRequest) -> HttpResponse:
    """How a status follows."""
    context = rule_page() | {"crumbs": _crumbs()}
    return render(request, "partnership_charter/rule.html", context)


@READ
@require_safe
@missing_is_404
def charter_view(request: HttpRequest, slug: str) -> HttpResponse:
    """One charter: each commitment with each signatory."""
    party = request.GET.get("party", "")
    shown = grid_page(slug, page=request.GET.get("page", 1), party=party)
    context: dict[str, Any] = {
        "grid": shown,
        "tracker": shown.tracker,
        "page": shown.page,
        "changes": changes_lately(charter=slug, most=ON_PAGE),
        "files": file_links("tracker:charter-download", "", slug=slug),
        "versions": versions_public(shown.tracker.charter),
        "may_work": reader_of(request).may(Thing.GROUP_WORK, Action.READ),
        "crumbs": _crumbs(),
    }
    return render(request, "partnership_charter/charter.html", context)


@READ
@require_safe
@missing_is_404
def version_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version as it was published, to read and print."""
    version = version_public_get(slug, number)
    context = {
        "version": version,
        "commitments": version.commitments.order_by("number"),
        "crumbs": [*_crumbs(), (version.title, reverse("tracker:charter", args=[slug]))],
    }
    return render(request, "partnership_charter/version.html", context)


@READ
@require_safe
@missing_is_404
def commitment_view(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One commitment: what is promised, what would show it, and each signatory."""
    tracker = trackers_of([version_in_force(slug)])[0]
    commitment = commitment_get(tracker, number)
    context = {
        "tracker": tracker,
        "commitment": commitment,
        "cells": [tracker.cell(commitment, one) for one in tracker.parties],
        "criteria": criteria_named(commitment),
        "kinds": kinds_named(commitment),
        "others": tracker.commitments,
        "crumbs": [*_crumbs(), (tracker.version.title, reverse("tracker:charter", args=[slug]))],
    }
    return render(request, "partnership_charter/commitment.html", context)


@READ
@require_safe
@missing_is_404
def cell_view(request: HttpRequest, slug: str, number: int, party: str) -> HttpResponse:
    """One commitment with one signatory: signed, reported, said by residents, period by period."""
    shown = cell_page(slug, number, party, first=request.GET.get("period", ""))
    title = shown.tracker.version.title
    context = {
        "shown": shown,
        "tracker": shown.tracker,
        "cell": shown.cell,
        "commitment": shown.cell.commitment,
        "party": shown.cell.party,
        "seen": shown.seen,
        "may_work": reader_of(request).may(Thing.GROUP_WORK, Action.READ),
        "crumbs": [
            *_crumbs(),
            (title, reverse("tracker:charter", args=[slug])),
            (str(shown.cell.commitment), reverse("tracker:commitment", args=[slug, number])),
        ],
    }
    return render(request, "partnership_charter/cell.html", context)


@READ
@require_safe
@missing_is_404
def line_view(
    request: HttpRequest,  # noqa: ARG001 - every view is given it
    slug: str,
    key: UUID,
    party: str,
) -> HttpResponse:
    """The way to a promise wherever it stands now; to the charter where it doesn't any more."""
    now = version_in_force(slug).commitments.filter(line=key).values_list("number", flat=True)
    number = now.first()
    if number is None:
        return redirect("tracker:charter", slug)
    return redirect("tracker:cell", slug, number, party)


@READ
@require_safe
@missing_is_404
def file_view(request: HttpRequest, slug: str, number: int, party: str, pk: int) -> Any:
    """A file that a report rests on, once the team has accepted the report."""
    first = request.GET.get("period", "")
    shown = cell_page(slug, number, party, first=first)
    report = shown.seen.report if shown.seen else None
    found = (one.file for one, _live in shown.evidence if one.pk == pk)
    stored = next(found, None)
    if report is None or report.accepted_at is None or stored is None or stored.removed_at:
        raise Http404
    if not stored.is_image:
        return redirect(file_link(stored))
    return image_response(stored, small="small" in request.GET)


@READ
@require_safe
@missing_is_404
def landlord_view(request: HttpRequest, slug: str) -> HttpResponse:
    """One landlord: what it promised, what residents say, what changed."""
    landlord = landlord_bare_for(reader_of(request), slug)
    today = landlord_today(landlord)
    if today != landlord:
        return redirect("tracker:landlord", today.slug)
    context = {
        "landlord": landlord,
        "charters": landlord_page(landlord),
        "changes": changes_lately(landlord=landlord, most=ON_PAGE),
        "files": file_links("tracker:landlord-download", "", slug=slug),
        "crumbs": [(landlord.name, reverse("landlords:detail", args=[slug]))],
    }
    return render(request, "partnership_charter/landlord.html", context)


@EXPORT
@require_safe
def download_view(request: HttpRequest, extension: str) -> HttpResponse:
    """Every charter as a file."""
    table = tracker_table(
        trackers_of(versions_in_force()),
        title=_("Commitments and whether they are kept"),
        name="commitments",
        address=request.build_absolute_uri(reverse("tracker:list")),
    )
    return download(table, extension)


@EXPORT
@require_safe
@missing_is_404
def charter_download_view(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """One charter as a file."""
    version = version_in_force(slug)
    table = tracker_table(
        trackers_of([version]),
        title=version.title,
        name=slug,
        address=request.build_absolute_uri(reverse("tracker:charter", args=[slug])),
    )
    return download(table, extension)


@EXPORT
@require_safe
@missing_is_404
def landlord_download_view(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """One landlord's commitments as a file."""
    landlord = landlord_today(landlord_bare_for(reader_of(request), slug))
    table = tracker_table(
        trackers_of(versions_in_force(), landlord=landlord),
        title=_("Commitments of %(name)s") % {"name": landlord.name},
        name=f"commitments-{landlord.slug}",
        address=request.build_absolute_uri(reverse("tracker:landlord", args=[landlord.slug])),
    )
    return download(table, extension)


@EXPORT
@require_safe
def feed_view(request: HttpRequest) -> HttpResponse:
    """What happened to all charters lately."""
    text = changes_feed(
        changes_lately(),
        request,
        title=_("Commitments to residents"),
        page=reverse("tracker:list"),
    )
    return HttpResponse(text, content_type=ATOM)


@EXPORT
@require_safe
@missing_is_404
def charter_feed_view(request: HttpRequest, slug: str) -> HttpResponse:
    """What happened to one charter lately."""
    version = version_in_force(slug)
    page = reverse("tracker:charter", args=[slug])
    text = changes_feed(changes_lately(charter=slug), request, title=version.title, page=page)
    return HttpResponse(text, content_type=ATOM)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Commitments"), reverse("tracker:list"))]
