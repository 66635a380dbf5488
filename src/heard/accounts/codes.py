"""Signing in by e-mail: a code to type in, and a link, in one message.

The same happens for an address that is known and for one that isn't, so nobody learns which are.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from heard.accounts.models import SignInCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

DIGITS = 6
MINUTES = 15
MOST_TRIES = 5  # and rules.py holds how many codes an address is sent
KEPT = timedelta(days=1)


def digest(kind: str, text: str) -> str:
    """What the store keeps of a secret: enough to know it again, not enough to use it."""
    return salted_hmac(f"heard.accounts.{kind}", text, algorithm="sha256").hexdigest()


def code_send(*, email: str, link: Callable[[str], str]) -> SignInCode:
    """Send a new code and link. `link` makes an address of a token.

    Codes sent before to the same address no longer work.
    """
    now = timezone.now()
    code = "".join(secrets.choice("0123456789") for _digit in range(DIGITS))
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        SignInCode.objects.filter(expires_at__lt=now - KEPT).delete()
        SignInCode.objects.filter(email=email, used_at=None).update(expires_at=now)
        sent = SignInCode.objects.create(
            email=email,
            code_digest=digest("code", f"{email} {code}"),
            link_digest=digest("link", token),
            made_at=now,
            expires_at=now + timedelta(minutes=MINUTES),
        )
    context = {"code": f"{code[:3]} {code[3:]}", "link": link(token), "minutes": MINUTES}
    EmailMessage(
        _("Your code is %(code)s") % context,
        render_to_string("accounts/email/code.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [email],
    ).send()
    return sent


def code_take(*, pk: int, typed: str, now: datetime | None = None) -> str | None:
    """The address that typing in this code proves; none if it is wrong, used up or too old."""
    now = now or timezone.now()
    live = SignInCode.objects.filter(pk=pk, used_at=None, expires_at__gt=now, tries__lt=MOST_TRIES)
    # Counted before it is looked at, so that many tries at once are no more than many in a row.
    if not live.update(tries=F("tries") + 1):
        return None
    sent = SignInCode.objects.get(pk=pk)
    bare = "".join(letter for letter in typed if letter.isdigit())
    if not hmac.compare_digest(sent.code_digest, digest("code", f"{sent.email} {bare}")):
        return None
    return _use(sent, now)


def code_is_over(*, pk: int) -> bool:
    """Whether typing in a code any more is of no use."""
    now = timezone.now()
    live = SignInCode.objects.filter(pk=pk, used_at=None, expires_at__gt=now, tries__lt=MOST_TRIES)
    return not live.exists()


def link_email(token: str) -> str | None:
    """The address that a link was sent to, if it still works."""
    sent = _live_link(token, timezone.now())
    return sent.email if sent else None


def link_take(*, token: str) -> str | None:
    """The address that opening this link proves; none if it was used or is too old."""
    now = timezone.now()
    sent = _live_link(token, now)
    return _use(sent, now) if sent else None


def _live_link(token: str, now: datetime) -> SignInCode | None:
    return SignInCode.objects.filter(
        link_digest=digest("link", token), used_at=None, expires_at__gt=now
    ).first()


def _use(sent: SignInCode, now: datetime) -> str | None:
    used = SignInCode.objects.filter(pk=sent.pk, used_at=None).update(used_at=now)
    return sent.email if used else None
