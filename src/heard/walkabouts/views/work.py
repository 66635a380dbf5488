"""Pages for those who plan and walk: lists of walkabouts and estates, one of each, and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.audit.services import audit_look, audit_record
from heard.safety.guard import private_page
from heard.uploads.serving import image_response
from heard.walkabouts.calendars import walkabout_ics
from heard.walkabouts.exporting import actions_csv, observations_csv, walkabouts_csv
from heard.walkabouts.forms.filters import ActionsForm, EstatesForm, WalkaboutsForm
from heard.walkabouts.pages.tabs import ACTION_TABS, WALKABOUT_TABS, tabs_of
from heard.walkabouts.selectors import (
    estate_get_for,
    estate_list_for,
    is_team,
    landlord_ids,
    may_run,
    photo_get_for,
    walkabout_get_for,
    walkabout_list_for,
)
from heard.walkabouts.selectors.acting import actions_wanted
from heard.walkabouts.selectors.companions import companions_of
from heard.walkabouts.selectors.estates import last_walk, plan_open_of
from heard.walkabouts.selectors.pages import last_before, observations_of, still_open, stops_of
from heard.walkabouts.selectors.walking import WalkaboutsWanted, walkabouts_wanted
from heard.walkabouts.services import photo_approve, photo_hide
from heard.walkabouts.views.answers import missing_is_404, signed_in
from heard.walkabouts.views.public import calendar_answer

if TYPE_CHECKING:
    from django.http import HttpRequest

READ = allow(Thing.WALKABOUT, Action.READ)


@READ
@private_page
@require_safe
def work_view(request: HttpRequest) -> HttpResponse:
    """Walkabouts to come, held, cancelled, and those of which nobody said."""
    show, tabs = tabs_of(request.GET.get("show", ""), WALKABOUT_TABS)
    form = WalkaboutsForm(request.GET)
    reader = reader_of(request)
    page = walkabout_list_for(reader, form.wanted(show), page=request.GET.get("page", 1))
    context = {
        "form": form,
        "tabs": tabs,
        "show": show,
        "page": page,
        "may_plan": reader.may(Thing.WALKABOUT_PLAN, Action.CHANGE),
        "today": timezone.localdate(),
    }
    return render(request, "walkabouts/work.html", context)


@READ
@private_page
@require_safe
def estates_view(request: HttpRequest) -> HttpResponse:
    """The reader's estates: last walked, next, open actions."""
    form = EstatesForm(request.GET)
    reader = reader_of(request)
    page = estate_list_for(reader, form.wanted(), page=request.GET.get("page", 1))
    may_plan = reader.may(Thing.WALKABOUT_PLAN, Action.CHANGE)
    context = {"form": form, "page": page, "may_plan": may_plan}
    return render(request, "walkabouts/work_estates.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def estate_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One estate: its route, its plan, its walkabouts and what is open."""
    reader = reader_of(request)
    estate = estate_get_for(reader, pk)
    wanted = WalkaboutsWanted(show="all", estate=pk)
    context = {
        "estate": estate,
        "plan": plan_open_of(estate),
        "stops": stops_of(estate),
        "page": walkabout_list_for(reader, wanted, page=request.GET.get("page", 1), per_page=12),
        "actions": still_open(estate),
        "runs": may_run(reader, estate.landlord_id),
        "today": timezone.localdate(),
        "crumbs": [(_("Estates"), reverse("walkabouts:work-estates")), (estate.name, "")],
    }
    return render(request, "walkabouts/work_estate.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def walkabout_view(request: HttpRequest, key: str) -> HttpResponse:
    """One walkabout: when, who, what was seen."""
    reader = reader_of(request)
    walkabout = walkabout_get_for(reader, key)
    audit_look(
        target=walkabout, by=signed_in(request), event="walkabout.look", about=str(walkabout)
    )
    context = {
        "walkabout": walkabout,
        "observations": observations_of(walkabout),
        "companions": companions_of(walkabout),
        "moves": walkabout.moves.all(),
        "grades": last_walk(walkabout) if walkabout.held_at else None,
        "runs": may_run(reader, walkabout.landlord_id),
        "approves": is_team(reader),
        "today": timezone.localdate(),
        "crumbs": [(_("Walkabouts"), reverse("walkabouts:work")), (str(walkabout), "")],
    }
    return render(request, "walkabouts/walkabout.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def sheet_view(request: HttpRequest, key: str) -> HttpResponse:
    """A sheet to print and carry: where to stop, what is open since last time, room for notes."""
    walkabout = walkabout_get_for(reader_of(request), key)
    context = {
        "walkabout": walkabout,
        "stops": stops_of(walkabout.estate),
        "actions": still_open(walkabout.estate),
        "last": last_before(walkabout),
        "grades": list(walkabout.scheme.grades.all()),
        "companions": companions_of(walkabout),
        "large": request.GET.get("print") == "large",
        "crumbs": [
            (_("Walkabouts"), reverse("walkabouts:work")),
            (str(walkabout), walkabout.get_absolute_url()),
        ],
    }
    return render(request, "walkabouts/sheet.html", context)


@READ
@private_page
@require_safe
@missing_is_404
def calendar_view(request: HttpRequest, key: str) -> HttpResponse:
    """A walkabout for the calendar of somebody who takes part."""
    walkabout = walkabout_get_for(reader_of(request), key)
    moves = walkabout.moves.count()
    return calendar_answer(walkabout_ics(walkabout, link=walkabout.get_absolute_url(), moves=moves))


@READ
@private_page
@require_safe
@missing_is_404
def photo_view(request: HttpRequest, key: str) -> Any:
    """A photo for those who work on it, approved or not. Opening the large one is logged."""
    photo = photo_get_for(reader_of(request), key)
    small = request.GET.get("size") == "small"
    if not small:
        audit_look(
            target=photo,
            by=signed_in(request),
            event="walkabout-photo.look",
            about=str(photo.observation.walkabout),
        )
    return image_response(photo.file, small=small)


@allow(Thing.WALKABOUT, Action.CHANGE)
@private_page
@require_POST
@missing_is_404
def photo_approve_view(request: HttpRequest, key: str) -> HttpResponse:
    """An officer lets residents see a photo, or not any more."""
    reader = reader_of(request)
    photo = photo_get_for(reader, key)
    if not is_team(reader):
        raise Http404
    doing = photo_hide if request.POST.get("do") == "hide" else photo_approve
    doing(photo=photo, by=signed_in(request))
    return redirect(photo.observation.walkabout.get_absolute_url() + f"#photo-{key}")


@allow(Thing.WALKABOUT, Action.EXPORT)
@private_page
@require_safe
def export_view(request: HttpRequest, what: str) -> HttpResponse:
    """What the list shows, as CSV: walkabouts, observations or actions."""
    reader = reader_of(request)
    if what == "actions":
        show, _tabs = tabs_of(request.GET.get("show", ""), ACTION_TABS)
        data, rows = actions_csv(actions_wanted(reader, ActionsForm(request.GET).wanted(show)))
    elif what in {"walkabouts", "observations"}:
        show, _tabs = tabs_of(request.GET.get("show", ""), WALKABOUT_TABS)
        wanted = walkabouts_wanted(reader, WalkaboutsForm(request.GET).wanted(show))
        data, rows = (walkabouts_csv if what == "walkabouts" else observations_csv)(wanted)
    else:
        raise Http404
    audit_record(
        event="walkabout.export",
        target=None,
        by=signed_in(request),
        about=what,
        after={"rows": rows, "landlords": sorted(landlord_ids(reader))},
    )
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{what}.csv"'
    return response
