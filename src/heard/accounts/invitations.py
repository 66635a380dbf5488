"""Asking people to take a role, and what becomes of it."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.access.roles import LANDLORD, Role
from heard.accounts.codes import digest
from heard.accounts.errors import PeopleError
from heard.accounts.models import Invitation, Membership
from heard.accounts.people import email_tidy, person_for
from heard.audit.services import audit_record
from heard.notices.services import notice_queue

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from heard.accounts.models import User


DAYS = 14


def invitation_send(
    *,
    email: str,
    role: str,
    by: User | None,
    landlord: Any = None,
    ward: Any = None,
    sees_restricted: bool = False,
) -> tuple[Invitation, str]:
    """Invite somebody; the invitation and its address here, told to nobody but them.

    An earlier invitation to the same is withdrawn.

    Raises:
        PeopleError: the address or the role can't be right, or they have it already.
    """
    email = email_tidy(email)
    _check(email, role, landlord, ward, sees_restricted)
    now, token = timezone.now(), secrets.token_urlsafe(32)
    link = reverse("accounts:invitation", args=[token])
    with transaction.atomic():
        same = invitations_open_for(email).filter(role=role, landlord=landlord, ward=ward)
        same.update(revoked_at=now)
        invitation = Invitation.objects.create(
            email=email,
            role=role,
            landlord=landlord,
            ward=ward,
            sees_restricted=sees_restricted,
            token_digest=digest("invitation", token),
            invited_at=now,
            invited_by=by,
            expires_at=now + timedelta(days=DAYS),
        )
        _tell(invitation, link)
        audit_record(event="invitation.send", target=invitation, by=by, after=_scope_of(invitation))
    return invitation, link


def invitation_resend(*, invitation: Invitation, by: User | None) -> tuple[Invitation, str]:
    """Send it again with a new link; the old one no longer works.

    Raises:
        PeopleError: it was accepted or withdrawn.
    """
    if invitation.accepted_at or invitation.revoked_at:
        raise PeopleError(_("This invitation was accepted or withdrawn already."))
    return invitation_send(
        email=invitation.email,
        role=invitation.role,
        landlord=invitation.landlord,
        ward=invitation.ward,
        sees_restricted=invitation.sees_restricted,
        by=by,
    )


@transaction.atomic
def invitation_revoke(*, invitation: Invitation, by: User) -> None:
    """Withdraw it, unless it was accepted by then."""
    open_still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if open_still.update(revoked_at=timezone.now()):
        audit_record(event="invitation.revoke", target=invitation, by=by)


def invitation_find(token: str) -> Invitation | None:
    """The invitation of a link, while it can be accepted."""
    found = Invitation.objects.filter(token_digest=digest("invitation", token))
    return _open(found).select_related("landlord", "ward", "invited_by").first()


def invitations_open_for(email: str) -> QuerySet[Invitation]:
    """Invitations to this address that can be accepted now."""
    return _open(Invitation.objects.filter(email__iexact=email_tidy(email)))


@transaction.atomic
def invitation_accept(*, invitation: Invitation, user: User | None = None) -> User:
    """Give the role to the person of the address, whom the link or a sign-in has proved.

    Raises:
        PeopleError: somebody accepted it before.
    """
    user = user or person_for(invitation.email)
    now = timezone.now()
    mine = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not mine.update(accepted_at=now, accepted_by=user):
        raise PeopleError(_("This invitation was used already."))
    membership_grant(
        user=user,
        role=invitation.role,
        by=invitation.invited_by,
        landlord=invitation.landlord,
        ward=invitation.ward,
        sees_restricted=invitation.sees_restricted,
    )
    return user


@transaction.atomic
def membership_grant(
    *,
    user: User,
    role: str,
    by: User | None,
    landlord: Any = None,
    ward: Any = None,
    sees_restricted: bool = False,
) -> Membership:
    """Let somebody hold a role from now on. Holding it already changes nothing."""
    scope = {"user": user, "role": role, "landlord": landlord, "ward": ward, "ended_at": None}
    held = Membership.objects.filter(**scope).first()
    if held is not None:
        return held
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                **scope, sees_restricted=sees_restricted, granted_by=by
            )
    except IntegrityError:  # the same, a moment ago
        return Membership.objects.get(**scope)
    audit_record(event="membership.grant", target=membership, by=by, after=_scope_of(membership))
    return membership


@transaction.atomic
def membership_end(*, membership: Membership, by: User, reason: str = "") -> None:
    """Take a role away, from this moment on: roles are looked up at every request.

    Raises:
        PeopleError: nobody would be left to invite people.
    """
    if membership.role == Role.ADMINISTRATOR:
        held = Membership.objects.select_for_update().filter(
            role=Role.ADMINISTRATOR, ended_at=None, user__is_active=True
        )
        if {row.pk for row in held} <= {membership.pk}:
            raise PeopleError(_("The last administrator stays. Make somebody else one first."))
    now = timezone.now()
    open_still = Membership.objects.filter(pk=membership.pk, ended_at=None)
    if open_still.update(ended_at=now, ended_by=by):
        audit_record(
            event="membership.end",
            target=membership,
            by=by,
            reason=reason,
            before=_scope_of(membership),
        )


@transaction.atomic
def membership_restricted(*, membership: Membership, sees: bool, by: User) -> None:
    """Let an officer see restricted cases, or no longer.

    Raises:
        PeopleError: the role is none that this is decided for.
    """
    if membership.role != Role.OFFICER:
        raise PeopleError(_("This is decided for council officers only."))
    before = membership.sees_restricted
    if before == sees:
        return
    membership.sees_restricted = sees
    membership.save(update_fields=["sees_restricted"])
    audit_record(
        event="membership.restricted",
        target=membership,
        by=by,
        before={"sees_restricted": before},
        after={"sees_restricted": sees},
    )


def _open(found: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return found.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())


def _check(email: str, role: str, landlord: Any, ward: Any, sees_restricted: bool) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise PeopleError(
            _("%(email)s isn’t an e-mail address, such as name@example.org.") % {"email": email}
        ) from None
    if role not in Role.values or role == Role.RESIDENT:
        raise PeopleError(_("Nobody is invited to be that: residents simply sign in."))
    if (role in LANDLORD) != (landlord is not None):
        raise PeopleError(
            _("Name the landlord that they work for.")
            if role in LANDLORD
            else _("Only people who work for a landlord are invited to one.")
        )
    if (role == Role.COUNCILLOR) != (ward is not None):
        raise PeopleError(
            _("Name the councillor’s ward.")
            if role == Role.COUNCILLOR
            else _("Only councillors are invited for a ward.")
        )
    if sees_restricted and role != Role.OFFICER:
        raise PeopleError(_("Only for council officers is it decided who sees restricted cases."))
    held = Membership.objects.filter(
        user__email__iexact=email, role=role, landlord=landlord, ward=ward, ended_at=None
    )
    if held.exists():
        raise PeopleError(_("%(email)s has this role already.") % {"email": email})


def _scope_of(row: Invitation | Membership) -> dict[str, object]:
    return {
        "role": row.role,
        "landlord": row.landlord_id,
        "ward": row.ward_id,
        "sees_restricted": row.sees_restricted,
    }


def _tell(invitation: Invitation, link: str) -> None:
    role = str(Role(invitation.role).label)
    if invitation.landlord is not None:
        role = f"{role}, {invitation.landlord}"
    if invitation.ward is not None:
        role = f"{role}, {invitation.ward}"
    inviter = invitation.invited_by
    notice_queue(
        key=f"invitation {invitation.pk}",
        template="invitation",
        to=invitation.email,
        context={
            "role": role,
            "from_whom": _("%(name)s invites you.") % {"name": inviter} if inviter else "",
            "link": link,
            "days": str(DAYS),
        },
        about=date_format(invitation.invited_at, "Y-m-d"),
    )
