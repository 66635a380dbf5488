"""What was said or done, by whom and in what capacity: the base of rows that people are held to.

The account is personal and may go; the capacity (a landlord's officer, the Champion) stays, and it
alone leaves the installation when rows are exported.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.roles import COUNCIL, LANDLORD, Role
from heard.accounts.selectors import reader_for_user

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

# Which of the roles held for the council counts first.
_FIRST = (Role.CHAMPION, Role.OFFICER, Role.ADMINISTRATOR)


class Keyed(models.Model):
    """A row with a key that stays the same in every installation that it is carried to."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Authored(Keyed):
    """A row that somebody wrote: when, from which account, in what capacity."""

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    by_role = models.CharField(
        _("in what role"), max_length=30, choices=Role.choices, blank=True, editable=False
    )
    by_landlord = models.ForeignKey(
        "landlords.Landlord", models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True


@dataclass(frozen=True, slots=True)
class Capacity:
    """In what role somebody acts, and for which landlord if for one."""

    role: str = ""
    landlord_id: int | None = None


def capacity_of(by: AbstractBaseUser | None, *, landlord_id: int | None = None) -> Capacity:
    """In what capacity somebody acts on a matter of that landlord.

    Those who speak for the landlord do so; others act for the council or as who they are. Nobody in
    particular (a command, an import) has none.
    """
    reader = reader_for_user(by)
    if landlord_id is not None and landlord_id in reader.landlords:
        led = landlord_id in reader.landlords_led
        return Capacity(Role.LANDLORD_LEAD if led else Role.LANDLORD_OFFICER, landlord_id)
    council = [role for role in _FIRST if role in reader.roles & COUNCIL]
    others = sorted(reader.roles - COUNCIL - LANDLORD) or sorted(reader.roles)
    held = council or others
    only = next(iter(reader.landlords)) if len(reader.landlords) == 1 and not council else None
    role = held[0] if held else ""
    return Capacity(role, only if role in LANDLORD else None)


def authored(by: AbstractBaseUser | None, *, landlord_id: int | None = None) -> dict[str, Any]:
    """Values of an Authored row's `by`, `by_role` and `by_landlord_id`, to create it with."""
    capacity = capacity_of(by, landlord_id=landlord_id)
    return {"by": by, "by_role": capacity.role, "by_landlord_id": capacity.landlord_id}
