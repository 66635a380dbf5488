"""Answers to forms that can't be taken now. What people typed comes back with them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# Never written into a page: secrets, and what belongs to the form and not to the person.
_UNREPEATED = frozenset({"csrfmiddlewaretoken", "password", "code", "otp", "token", "secret"})


def too_many_answer(request: HttpRequest, seconds: int) -> HttpResponse:
    """Say when it can be sent again, and how else to reach the council."""
    context = {
        "minutes": max(1, math.ceil(seconds / 60)),
        "typed": typed_in(request),
        "council_contact": settings.COUNCIL_CONTACT,
    }
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def csrf_failure_view(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Say that the form can't be taken as sent; offer to send it again if it came from Heard.

    A form whose page was open too long carries a token that holds no more, and what was typed need
    not be lost. But another site could have filled the form in, hoping that somebody presses the
    button: so what came from elsewhere, or from nobody knows where, isn't repeated.
    """
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    typed = typed_in(request) if own else []
    response = render(request, "403_csrf.html", {"typed": typed}, status=403)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def bad_request_view(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what can't be read; more files or text than Heard takes has a page of its own."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form held, without files and secrets."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not _UNREPEATED & set(re.split(r"[^a-z]+|(?<=password)", name.lower()))
        for value in values
    ]
