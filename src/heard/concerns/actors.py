"""Who does something to a concern, and in what role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.access import Role

if TYPE_CHECKING:
    from heard.access import Reader
    from heard.accounts.models import User
    from heard.concerns.models import Party
    from heard.landlords.models import Landlord

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in a role: a member of the team, a landlord's officer, a party, or Heard itself."""

    role: str
    user: User | None = None
    party: Party | None = None
    landlord: Landlord | None = None

    @property
    def is_council(self) -> bool:
        """Whether they act for the council's team."""
        return self.role in {Role.CHAMPION, Role.OFFICER, SYSTEM}


def team(user: User, reader: Reader | None = None) -> Actor:
    """A member of the council's team."""
    champion = reader is not None and Role.CHAMPION in reader.roles
    return Actor(Role.CHAMPION if champion else Role.OFFICER, user=user)


def landlords_officer(user: User, landlord: Landlord) -> Actor:
    """Somebody who answers for a landlord."""
    return Actor(Role.LANDLORD_OFFICER, user=user, landlord=landlord)


def councillor(user: User) -> Actor:
    """A ward councillor."""
    return Actor(Role.COUNCILLOR, user=user)


def party_of(party: Party, user: User | None = None) -> Actor:
    """A resident, or whoever raised the concern for them, by link or signed in."""
    role = Role.REPRESENTATIVE if party.part == "raised-by" else Role.RESIDENT
    return Actor(role, user=user, party=party)


HEARD = Actor(SYSTEM)
