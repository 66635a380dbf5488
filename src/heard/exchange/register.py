"""Which part of the register a review needs to be understood: who is in it, and who came after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.exchange.contents import RECORDS
from heard.exchange.described import FRAMEWORK_ROWS, REGISTER
from heard.landlords.models import (
    Borough,
    Landlord,
    LandlordCode,
    LandlordName,
    Presence,
    Succession,
)
from heard.uploads.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet

    from heard.exchange.described import Table

_BOROUGHS, *_OF_LANDLORDS = REGISTER


def referred_to(model: type[Model]) -> set[int]:
    """Numbers of the rows of a model that records point at."""
    return {
        pk
        for table in (FRAMEWORK_ROWS, *RECORDS)
        for name, pointed_at in table.pointers.items()
        if pointed_at is model
        for pk in table.model._default_manager.exclude(**{name: None})  # noqa: SLF001 - Django documents it
        .order_by()
        .values_list(name, flat=True)
        .distinct()
    }


def landlords_needed() -> set[int]:
    """Landlords that records point at, with all that came before or after them."""
    found = referred_to(Landlord)
    pairs = list(Succession.objects.values_list("predecessor", "successor"))
    while joined := {
        one for pair in pairs if found & set(pair) for one in pair if one not in found
    }:
        found |= joined
    return found


def register_needed() -> Iterator[tuple[Table, QuerySet[Model]]]:
    """Each table of the register with those of its rows that are needed."""
    landlords = landlords_needed()
    places = set(
        Presence.objects.filter(landlord__in=landlords).values_list("borough", flat=True)
    ) | referred_to(Borough)
    yield _BOROUGHS, Borough.objects.filter(pk__in=places)
    for table in _OF_LANDLORDS:
        yield table, _rows_of(table.model, landlords)


def _rows_of(model: type[Model], landlords: set[int]) -> QuerySet[Model]:
    if model is Landlord:
        return Landlord.objects.filter(pk__in=landlords)
    if model is Succession:
        return Succession.objects.filter(predecessor__in=landlords)
    of_one: dict[type[Model], QuerySet[Model]] = {
        each: each.objects.filter(landlord__in=landlords)
        for each in (LandlordCode, LandlordName, Presence)
    }
    return of_one[model]


def files_needed() -> QuerySet[StoredFile]:
    """Files that records point at, in the order in which they were sent."""
    return StoredFile.objects.filter(pk__in=referred_to(StoredFile)).order_by("pk")
