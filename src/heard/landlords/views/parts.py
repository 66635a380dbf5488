"""Add, change and remove what belongs to a landlord: one view each for every part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from heard.access import Action, Thing, allow, reader_of
from heard.landlords.errors import InUseError
from heard.landlords.forms import PARTS
from heard.landlords.selectors import landlord_bare_for, part_get_for
from heard.landlords.views.answers import missing_is_404, posted, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.landlords.forms import Part
    from heard.landlords.models import Landlord


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def part_add_view(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Add something to a landlord."""
    landlord, kind = landlord_bare_for(reader_of(request), slug), _part(part)
    form = kind.form(posted(request), landlord=landlord)
    if form.is_valid() and form.store(by=signed_in(request)):
        return _done(request, landlord, part, _("Added."))
    return _page(request, "form", landlord, part, form=form, heading=kind.add)


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def part_change_view(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponse:
    """Correct something of a landlord."""
    landlord, kind = landlord_bare_for(reader_of(request), slug), _part(part)
    if kind.change is None:
        raise Http404
    row = part_get_for(reader_of(request), landlord, kind.model, pk)
    form = kind.form(posted(request), landlord=landlord, row=row)
    if form.is_valid() and form.store(by=signed_in(request)):
        return _done(request, landlord, part, _("Saved. The version before is in the history."))
    return _page(request, "form", landlord, part, form=form, heading=kind.change, hint=row)


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def part_remove_view(request: HttpRequest, slug: str, part: str, pk: int) -> HttpResponse:
    """Remove something of a landlord, after a second look."""
    landlord, kind = landlord_bare_for(reader_of(request), slug), _part(part)
    row = part_get_for(reader_of(request), landlord, kind.model, pk)
    if request.method == "POST":
        try:
            kind.remover(**{kind.removed: row}, by=signed_in(request))
        except InUseError as error:
            messages.error(request, str(error))
            return redirect("landlords:staff-detail", slug)
        return _done(request, landlord, part, _("Removed. It stays in the history."))
    return _page(
        request, "confirm", landlord, part, heading=kind.remove, hint=row, button=_("Remove")
    )


def _part(name: str) -> Part:
    if name not in PARTS:
        raise Http404
    return PARTS[name]


def _page(
    request: HttpRequest, template: str, landlord: Landlord, part: str, **context: Any
) -> HttpResponse:
    home = reverse("landlords:staff-detail", args=[landlord.slug])
    register = reverse("landlords:staff-list")
    crumbs = [(_("Register"), register), (landlord.name, home)]
    context |= {"back": f"{home}#{part}", "crumbs": crumbs}
    return render(request, f"landlords/{template}.html", context)


def _done(request: HttpRequest, landlord: Landlord, part: str, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(reverse("landlords:staff-detail", args=[landlord.slug]) + f"#{part}")
