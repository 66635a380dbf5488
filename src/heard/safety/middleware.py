"""Headers that every answer carries, whoever gives it: pages, files, redirects, faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.access.reader import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Heard asks a browser for none of these; passkeys alone are used, on its own pages.
_UNUSED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join(
    (
        *(f"{name}=()" for name in _UNUSED),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    )
)
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "X-Permitted-Cross-Domain-Policies": "none",
}
_FAULT = 400


class HeadersMiddleware:
    """Give every answer the headers that keep it to Heard's own pages and this reader."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with its headers. What a view set itself stays."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if _is_for_one(request, response):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _is_for_one(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the page was made for one reader, or is a fault that may be gone in a minute."""
    reader = getattr(request, "reader", NOBODY)
    return reader.user_id is not None or response.status_code >= _FAULT
