"""How django-allauth does what it does for Heard."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from heard.accounts.invitations import invitation_accept, invitations_open_for
from heard.accounts.people import email_tidy, person_find, person_for
from heard.accounts.selectors import reader_for_user
from heard.accounts.sessions import is_staff
from heard.notices.services import notice_queue
from heard.safety.guard import address_of

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest

CHANGES = {
    "totp_activated": _lazy("An authenticator app was set up."),
    "totp_deactivated": _lazy("The authenticator app was removed."),
    "webauthn_added": _lazy("A passkey was added."),
    "webauthn_removed": _lazy("A passkey was removed."),
    "recovery_codes_generated": _lazy("New recovery codes were made."),
    "account_connected": _lazy("The council’s own sign-in was connected."),
}
UNSAID = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Signing in and out."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's
        """Nobody signs up by allauth's own form."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where the request comes from, as far as it can be believed."""
        address = address_of(request)
        return "0.0.0.0" if address == "unknown" else address.partition("/")[0]  # noqa: S104 - no address, not one to listen on

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, *_args: Any, **_kwargs: Any
    ) -> None:
        """Tell somebody that a way to sign in as them was added or removed."""
        what = CHANGES.get(template_prefix.rpartition("/")[2])
        email = getattr(user, "email", "")
        if what is not None and email:
            notice_queue(
                key=f"account.changed {user.pk} {uuid4()}",
                template="account.changed",
                to=email,
                context={"what": str(what)},
                about="",
            )

    def add_message(
        self, request: HttpRequest, level: int, message_template: Any = None, *args: Any, **kw: Any
    ) -> None:
        """Say what matters; that somebody is signed in they can see."""
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kw)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Passkeys and one-time codes."""

    def build_totp_svg(self, url: str) -> str:
        """The code as a picture that needs no style of its own, which our policy forbids."""
        return str(segno.make(url).svg_inline(scale=4, border=4, light="#fff"))

    def encrypt(self, text: str) -> str:
        """A secret as the store keeps it: of no use to whoever has the store alone."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep at least one second factor."""
        if not is_staff(reader_for_user(authenticator.user)):
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 - allauth's name
        """What a new passkey is called unless somebody says otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        return "Heard"


class CouncilAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """The council's own sign-in, which lets in only whom Heard knows or has invited."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find whose sign-in it is, by an address that the council's sign-in vouches for."""
        if sociallogin.is_existing:
            return
        emails = [
            email_tidy(each.email) for each in sociallogin.email_addresses if each.verified is True
        ]
        user = next(filter(None, map(_known, emails)), None)
        if user is None:
            _refuse(request, _("The council’s sign-in doesn’t tell us of an address that we know."))
        sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> None:
        """Say so on the page where people sign in."""
        _refuse(request, _("The council’s sign-in didn’t work this time. Try again."))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - allauth's
        """Nobody becomes known by this alone."""
        return False


def _known(email: str) -> AbstractBaseUser | None:
    invited = list(invitations_open_for(email))
    if not invited:
        return person_find(email)
    user = person_for(email)
    for invitation in invited:
        invitation_accept(invitation=invitation, user=user)
    return user


def _refuse(request: HttpRequest, message: str) -> None:
    messages.error(request, message)
    raise ImmediateHttpResponse(redirect("accounts:sign-in"))


def _cipher() -> Fernet:
    key = hashlib.sha256(b"heard.accounts.factors" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
