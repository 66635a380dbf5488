"""Letting somebody in who has proved an e-mail address; django-allauth asks for what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.accounts.models import User


def enter(request: HttpRequest, user: User, *, email: str, after: str = "") -> HttpResponse:
    """Sign them in, or lead to the page that asks for their second factor."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, method="code", email=email)
    login = Login(user=user, email=email, redirect_url=after or None)
    return perform_login(request, login)  # type: ignore[no-any-return] # allauth has no types


def page_after(request: HttpRequest) -> str:
    """The page of ours that somebody wanted before they were sent to sign in; else nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, hosts, require_https=settings.HTTPS)
    return wanted if safe else ""
