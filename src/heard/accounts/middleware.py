"""Sets `request.reader`: who is asking, and what they may do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from heard.access.reader import NOBODY, Reader
from heard.access.roles import Role
from heard.accounts.selectors import reader_for_user
from heard.accounts.sessions import (
    is_staff,
    owes_second_factor,
    session_is_over,
    session_note,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

# What somebody can open who still owes a second factor: setting one up, and leaving.
SETTING_UP = frozenset(
    {
        "accounts:second-factor",
        "accounts:sign-out",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "health",
    }
)


class ReaderMiddleware:
    """Name the reader of each request, end sessions that are over, hold staff to two factors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the reader known."""
        request.reader = _reader(request)  # type: ignore[attr-defined] # read by reader_of
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        *_view: Any,
    ) -> HttpResponseBase | None:
        """Send staff who owe a second factor to the page where they set one up."""
        match = request.resolver_match
        owing = getattr(request, "owes_second_factor", False)
        if owing and match and match.view_name not in SETTING_UP:
            return redirect("accounts:second-factor")
        return None


def _reader(request: HttpRequest) -> Reader:
    reader = reader_for_user(request.user)
    if reader is NOBODY:
        return reader
    request.user.roles_now = reader.roles  # type: ignore[union-attr] # read by the audit log
    staff, now = is_staff(reader), time.time()
    if session_is_over(request.session, staff=staff, now=now):
        logout(request)
        messages.info(request, _("You were signed out because some time has passed."))
        return NOBODY
    if not staff:
        return reader
    session_note(request.session, now=now)
    if owes_second_factor(request, reader):
        request.owes_second_factor = True  # type: ignore[attr-defined] # read in process_view
        return Reader(user_id=reader.user_id, roles=frozenset({Role.RESIDENT}))
    return reader
