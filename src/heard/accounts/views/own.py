"""One's own account: name, ways to sign in, and where one is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.access import Action, Thing, allow, reader_of
from heard.accounts.browsers import browser_named
from heard.accounts.forms import NameForm
from heard.accounts.landing import landing_for
from heard.accounts.models import Membership
from heard.accounts.sessions import owes_second_factor, sessions_end
from heard.audit.services import audit_record

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.accounts.models import User


@allow(Thing.ACCOUNT, Action.READ)
@never_cache
@require_GET
def start_view(request: HttpRequest) -> HttpResponse:
    """Lead to where somebody's work begins."""
    return redirect(landing_for(reader_of(request)))


@allow(Thing.ACCOUNT, Action.CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
def account_view(request: HttpRequest) -> HttpResponse:
    """Who one is to Heard, and one's name."""
    user = cast("User", request.user)
    form = NameForm(request.POST if request.method == "POST" else None, instance=user)
    if form.is_valid():
        form.save()
        audit_record(event="person.name", target=user, by=user)
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    roles = Membership.objects.filter(user=user, ended_at=None).select_related("landlord", "ward")
    return render(request, "accounts/account.html", {"form": form, "roles": roles})


@allow(Thing.ACCOUNT, Action.READ)
@never_cache
@require_GET
def second_factor_view(request: HttpRequest) -> HttpResponse:
    """Tell staff that they need a second factor, and let them choose which."""
    owing = getattr(request, "owes_second_factor", False)
    if not owing and not owes_second_factor(request, reader_of(request)):
        return redirect("mfa_index")
    context = {"methods": list(Authenticator.objects.filter(user_id=request.user.pk))}
    return render(request, "accounts/second_factor.html", context)


@allow(Thing.ACCOUNT, Action.READ)
@never_cache
@require_GET
def sessions_view(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    found = UserSession.objects.purge_and_list(request.user)
    sessions = [
        {
            "pk": session.pk,
            "browser": browser_named(session.user_agent),
            "at": session.created_at,
            "here": session.session_key == request.session.session_key,
        }
        for session in sorted(found, key=lambda each: each.created_at, reverse=True)
    ]
    crumbs = [(_("Your account"), reverse("accounts:account"))]
    return render(request, "accounts/sessions.html", {"sessions": sessions, "crumbs": crumbs})


@allow(Thing.ACCOUNT, Action.CHANGE)
@require_POST
def session_end_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out in one place."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    messages.success(request, _("You are signed out there."))
    return redirect("accounts:sessions")


@allow(Thing.ACCOUNT, Action.CHANGE)
@require_POST
def everywhere_view(request: HttpRequest) -> HttpResponse:
    """Sign out here and everywhere else."""
    user = cast("User", request.user)
    sessions_end(user)
    audit_record(event="session.end-all", target=user, by=user)
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("accounts:sign-in")


@allow(Thing.ACCOUNT, Action.CHANGE)
@require_POST
def sign_out_view(request: HttpRequest) -> HttpResponse:
    """Sign out here."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("home")
