"""What every page is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from heard.landlords.models import Borough

if TYPE_CHECKING:
    from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Names, the menu and the warning of a demonstration, shown on every page."""
    return {
        "service_name": "Heard",
        "navigation": _items(request.path, _menu(request)),
        "footer_links": _items(request.path, _footer()),
        "made_up": SimpleLazyObject(_made_up),
    }


def _menu(request: HttpRequest) -> list[tuple[str, str]]:
    """Labels and addresses of the menu; staff see their own pages too."""
    entries = [
        (_("Find your landlord"), reverse("landlords:list")),
        (_("Compare landlords"), reverse("measures:boroughs")),
        (_("Measures"), reverse("measures:list")),
        (_("Sources and methods"), reverse("measures:sources")),
    ]
    user = getattr(request, "user", None)
    if user is not None and user.is_staff:
        entries.append((_("Staff"), reverse("staff")))
    return entries


def _footer() -> list[tuple[str, str]]:
    """Labels and addresses at the foot of each page."""
    return [
        (_("Accessibility"), reverse("accessibility")),
        (_("How the figures are made"), reverse("measures:methods")),
        (_("Staff sign in"), reverse("accounts:sign-in")),
    ]


def _items(path: str, entries: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The entries, with the one that leads to this page marked."""
    return [
        {"label": label, "url": url, "active": path.startswith(url), "exact": path == url}
        for label, url in entries
    ]


def _made_up() -> str:
    """The warning shown on every page of an installation that holds a fictional borough."""
    borough = Borough.objects.filter(is_fictional=True).first()
    if borough is None:
        return ""
    return _("Demonstration. %(borough)s, its landlords, people and figures are made up.") % {
        "borough": borough.name
    }
