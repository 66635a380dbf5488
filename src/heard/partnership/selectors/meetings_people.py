"""Who may come for an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from heard.access import LANDLORD, Role
from heard.accounts.models import Membership
from heard.landlords.selectors import landlord_today
from heard.partnership.models import OrganisationKind

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.partnership.models import MemberOrganisation

_COUNCIL = [Role.CHAMPION, Role.OFFICER]


def people_eligible(organisation: MemberOrganisation) -> list[tuple[User, str]]:
    """Whom the team may tick: the landlord's people, the team, or residents' representatives."""
    if organisation.kind == OrganisationKind.COUNCIL:
        wanted = Q(role__in=_COUNCIL)
    elif organisation.landlord is not None:
        landlords = {organisation.landlord_id, landlord_today(organisation.landlord).pk}
        wanted = Q(role__in=list(LANDLORD), landlord__in=landlords)
    else:
        wanted = Q(role=Role.REPRESENTATIVE)
    held = (
        Membership.objects.filter(wanted, ended_at=None, user__is_active=True)
        .select_related("user")
        .order_by("user__last_name", "user__first_name", "pk")
    )
    found: dict[int, tuple[User, str]] = {}
    for row in held:
        found.setdefault(row.user_id, (row.user, row.get_role_display()))
    return list(found.values())
