"""The guard at a page's door. Each view says what it is about; the table says who may in."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

from heard.access.reader import reader_of
from heard.access.table import ALLOWED

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from heard.access.table import Action, Thing

    View = Callable[..., HttpResponseBase]


def allow(thing: Thing, action: Action) -> Callable[[View], View]:
    """Let in whom the table lets. LoginRequiredMiddleware has sent strangers to sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not reader_of(request).may(thing, action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = (thing, action)  # type: ignore[attr-defined] # read by the access test
        return guarded

    return decorate


def open_to_anyone(thing: Thing, action: Action) -> Callable[[View], View]:
    """A page that needs no sign-in, where the table says so."""
    if not ALLOWED[thing, action].anyone:
        raise ValueError(f"The table doesn't let just anyone {action} {thing}.")

    def decorate(view: View) -> View:
        return login_not_required(allow(thing, action)(view))

    return decorate
