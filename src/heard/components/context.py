"""What every page is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.access import NOBODY, STAFF, Action, Thing, reader_of
from heard.landlords.models import Borough

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise as Lazy

    from heard.access import Reader

# Label, name of the address, and what somebody must be allowed to see the entry, in the order
# shown. An address that stands twice is shown once.
MENU: tuple[tuple[Lazy, str, Thing, Action], ...] = (
    (lazy("Your desk"), "desk:desk", Thing.DESK, Action.READ),
    (lazy("Say what is wrong"), "raise:start", Thing.RAISING, Action.CHANGE),
    (lazy("Follow your concern"), "follow:list", Thing.OWN_CONCERN, Action.READ),
    (lazy("Raised for others"), "follow:others", Thing.RAISED_FOR_OTHERS, Action.READ),
    (lazy("Find your landlord"), "landlords:list", Thing.PUBLIC_PAGES, Action.READ),
    (lazy("Compare landlords"), "measures:boroughs", Thing.PUBLIC_PAGES, Action.READ),
    (lazy("Measures"), "measures:list", Thing.PUBLIC_PAGES, Action.READ),
    (lazy("Reviews"), "reviews:list", Thing.PUBLISHED_REVIEW, Action.READ),
    (lazy("Reviews"), "review-work:list", Thing.REVIEW, Action.READ),
    (lazy("Reviews"), "self-assessment:list", Thing.SELF_ASSESSMENT, Action.READ),
    (lazy("Good practice"), "practices:list", Thing.PUBLISHED_PRACTICE, Action.READ),
    (lazy("Commitments"), "tracker:list", Thing.TRACKER, Action.READ),
    (lazy("Commitments"), "charter-work:list", Thing.GROUP_WORK, Action.READ),
    (lazy("Commitments"), "commitments:list", Thing.COMMITMENT_REPORT, Action.READ),
    (lazy("Walkabouts"), "walkabouts:list", Thing.PUBLISHED_WALKABOUT, Action.READ),
    (lazy("Walk estates"), "walkabouts:work", Thing.WALKABOUT, Action.READ),
    (lazy("Warnings"), "landlord-warnings:list", Thing.LANDLORD_WARNING, Action.READ),
    (lazy("Themes"), "landlord-themes:list", Thing.LANDLORD_THEMES, Action.READ),
    (lazy("Cases"), "workspace:list", Thing.LANDLORD_CASE, Action.READ),
    (lazy("Cases"), "councillor:list", Thing.REFERRED_CASE, Action.READ),
    (lazy("Working group"), "group:list", Thing.GROUP, Action.READ),
    (lazy("Audit log"), "audit:list", Thing.AUDIT, Action.READ),
    (lazy("Cases"), "cases:today", Thing.CASEWORK, Action.READ),
    (lazy("Warnings"), "warnings:list", Thing.WARNING, Action.READ),
    (lazy("Themes"), "themes:list", Thing.THEMES, Action.READ),
    (lazy("Staff"), "staff", Thing.REGISTER, Action.READ),
    (lazy("People"), "accounts:people", Thing.PEOPLE, Action.READ),
    (lazy("Our people"), "accounts:our-people", Thing.LANDLORD_PEOPLE, Action.READ),
    (lazy("Account"), "accounts:account", Thing.ACCOUNT, Action.READ),
)


# How much waits at an address, for the menu; the part that it belongs to puts it here.
COUNTS: dict[str, Callable[[Reader], int | None]] = {}
# What staff find on the front page, to leave room for their own.
RESIDENTS_OWN = frozenset({"raise:start", "follow:list", "walkabouts:list"})
# What everybody may read, left out where an entry of one's own stands in its place.
OWN_INSTEAD = {
    "reviews:list": frozenset({"review-work:list", "self-assessment:list"}),
    "tracker:list": frozenset({"charter-work:list", "commitments:list"}),
}


def site(request: HttpRequest) -> dict[str, Any]:
    """Names, the menu and the warning of a demonstration, shown on every page."""
    return {
        "service_name": "Heard",
        "navigation": _counted(request, _items(request.path, _menu(request))),
        "footer_links": _items(request.path, _footer(request)),
        "made_up": SimpleLazyObject(_made_up),
    }


def _menu(request: HttpRequest) -> list[tuple[str, str]]:
    """Labels and addresses of the menu: what everybody sees, and what this reader may do."""
    reader = reader_of(request)
    at_work = bool(reader.roles & STAFF)
    seen: dict[str, tuple[str, str]] = {}
    for label, name, thing, action in MENU:
        if reader.may(thing, action) and not (at_work and name in RESIDENTS_OWN):
            seen.setdefault(name, (str(label), reverse(name)))
    return [entry for name, entry in seen.items() if not OWN_INSTEAD.get(name, set()) & set(seen)]


def _counted(request: HttpRequest, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, with how much waits where something counts it."""
    counts = {reverse(name): count for name, count in COUNTS.items()}
    for item in items:
        if item["url"] in counts:
            item["count"] = counts[item["url"]](reader_of(request))
    return items


def _footer(request: HttpRequest) -> list[tuple[str, str]]:
    """Labels and addresses at the foot of each page."""
    signed_in = reader_of(request) is not NOBODY
    return [
        (_("Accessibility"), reverse("accessibility")),
        (_("Sources and methods"), reverse("measures:sources")),
        (_("How the figures are made"), reverse("measures:methods")),
        (_("What residents say"), reverse("what-residents-say:list")),
        (_("Early warnings"), reverse("early-warnings:summary")),
        *([] if signed_in else [(_("Sign in"), reverse("accounts:sign-in"))]),
    ]


def _items(path: str, entries: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The entries, with the one that leads to this page marked."""
    nearest = max((url for _label, url in entries if path.startswith(url)), key=len, default="")
    return [
        {"label": label, "url": url, "active": url == nearest, "exact": path == url}
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
