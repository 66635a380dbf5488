"""The pages of django-allauth that Heard uses, each behind the guard.

Its names for them are kept, since it looks them up. Whatever isn't named here has no address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as council
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from heard.access import Action, Thing, allow, open_to_anyone
from heard.accounts.views.elsewhere import if_there_is_a_way, posted_elsewhere
from heard.accounts.views.sign_in import sign_in_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase
    from django.urls import URLPattern

    View = Callable[..., HttpResponseBase]

entry = open_to_anyone(Thing.SIGN_IN, Action.CHANGE)
own = allow(Thing.ACCOUNT, Action.CHANGE)


def _mine(route: str, view: View, name: str) -> URLPattern:
    return path(f"security/{route}", own(never_cache(view)), name=name)


def _entry(route: str, view: View, name: str) -> URLPattern:
    return path(f"sign-in/{route}", entry(never_cache(view)), name=name)


to_index = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns = [
    path("sign-in/", sign_in_view, name="account_login"),
    _entry("password/", account.LoginView.as_view(), "heard_password"),
    _entry("closed/", account.account_inactive, "account_inactive"),
    _entry("passkey/", webauthn.login_webauthn, "mfa_login_webauthn"),
    _entry("second/", base.authenticate, "mfa_authenticate"),
    _entry("with/<slug:provider_id>/", posted_elsewhere(council.login), "openid_connect_login"),
    _entry("with/<slug:provider_id>/back/", council.callback, "openid_connect_callback"),
    _mine("", base.index, "mfa_index"),
    _mine("confirm/", if_there_is_a_way(base.reauthenticate), "mfa_reauthenticate"),
    _mine(
        "confirm/passkey/",
        if_there_is_a_way(webauthn.reauthenticate_webauthn),
        "mfa_reauthenticate_webauthn",
    ),
    _mine("confirm/password/", if_there_is_a_way(account.reauthenticate), "account_reauthenticate"),
    _mine("app/", totp.activate_totp, "mfa_activate_totp"),
    _mine("app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _mine("passkeys/", to_index, "mfa_list_webauthn"),
    _mine("passkeys/add/", webauthn.add_webauthn, "mfa_add_webauthn"),
    _mine("passkeys/<int:pk>/name/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
    _mine("passkeys/<int:pk>/remove/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    _mine("recovery-codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    _mine("recovery-codes/new/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
]
