"""A landlord's scheme of grades: taken, worded anew, never changed for what was graded by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.landlords.models import Landlord
from heard.walkabouts.models import Grade, Scheme, Walkabout
from heard.walkabouts.schemes import DEFAULT, scheme_check, shipped_scheme

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.walkabouts.schemes import SchemeSaid


@transaction.atomic
def scheme_set(*, landlord: Landlord, said: SchemeSaid, by: User | None) -> Scheme:
    """Give a landlord a scheme. Walkabouts to come follow it; what was graded stays as it was.

    Raises:
        WalkaboutError: the scheme isn't whole.
    """
    scheme_check(said)
    Landlord.objects.select_for_update().get(pk=landlord.pk)  # one change at a time
    Scheme.objects.filter(landlord=landlord, superseded_at=None).update(
        superseded_at=timezone.now()
    )
    scheme = Scheme.objects.create(
        landlord=landlord,
        name=said.name,
        kind=said.kind,
        worst_if=said.worst_if,
        **authored(by, landlord_id=landlord.pk),
    )
    Grade.objects.bulk_create(
        Grade(scheme=scheme, position=place, word=one.word, meaning=one.meaning, most=one.most)
        for place, one in enumerate(said.grades, start=1)
    )
    coming = Walkabout.objects.filter(
        landlord=landlord, held_at=None, cancelled_at=None, observations=None
    )
    Walkabout.objects.filter(pk__in=list(coming.values_list("pk", flat=True))).update(scheme=scheme)
    after = {"name": said.name, "kind": said.kind, "grades": [one.word for one in said.grades]}
    audit_record(event="scheme.set", target=scheme, by=by, about=landlord.slug, after=after)
    return scheme


def scheme_for(*, landlord: Landlord, by: User | None) -> Scheme:
    """The landlord's scheme; one that never chose is given the four grades that come with Heard."""
    found = Scheme.objects.filter(landlord=landlord, superseded_at=None).first()
    return found or scheme_set(landlord=landlord, said=shipped_scheme(DEFAULT), by=by)
