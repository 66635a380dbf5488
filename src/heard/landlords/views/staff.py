"""Pages on which staff keep landlords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow, reader_of
from heard.landlords.errors import InUseError
from heard.landlords.exchange import TABLES
from heard.landlords.forms import FilterForm, LandlordForm, RenameForm
from heard.landlords.selectors import (
    borough_list,
    estate_list,
    homes_of,
    landlord_bare_for,
    landlord_get_for,
    landlord_history,
    landlord_list_for,
    landlord_story,
    landlord_version,
)
from heard.landlords.services import landlord_delete, landlord_restore
from heard.landlords.services.landlords import RESTORABLE
from heard.landlords.views.answers import missing_is_404, posted, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.landlords.models import Landlord


@allow(Thing.REGISTER, Action.READ)
@require_safe
def staff_list_view(request: HttpRequest) -> HttpResponse:
    """The register, with everything that staff can do with it."""
    form = FilterForm(request.GET, boroughs=borough_list())
    wanted = form.wanted()
    page = landlord_list_for(reader_of(request), page=request.GET.get("page", 1), **wanted)
    context = {
        "form": form,
        "page": page,
        "filtered": any(wanted.values()),
        "boroughs": form.boroughs.values(),
        "files": list(TABLES),
        "crumbs": [(_("Staff"), reverse("staff"))],
        **wanted,
    }
    return render(request, "landlords/staff_list.html", context)


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
def add_view(request: HttpRequest) -> HttpResponse:
    """Take a landlord into the register."""
    form = LandlordForm(posted(request))
    landlord = form.create(by=signed_in(request)) if form.is_valid() else None
    if landlord:
        messages.success(request, _("%(name)s is in the register.") % {"name": landlord})
        return redirect("landlords:staff-detail", landlord.slug)
    context = {
        "form": form,
        "heading": _("Add a landlord"),
        "back": reverse("landlords:staff-list"),
        "crumbs": [(_("Register"), reverse("landlords:staff-list"))],
    }
    return render(request, "landlords/form.html", context)


@allow(Thing.REGISTER, Action.READ)
@require_safe
@missing_is_404
def staff_detail_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything the register holds of a landlord, each with its way to change it."""
    landlord = landlord_get_for(reader_of(request), slug)
    context = {
        "landlord": landlord,
        "story": landlord_story(landlord),
        "estates": estate_list(landlord),
        "homes": homes_of(reader_of(request), landlord),
        "crumbs": [(_("Register"), reverse("landlords:staff-list"))],
    }
    return render(request, "landlords/staff_detail.html", context)


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def edit_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct a landlord's own fields."""
    landlord = landlord_bare_for(reader_of(request), slug)
    initial = {name: getattr(landlord, name) for name in RESTORABLE}
    form = LandlordForm(posted(request), initial=initial)
    if form.is_valid() and form.update(landlord, by=signed_in(request)):
        return _saved(request, landlord)
    hint = _("To correct a mistake. If it changed its name, use “Give it a new name” instead.")
    return _form(request, landlord, form, _("Correct %(name)s") % {"name": landlord}, hint)


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def rename_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a landlord a new name, the old one kept."""
    landlord = landlord_bare_for(reader_of(request), slug)
    form = RenameForm(posted(request))
    if form.is_valid() and form.store(landlord, by=signed_in(request)):
        return _saved(request, landlord)
    hint = _("Its old name is kept, so that people who know it still find it.")
    return _form(request, landlord, form, _("Give %(name)s a new name") % {"name": landlord}, hint)


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def remove_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Remove a landlord entered by mistake, after a second look."""
    landlord = landlord_bare_for(reader_of(request), slug)
    if request.method == "POST":
        try:
            landlord_delete(landlord=landlord, by=signed_in(request))
        except InUseError as error:
            messages.error(request, str(error))
            return redirect("landlords:staff-detail", slug)
        messages.success(request, _("%(name)s was removed.") % {"name": landlord})
        return redirect("landlords:staff-list")
    context = {
        "heading": _("Remove %(name)s from the register?") % {"name": landlord},
        "hint": _("Its codes and names go with it. Only for one that was entered by mistake."),
        "button": _("Remove"),
        "back": reverse("landlords:staff-detail", args=[slug]),
    }
    return render(request, "landlords/confirm.html", context)


@allow(Thing.REGISTER, Action.READ)
@require_safe
@missing_is_404
def history_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Who changed what of a landlord, when and why."""
    landlord = landlord_bare_for(reader_of(request), slug)
    page = landlord_history(reader_of(request), landlord, page=request.GET.get("page", 1))
    undoable = [row for row in page if row.version]
    context = {
        "landlord": landlord,
        "page": page,
        "undoable": undoable,
        "crumbs": _crumbs(landlord),
    }
    return render(request, "landlords/history.html", context)


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def restore_view(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Put a landlord's own fields back as they were, after a look at what would change."""
    landlord = landlord_bare_for(reader_of(request), slug)
    row = landlord_version(landlord, version)
    if request.method == "POST":
        landlord_restore(landlord=landlord, version=version, by=signed_in(request))
        return _saved(request, landlord)
    context = {
        "heading": _("Put %(name)s back as it was?") % {"name": landlord},
        "row": row,
        "button": _("Put back"),
        "back": reverse("landlords:history", args=[slug]),
        "crumbs": _crumbs(landlord),
    }
    return render(request, "landlords/confirm.html", context)


def _form(
    request: HttpRequest, landlord: Landlord, form: object, heading: str, hint: str
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "hint": hint,
        "back": reverse("landlords:staff-detail", args=[landlord.slug]),
        "crumbs": _crumbs(landlord),
    }
    return render(request, "landlords/form.html", context)


def _saved(request: HttpRequest, landlord: Landlord) -> HttpResponse:
    messages.success(request, _("Saved. The version before is in the history."))
    return redirect("landlords:staff-detail", landlord.slug)


def _crumbs(landlord: Landlord) -> list[tuple[str, str]]:
    return [
        (_("Register"), reverse("landlords:staff-list")),
        (landlord.name, reverse("landlords:staff-detail", args=[landlord.slug])),
    ]
