"""Accepting an invitation by its link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from heard.access import Action, Thing, open_to_anyone
from heard.accounts.errors import PeopleError
from heard.accounts.invitations import invitation_accept, invitation_find
from heard.accounts.views.entering import enter

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_anyone(Thing.SIGN_IN, Action.CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
def invitation_view(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody is invited to be. Opening the link does nothing; its button accepts."""
    invitation = invitation_find(token)
    if request.method == "POST" and invitation is not None:
        try:
            user = invitation_accept(invitation=invitation)
        except PeopleError:
            return redirect("accounts:invitation", token)
        return enter(request, user, email=invitation.email)
    context = {"invitation": invitation, "council": settings.COUNCIL_NAME}
    status = 200 if invitation else 404
    return render(request, "accounts/invitation.html", context, status=status)
