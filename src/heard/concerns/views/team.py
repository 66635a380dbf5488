"""What every page of the team shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.access import reader_of
from heard.concerns.actors import team
from heard.landlords.views.answers import signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.concerns.actors import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Whoever of the team sent the request."""
    return team(signed_in(request), reader_of(request))


def page(
    request: HttpRequest, template: str, /, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the team's, with its own menu and search box."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    entries = [
        (_("Today"), "cases:today"),
        (_("All cases"), "cases:list"),
        (_("Enter a concern"), "cases:enter"),
        (_("Reply templates"), "cases:templates"),
    ]
    context["team_menu"] = [
        {"label": label, "url": reverse(name), "active": here == name} for label, name in entries
    ]
    return render(request, f"cases/{template}.html", context, status=status)
