"""Enter those who work on made-up concerns, each with a role; nobody can sign in as them yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from heard.accounts.models import Membership, User
from heard.demo.concerns.staff import staff
from heard.landlords.models import Estate, Landlord, Ward

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what made-up concerns refer to, as it stands in the store."""

    users: dict[str, User]
    landlords: dict[str, Landlord]
    wards: dict[str, Ward]
    estates: dict[str, Estate]


def key_of(rows: Mapping[str, Model], name: str) -> int | None:
    """The primary key of the row of that name, if there is one."""
    row = rows.get(name)
    return row.pk if row else None


def cast_enter(*, since: datetime) -> Cast:
    """Make everybody's sign-in, without a password, and give each what they are."""
    landlords = {one.name: one for one in Landlord.objects.filter(is_fictional=True)}
    wards = {
        one.name: one for one in Ward.objects.filter(borough__is_fictional=True, valid_to=None)
    }
    users = {
        one.key: User(
            username=one.email,
            email=one.email,
            first_name=one.name.rpartition(" ")[0],
            last_name=one.name.rpartition(" ")[2],
            is_made_up=True,
            password=make_password(None),
            date_joined=since,
        )
        for one in staff()
    }
    User.objects.bulk_create(users.values())
    Membership.objects.bulk_create(
        Membership(
            user=users[one.key],
            role=one.role,
            landlord=landlords[one.landlord] if one.landlord else None,
            ward=wards[one.ward] if one.ward else None,
            sees_restricted=one.sees_restricted,
            granted_at=since,
        )
        for one in staff()
    )
    estates = {one.name: one for one in Estate.objects.filter(landlord__is_fictional=True)}
    return Cast(users, landlords, wards, estates)
