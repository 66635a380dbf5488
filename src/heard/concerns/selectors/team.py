"""The council's team, and what hangs on a case that only the team is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from heard.access import Role
from heard.accounts.models import User
from heard.concerns.errors import NoSuchConcernError
from heard.concerns.models import (
    Attachment,
    LikelyDuplicate,
    Link,
    Party,
    Person,
    ReplyTemplate,
    Telling,
)
from heard.concerns.selectors.finding import cases_for
from heard.concerns.selectors.searching import search_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.concerns.models import Concern

MOST_PEOPLE = 8


def team_list() -> list[User]:
    """Who works on cases now, by name."""
    members = User.objects.filter(
        is_active=True,
        memberships__role__in=[Role.CHAMPION, Role.OFFICER],
        memberships__ended_at=None,
    )
    return list(members.distinct().order_by("first_name", "last_name", "email", "pk"))


def links_of(concern: Concern) -> list[Link]:
    """Other concerns that this one belongs together with."""
    rows = Link.objects.select_related("source", "target")
    # Two questions, each with an index of its own: asked as one, SQLite walks all concerns.
    found = [*rows.filter(source=concern), *rows.filter(target=concern)]
    return sorted(found, key=lambda row: (row.at, row.pk))


def likely_duplicates_of(concern: Concern) -> list[LikelyDuplicate]:
    """Concerns that look like this one and that nobody has compared yet."""
    rows = LikelyDuplicate.objects.filter(Q(newer=concern) | Q(older=concern), settled_at=None)
    return list(rows.select_related("newer", "older").order_by("-score", "pk")[:MOST_PEOPLE])


def duplicate_get_for(reader: Reader, pk: int) -> LikelyDuplicate:
    """Two concerns that look alike.

    Raises:
        NoSuchConcernError: there are none, or none that the reader may see.
    """
    rows = LikelyDuplicate.objects.filter(newer__in=cases_for(reader))
    named = ("landlord", "estate", "ward", "assigned_to")
    pair = rows.select_related(
        *(f"newer__{name}" for name in named), *(f"older__{name}" for name in named)
    )
    found = pair.filter(pk=pk).first()
    if found is None:
        raise NoSuchConcernError(_("There is no such pair of concerns."))
    return found


def tellings_of(concern: Concern) -> list[Telling]:
    """Who of this concern waits to be told by telephone or letter."""
    rows = Telling.objects.filter(concern=concern, done_at=None)
    return list(rows.select_related("party__person", "event").order_by("since", "pk"))


def attachment_get(concern: Concern, pk: int) -> Attachment:
    """One file of a concern.

    Raises:
        NoSuchConcernError: it has no such file.
    """
    found = Attachment.objects.filter(concern=concern, pk=pk).select_related("file").first()
    if found is None:
        raise NoSuchConcernError(_("This file isn't there."))
    return found


def party_get(concern: Concern, pk: int) -> Party:
    """One of a concern's people.

    Raises:
        NoSuchConcernError: they aren't.
    """
    rows = Party.objects.filter(concern=concern, left_at=None).select_related("person")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NoSuchConcernError(_("There is no such person in this concern."))
    found.concern = concern
    return found


def reply_templates() -> QuerySet[ReplyTemplate]:
    """Reply templates in use, by title."""
    return ReplyTemplate.objects.filter(retired_at=None).select_related("edited_by")


def people_find(reader: Reader, text: str) -> Sequence[Person]:
    """People who were in a concern before, by telephone number, e-mail address or name.

    Two queries, and at most eight people: enough to pick from during a call.
    """
    words = [word for word in text.lower().split() if word]
    if not words or len(text.strip()) < 3:  # noqa: PLR2004 - shorter finds everybody
        return []
    cases = [case.pk for case in search_for(reader, text)]
    rows = Person.objects.filter(parties__concern__in=cases).distinct().order_by("-pk")[:200]
    return [row for row in rows if _meant(row, words)][:MOST_PEOPLE]


def person_get_for(reader: Reader, pk: int) -> Person | None:
    """Somebody who is in a case that the reader may see."""
    return Person.objects.filter(pk=pk, parties__concern__in=cases_for(reader)).first()


def _meant(person: Person, words: list[str]) -> bool:
    known = " ".join((person.name, person.email, person.phone, person.phone.replace(" ", "")))
    return all(word in known.lower() for word in words)
