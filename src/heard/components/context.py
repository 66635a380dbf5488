"""What every page is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - Django's signature
    """Names shown on every page."""
    return {"service_name": "Heard"}
