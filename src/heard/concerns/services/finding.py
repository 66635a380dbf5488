"""What lets a concern be found: its entry in the search, and what it looks like."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from heard.concerns import catalogue
from heard.concerns.likeness import Sketch, likeness
from heard.concerns.models import Concern, LikelyDuplicate, SearchEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.concerns.models import Person

NEAR = timedelta(days=60)
MOST_CANDIDATES = 40
LEAST_LIKE = 0.7


def search_refresh(concern: Concern) -> None:
    """Write what the team's search looks through for this concern."""
    people = [
        party.person for party in concern.parties.filter(left_at=None).select_related("person")
    ]
    SearchEntry.objects.update_or_create(
        concern=concern, defaults={"text": search_text(concern, people)}
    )


def search_text(concern: Concern, people: Iterable[Person]) -> str:
    """Reference, place, landlord, names and words, in one text."""
    parts = [
        concern.reference,
        concern.reference.replace("-", ""),
        catalogue.category_get(concern.category).name,
        concern.landlord.name if concern.landlord else concern.landlord_said,
        concern.landlord_reference,
        concern.estate.name if concern.estate else "",
        concern.place,
        concern.postcode,
        concern.postcode.replace(" ", ""),
    ]
    for person in people:
        parts += [person.name, person.email, person.phone, person.phone.replace(" ", "")]
        parts += [person.address, person.postcode]
    return "\n".join(part for part in [*parts, concern.description] if part)


def likely_duplicates_note(concern: Concern) -> None:
    """Note which open concerns this one looks like, for the team to settle. Bounded work."""
    here = Q()
    if concern.postcode:
        here |= Q(postcode=concern.postcode)
    if concern.estate_id:
        here |= Q(estate_id=concern.estate_id)
    if not here:
        return
    candidates = (
        Concern.objects.filter(
            here,
            category=concern.category,
            closed_at=None,
            raised_at__range=(concern.raised_at - NEAR, concern.raised_at + NEAR),
        )
        .exclude(pk=concern.pk)
        .order_by("-raised_at")[:MOST_CANDIDATES]
    )
    mine = sketch_of(concern)
    found = []
    for other in candidates:
        like = likeness(mine, sketch_of(other))
        if like.score >= LEAST_LIKE:
            newer, older = (concern, other) if concern.pk > other.pk else (other, concern)
            found.append(
                LikelyDuplicate(
                    newer=newer, older=older, score=like.score, reasons=list(like.reasons)
                )
            )
    LikelyDuplicate.objects.bulk_create(found, ignore_conflicts=True)


def sketch_of(concern: Concern) -> Sketch:
    """The concern as `likeness` compares it."""
    return Sketch(
        landlord=str(concern.landlord_id or ""),
        category=concern.category,
        estate=str(concern.estate_id or ""),
        place=concern.place,
        postcode=concern.postcode,
        raised_on=concern.raised_at.date(),
        words=concern.description,
    )
