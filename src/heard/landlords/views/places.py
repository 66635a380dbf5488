"""Pages on which staff keep boroughs and their wards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heard.access import Action, Thing, allow
from heard.landlords.errors import InUseError
from heard.landlords.forms import BoroughForm, WardForm
from heard.landlords.selectors import borough_get, ward_get, ward_list
from heard.landlords.services import ward_delete
from heard.landlords.views.answers import missing_is_404, posted, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.landlords.models import Borough

_WARD_FIELDS = ("name", "gss_code", "valid_from", "valid_to")


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
def borough_add_view(request: HttpRequest) -> HttpResponse:
    """Take a borough in."""
    form = BoroughForm(posted(request))
    borough = form.store(by=signed_in(request)) if form.is_valid() else None
    if borough:
        messages.success(request, _("%(name)s was added.") % {"name": borough})
        return redirect("landlords:wards", borough.slug)
    context = {
        "form": form,
        "heading": _("Add a borough"),
        "back": reverse("landlords:staff-list"),
        "crumbs": [(_("Register"), reverse("landlords:staff-list"))],
    }
    return render(request, "landlords/form.html", context)


@allow(Thing.REGISTER, Action.READ)
@require_safe
@missing_is_404
def wards_view(request: HttpRequest, borough: str) -> HttpResponse:
    """Wards of a borough, with when they stood."""
    place = borough_get(borough)
    context = {
        "borough": place,
        "wards": ward_list(place),
        "crumbs": [(_("Register"), reverse("landlords:staff-list"))],
    }
    return render(request, "landlords/wards.html", context)


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def ward_view(request: HttpRequest, borough: str, pk: int | None = None) -> HttpResponse:
    """Take a ward in, or correct it."""
    place = borough_get(borough)
    ward = ward_get(place, pk) if pk else None
    initial = {name: getattr(ward, name) for name in _WARD_FIELDS} if ward else {}
    form = WardForm(posted(request), initial=initial)
    if form.is_valid() and form.store(place, ward, by=signed_in(request)):
        messages.success(request, _("Saved."))
        return redirect("landlords:wards", borough)
    context = {
        "form": form,
        "heading": _("Correct a ward") if ward else _("Add a ward"),
        "hint": _("A ward whose boundaries changed is a new ward: give the old one an end."),
        "back": reverse("landlords:wards", args=[borough]),
        "crumbs": _crumbs(place),
    }
    return render(request, "landlords/form.html", context)


@allow(Thing.REGISTER, Action.CHANGE)
@require_http_methods(["GET", "POST"])
@missing_is_404
def ward_remove_view(request: HttpRequest, borough: str, pk: int) -> HttpResponse:
    """Remove a ward entered by mistake, after a second look."""
    place = borough_get(borough)
    ward = ward_get(place, pk)
    if request.method == "POST":
        try:
            ward_delete(ward=ward, by=signed_in(request))
            messages.success(request, _("Removed. It stays in the history."))
        except InUseError as error:
            messages.error(request, str(error))
        return redirect("landlords:wards", borough)
    context = {
        "heading": _("Remove this ward?"),
        "hint": ward,
        "button": _("Remove"),
        "back": reverse("landlords:wards", args=[borough]),
        "crumbs": _crumbs(place),
    }
    return render(request, "landlords/confirm.html", context)


def _crumbs(borough: Borough) -> list[tuple[str, str]]:
    return [
        (_("Register"), reverse("landlords:staff-list")),
        (
            _("Wards of %(borough)s") % {"borough": borough},
            reverse("landlords:wards", args=[borough.slug]),
        ),
    ]
