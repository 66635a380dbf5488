"""Guards for views: not too often, and never kept by a browser or a proxy."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings

from heard.safety.addresses import client_address
from heard.safety.answers import too_many_answer
from heard.safety.services import Allowed, Wait, throttle_hit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponseBase

    View = Callable[..., HttpResponseBase]
    Keys = Callable[[HttpRequest], Mapping[str, str]]


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; see `client_address`."""
    return client_address(
        remote=request.META.get("REMOTE_ADDR", ""),
        forwarded=request.META.get("HTTP_X_FORWARDED_FOR", ""),
        trusted=settings.TRUSTED_PROXIES,
    )


def keys_of(request: HttpRequest) -> dict[str, str]:
    """Who sends the request: their account or session, where there is one, and their address."""
    keys = {"address": address_of(request)}
    user = getattr(request, "user", None)
    session = getattr(request, "session", None)
    if user is not None and user.is_authenticated:
        keys["person"] = f"user {user.pk}"
    elif session is not None and session.session_key:
        keys["person"] = f"session {session.session_key}"
    return keys


def throttled(scope: str, *, keys: Keys | None = None) -> Callable[[View], View]:
    """Hold whoever sends this form to the rules of the scope. Looking at pages isn't counted.

    `keys` gives more about who it is, such as their e-mail address. Over a rule that makes people
    wait, they get a page that says so and keeps what they typed. Over one that moderates, the view
    runs and finds why in `throttle_of(request).moderate`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                more = keys(request) if keys else {}
                found = throttle_hit(scope=scope, keys={**keys_of(request), **more})
                if isinstance(found, Wait):
                    return too_many_answer(request, found.seconds)
                request.throttle = found  # type: ignore[attr-defined] # read by throttle_of
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def throttle_of(request: HttpRequest) -> Allowed:
    """What the rules said about this request."""
    found = getattr(request, "throttle", Allowed())
    if not isinstance(found, Allowed):
        raise TypeError(f"request.throttle is {type(found).__name__}")
    return found


def private_page(view: View) -> View:
    """Mark a page that shows personal data: no browser, proxy or search engine keeps it."""

    @wraps(view)
    def private(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return private
