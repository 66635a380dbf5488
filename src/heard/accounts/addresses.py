"""Where people who hold a role can be written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.accounts.models import Membership

if TYPE_CHECKING:
    from collections.abc import Iterable


def addresses_of(
    roles: Iterable[str], *, landlord: int | None = None, ward: int | None = None
) -> list[str]:
    """E-mail addresses of those who hold one of the roles now, each once, in order."""
    held = Membership.objects.filter(role__in=list(roles), ended_at=None, user__is_active=True)
    if landlord is not None:
        held = held.filter(landlord_id=landlord)
    if ward is not None:
        held = held.filter(ward_id=ward)
    found = held.exclude(user__email="").values_list("user__email", flat=True)
    return sorted(set(found.order_by()))
