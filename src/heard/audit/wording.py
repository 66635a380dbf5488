"""How events and people of the log are named on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.access.roles import Role

if TYPE_CHECKING:
    from heard.audit.models import Entry


def noun_words(noun: str) -> str:
    """A noun of events, as people write it: "Landlord code"."""
    return noun.replace("-", " ").capitalize()


def event_words(event: str) -> str:
    """An event as people write it: "Landlord: rename".

    Examples:
        >>> event_words("landlord-code.create")
        'Landlord code: create'
    """
    noun, _dot, verb = event.partition(".")
    return f"{noun_words(noun)}: {verb.replace('-', ' ')}"


def person_words(entry: Entry) -> str:
    """Who did it, by number and role as it was then; the log knows no names."""
    roles = roles_words(entry.actor_roles)
    if entry.actor is None:
        return roles or _("Nobody signed in, or a command")
    number = _("Person %(number)s") % {"number": entry.actor}
    return f"{number}, {roles}" if roles else number


def roles_words(roles: str) -> str:
    """Roles as people write them: "council officer, auditor"."""
    known = dict(Role.choices)
    return ", ".join(
        _lower(str(known[Role(role)]) if role in known else role.replace("-", " "))
        for role in roles.split(",")
        if role
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
