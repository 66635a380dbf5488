"""Signing in by e-mail, by a code or a link in the same message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from heard.access import Action, Thing, open_to_anyone
from heard.accounts.codes import code_is_over, code_send, code_take, link_email, link_take
from heard.accounts.forms import CodeForm, EmailForm
from heard.accounts.people import email_tidy, person_for
from heard.accounts.views.entering import enter, page_after
from heard.environment import OIDC
from heard.safety.guard import throttled

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from heard.accounts.models import SignInCode

ASKED = "heard_code"  # which code was asked for in this browser


def _email_key(request: HttpRequest) -> dict[str, str]:
    return {"email": email_tidy(request.POST.get("email", ""))}


@open_to_anyone(Thing.SIGN_IN, Action.CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
@throttled("sign-in.code", keys=_email_key)
def sign_in_view(request: HttpRequest) -> HttpResponse:
    """Ask for an e-mail address and send a code; the other ways to sign in stand below."""
    if request.user.is_authenticated:
        return redirect(page_after(request) or settings.LOGIN_REDIRECT_URL)
    form = EmailForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        sent = _send(request, form.cleaned_data["email"])
        request.session[ASKED] = {"pk": sent.pk, "email": sent.email}
        return redirect(_with_next("accounts:code", page_after(request)))
    context = {
        "form": form,
        "next": page_after(request),
        "council": settings.COUNCIL_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
        "council_provider": OIDC,
    }
    return render(request, "accounts/sign_in.html", context)


@open_to_anyone(Thing.SIGN_IN, Action.CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
@throttled("sign-in.try")
def code_view(request: HttpRequest) -> HttpResponse:
    """Take the code that was sent."""
    asked = request.session.get(ASKED)
    if asked is None or request.user.is_authenticated:
        return redirect("accounts:sign-in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = code_take(pk=asked["pk"], typed=form.cleaned_data["code"])
        if email:
            del request.session[ASKED]
            return enter(request, person_for(email), email=email, after=page_after(request))
        over = code_is_over(pk=asked["pk"])
        form.add_error("code", _too_late() if over else _("This isn’t the code that we sent."))
    context = {"form": form, "email": asked["email"], "next": page_after(request)}
    return render(request, "accounts/code.html", context)


@open_to_anyone(Thing.SIGN_IN, Action.CHANGE)
@never_cache
@require_http_methods(["GET", "POST"])
def link_view(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by the link in the message, once a button is pressed.

    Programs that look through mail open links, but press no buttons.
    """
    if request.method == "POST" and (email := link_take(token=token)):
        return enter(request, person_for(email), email=email, after=page_after(request))
    context = {"email": link_email(token), "next": page_after(request)}
    return render(request, "accounts/link.html", context, status=200 if context["email"] else 404)


def _send(request: HttpRequest, email: str) -> SignInCode:
    after = page_after(request)

    def link(token: str) -> str:
        path = _with_next("accounts:link", after, token)
        return request.build_absolute_uri(path)

    return code_send(email=email, link=link)


def _with_next(name: str, after: str, *args: str) -> str:
    query = f"?{urlencode({'next': after})}" if after else ""
    return reverse(name, args=args) + query


def _too_late() -> str:
    return _("This code no longer works. Go back and ask for a new one.")
