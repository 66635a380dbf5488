"""Leading on: from a form of ours to another site, and past a question nobody can answer."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def posted_elsewhere(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send on by a page instead of a redirect, whose target our policy for forms would forbid."""

    @require_POST
    @wraps(view)
    def sent_on(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        target = response.headers.get("Location", "")
        if isinstance(response, HttpResponseRedirect) and target.startswith("http"):
            return render(request, "accounts/elsewhere.html", {"target": target})
        return response

    return sent_on


def if_there_is_a_way(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask somebody to show that it is still them only if they have something to show it with."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not get_adapter().get_reauthentication_methods(request.user):
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return asked
