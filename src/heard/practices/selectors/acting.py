"""For which landlords somebody may write, report or ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.errors import NotFoundError
from heard.landlords.models import Landlord
from heard.practices.selectors.viewing import is_team

if TYPE_CHECKING:
    from heard.access import Reader


def landlords_acted_for(reader: Reader) -> list[Landlord]:
    """Their own landlords; for the team all that stand, since some ring or write instead.

    Raises:
        NotFoundError: there is none.
    """
    rows = Landlord.objects.order_by("name", "pk")
    if is_team(reader):
        found = list(rows.filter(ended_on=None))
    else:
        found = list(rows.filter(pk__in=reader.landlords))
    if not found:
        raise NotFoundError(_("You act for no landlord."))
    return found
