"""Who may be asked to take part in a walkabout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from heard.access import LANDLORD, Role
from heard.accounts.models import Membership, User
from heard.landlords.selectors import landlord_today
from heard.walkabouts.errors import WalkaboutError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from heard.walkabouts.models import Companion, Walkabout

_TEAM = [Role.CHAMPION, Role.OFFICER]
_BY_ADDRESS = [Role.REPRESENTATIVE, Role.COUNCILLOR]


def companions_eligible(walkabout: Walkabout) -> list[tuple[User, str]]:
    """Whom one may tick: the landlord's people, the ward's councillors, the Champion's team.

    Residents' representatives aren't listed: who they are isn't for every landlord to see.
    """
    landlords = {walkabout.landlord_id, landlord_today(walkabout.landlord).pk}
    held = (
        Membership.objects.filter(
            Q(role__in=list(LANDLORD), landlord__in=landlords)
            | Q(role=Role.COUNCILLOR, ward=walkabout.estate.ward_id)
            | Q(role__in=_TEAM),
            ended_at=None,
            user__is_active=True,
        )
        .select_related("user")
        .order_by("role", "user__last_name", "user__first_name", "pk")
    )
    found: dict[int, tuple[User, str]] = {}
    for row in held:
        found.setdefault(row.user_id, (row.user, row.get_role_display()))
    return list(found.values())


def companions_of(walkabout: Walkabout) -> QuerySet[Companion]:
    """Who takes part now."""
    return walkabout.companions.filter(left_at=None).select_related("user").order_by("pk")


def people_named(addresses: Iterable[str]) -> list[User]:
    """Residents' representatives and councillors by the addresses they sign in with.

    Raises:
        WalkaboutError: nobody of these signs in with one of them.
    """
    found = []
    for address in addresses:
        user = User.objects.filter(
            email__iexact=address,
            is_active=True,
            memberships__role__in=_BY_ADDRESS,
            memberships__ended_at=None,
        ).first()
        if user is None:
            raise WalkaboutError(
                _("No residents’ representative or councillor signs in with %(address)s.")
                % {"address": address},
                field="others",
            )
        found.append(user)
    return found
