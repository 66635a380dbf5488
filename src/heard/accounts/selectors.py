"""Who somebody is to Heard, from their open memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from allauth.account.models import EmailAddress
from django.db.models import BigIntegerField, BooleanField, CharField, Value
from django.db.models.functions import Cast, Lower

from heard.access.reader import NOBODY, Reader
from heard.access.roles import LANDLORD, Role
from heard.access.table import Action, Thing
from heard.accounts.models import Invitation, Membership
from heard.errors import NotFoundError

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

R = TypeVar("R", Membership, Invitation)


def reader_for_user(user: AbstractBaseUser | AnonymousUser | None) -> Reader:
    """What somebody may be treated as today, found by one query; strangers are nobody."""
    if user is None or not user.is_authenticated or user.pk is None:
        return NOBODY
    none = Cast(Value(None), BigIntegerField())
    held = Membership.objects.filter(user_id=user.pk, ended_at=None).values_list(
        Cast("role", CharField()), "landlord_id", "ward_id", "sees_restricted"
    )
    proved = EmailAddress.objects.filter(user_id=user.pk, verified=True).values_list(
        Lower("email"), none, none, Value(False, output_field=BooleanField())
    )
    roles: set[Role] = set()
    landlords: set[int] = set()
    led: set[int] = set()
    wards: set[int] = set()
    emails: set[str] = set()
    restricted = False
    for text, landlord, ward, sees_restricted in held.union(proved, all=True):
        if "@" in text:  # no role has one
            emails.add(text)
            continue
        roles.add(Role(text))
        landlords |= {landlord} - {None}
        if text == Role.LANDLORD_LEAD:
            led.add(landlord)
        wards |= {ward} - {None}
        restricted = restricted or bool(sees_restricted)
    return Reader(
        user_id=user.pk,
        roles=frozenset(roles or {Role.RESIDENT}),
        landlords=frozenset(landlords),
        landlords_led=frozenset(led),
        wards=frozenset(wards),
        emails=frozenset(emails),
        sees_restricted=restricted or Role.CHAMPION in roles,
    )


def memberships_for(reader: Reader, *, ours: bool = False) -> QuerySet[Membership]:
    """Open memberships that a reader may see: an administrator all, a lead those of their own."""
    rows = Membership.objects.filter(ended_at=None).select_related("user", "landlord", "ward")
    return _within(rows, reader, ours=ours).order_by("role", "user__last_name", "user__email")


def invitations_for(reader: Reader, *, ours: bool = False) -> QuerySet[Invitation]:
    """Invitations that wait for an answer, the latest first; some may be too old by now."""
    rows = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    return _within(
        rows.select_related("landlord", "ward", "invited_by"), reader, ours=ours
    ).order_by("-invited_at")


def membership_get_for(reader: Reader, pk: int, *, ours: bool = False) -> Membership:
    """One of these.

    Raises:
        NotFoundError: there is none for this reader.
    """
    return _one(memberships_for(reader, ours=ours), pk)


def invitation_get_for(reader: Reader, pk: int, *, ours: bool = False) -> Invitation:
    """One of these.

    Raises:
        NotFoundError: there is none for this reader.
    """
    return _one(invitations_for(reader, ours=ours), pk)


def _within(rows: QuerySet[R], reader: Reader, *, ours: bool) -> QuerySet[R]:
    if not ours and reader.may(Thing.PEOPLE, Action.READ):
        return rows
    return rows.filter(
        landlord_id__in=reader.landlords_led, role__in=[role.value for role in LANDLORD]
    )


def _one(rows: QuerySet[R], pk: int) -> R:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFoundError("There is none such.")
    return found
