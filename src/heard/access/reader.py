"""Whoever looks at a page or runs a command, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.access.table import ALLOWED, Thing

if TYPE_CHECKING:
    from django.http import HttpRequest

    from heard.access.roles import Role
    from heard.access.table import Action


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody, by what they are: their roles, landlords and wards, and addresses they proved.

    `sees_restricted` is given to an officer by name; the Champion has it by office.
    """

    user_id: int | None = None
    roles: frozenset[Role] = frozenset()
    landlords: frozenset[int] = frozenset()
    landlords_led: frozenset[int] = frozenset()  # those of them whose people they look after
    wards: frozenset[int] = frozenset()
    emails: frozenset[str] = frozenset()
    sees_restricted: bool = False

    def may(self, thing: Thing, action: Action) -> bool:
        """Whether the table lets them. What the table doesn't name, nobody may."""
        grant = ALLOWED.get((thing, action))
        if grant is None:
            return False
        if thing is Thing.RESTRICTED and not self.sees_restricted:
            return False
        return grant.anyone or bool(grant.roles & self.roles)


NOBODY = Reader()


def reader_of(request: HttpRequest) -> Reader:
    """Who sent the request; nobody in particular unless they have signed in."""
    reader = getattr(request, "reader", NOBODY)
    if not isinstance(reader, Reader):
        raise TypeError(f"request.reader is {type(reader).__name__}")
    return reader
