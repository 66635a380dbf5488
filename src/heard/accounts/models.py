"""People who sign in, what they are to Heard, and who was invited to become it."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.access.roles import LANDLORD, Role

MEMBER_ROLES = [(role.value, role.label) for role in Role if role is not Role.RESIDENT]
_LANDLORD_ROLES = sorted(role.value for role in LANDLORD)


def username_new() -> str:
    """A name that only Heard uses; people are known by their e-mail address."""
    return secrets.token_hex(16)


class User(AbstractUser):
    """A person who signs in. What they may do is decided by their open memberships alone."""

    PERSONAL: ClassVar[Personal] = Personal(
        {
            "username": "a name that only Heard uses; an earlier one may be an address",
            "first_name": "their first name",
            "last_name": "their last name",
            "email": "their address",
            "password": "a digest of their password, if they have one",
            "last_login": "when they last signed in",
            "date_joined": "when they first signed in",
        },
        kept="account",
        basis="public-task",
    )

    username = models.CharField(max_length=150, unique=True, default=username_new, editable=False)
    # Set by the demonstration alone; a second factor isn't asked of people who don't exist.
    is_made_up = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="accounts_user_email_once", condition=~Q(email="")
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email or self.username


def scope_constraints(label: str) -> list[models.BaseConstraint]:
    """A landlord's people name their landlord, a councillor a ward, and others neither."""
    return [
        models.CheckConstraint(
            name=f"accounts_{label}_role_is_known",
            condition=Q(role__in=[role for role, _name in MEMBER_ROLES]),
        ),
        models.CheckConstraint(
            name=f"accounts_{label}_landlord_where_due",
            condition=Q(role__in=_LANDLORD_ROLES, landlord__isnull=False)
            | ~Q(role__in=_LANDLORD_ROLES) & Q(landlord__isnull=True),
        ),
        models.CheckConstraint(
            name=f"accounts_{label}_ward_where_due",
            condition=Q(role=Role.COUNCILLOR.value, ward__isnull=False)
            | ~Q(role=Role.COUNCILLOR.value) & Q(ward__isnull=True),
        ),
        models.CheckConstraint(
            name=f"accounts_{label}_restricted_is_officers",
            condition=Q(sees_restricted=False) | Q(role=Role.OFFICER.value),
        ),
    ]


class Scoped(models.Model):
    """A role, and the landlord or ward that it is held for."""

    role = models.CharField(_("role"), max_length=30, choices=MEMBER_ROLES)
    landlord = models.ForeignKey(
        "landlords.Landlord", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ward = models.ForeignKey(
        "landlords.Ward", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sees_restricted = models.BooleanField(_("may see restricted cases"), default=False)

    class Meta:
        abstract = True


class Membership(Scoped):
    """What somebody is to Heard, from when to when. Rows are ended, never removed."""

    PERSONAL: ClassVar[Personal] = Personal(
        {
            "user": "who holds the role",
            "granted_by": "who gave it",
            "ended_by": "who ended it",
        },
        kept="record",
        basis="public-task",
    )

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    granted_at = models.DateTimeField(default=timezone.now, editable=False)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        constraints = [
            *scope_constraints("membership"),
            models.CheckConstraint(
                name="accounts_membership_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("granted_at")),
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                name="accounts_membership_once",
                condition=Q(ended_at=None, landlord=None, ward=None),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "landlord"],
                name="accounts_membership_once_a_landlord",
                condition=Q(ended_at=None, landlord__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "ward"],
                name="accounts_membership_once_a_ward",
                condition=Q(ended_at=None, ward__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Invitation(Scoped):
    """Somebody asked to take a role. Its link opens once, and only for a while.

    Only the link's digest is kept, so that whoever reads the store can't take anybody's place.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        {
            "email": "the address invited",
            "invited_by": "who invited them",
            "accepted_by": "who accepted",
        },
        kept="account",
        basis="public-task",
    )

    email = models.EmailField(_("e-mail address"))
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            *scope_constraints("invitation"),
            models.CheckConstraint(
                name="accounts_invitation_has_one_end",
                condition=Q(accepted_at=None) | Q(revoked_at=None),
            ),
            models.CheckConstraint(
                name="accounts_invitation_accepted_by_somebody",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"


class SignInCode(models.Model):
    """A code and a link sent to an address, either of which signs its reader in, once.

    Made alike for addresses that are known and that aren't, so that nobody learns which are.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        {"email": "the address that the code was sent to"}, kept="session", basis="public-task"
    )

    email = models.EmailField()
    code_digest = models.CharField(max_length=64)
    link_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class HealthCheck(models.Model):
    """One row that is written and read back to see whether the store works."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.at.isoformat()
