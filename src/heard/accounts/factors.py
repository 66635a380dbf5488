"""Second factors: what is noted when one is set up, and forgetting those that were lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.db import transaction

from heard.accounts.sessions import sessions_end
from heard.audit.services import audit_record

if TYPE_CHECKING:
    from django.http import HttpRequest

    from heard.accounts.models import User


def factor_added(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:  # noqa: ARG001 - a signal's
    """Receiver: setting a passkey or an app up has shown that they hold it."""
    user = authenticator.user
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request,
            user,
            method="mfa",
            id=authenticator.pk,
            type=authenticator.type,
            reauthenticated=True,
        )
    audit_record(event="factor.add", target=user, by=user, after={"kind": authenticator.type})


def factor_removed(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:  # noqa: ARG001 - a signal's
    """Receiver: write down that somebody removed one of theirs."""
    user = authenticator.user
    audit_record(event="factor.remove", target=user, by=user, before={"kind": authenticator.type})


@transaction.atomic
def factors_forget(*, user: User, by: User | None) -> None:
    """Forget somebody's passkeys, app and recovery codes, and sign them out everywhere.

    For a lost phone. They prove their address again, and set up a new second factor.
    """
    Authenticator.objects.filter(user=user).delete()
    sessions_end(user)
    audit_record(event="factor.forget", target=user, by=by)
