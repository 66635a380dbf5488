"""Where somebody's work begins once they are signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from heard.access import Action, Thing

if TYPE_CHECKING:
    from heard.access import Reader

# The first that somebody is allowed is where they start.
LANDING: tuple[tuple[Thing, Action, str], ...] = (
    (Thing.CASEWORK, Action.READ, "cases:today"),
    (Thing.DESK, Action.READ, "desk:desk"),
    (Thing.REFERRED_CASE, Action.READ, "councillor:list"),
    (Thing.PEOPLE, Action.READ, "accounts:people"),
    (Thing.AUDIT, Action.READ, "audit:list"),
    (Thing.RAISED_FOR_OTHERS, Action.READ, "follow:others"),
    (Thing.ACCOUNT, Action.READ, "accounts:account"),
)


def landing_for(reader: Reader) -> str:
    """Address of the page that a reader starts from."""
    for thing, action, name in LANDING:
        if reader.may(thing, action):
            return reverse(name)
    return reverse("home")
