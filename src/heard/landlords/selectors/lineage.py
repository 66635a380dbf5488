"""Who came before a landlord, and who stands for it today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from heard.landlords.lineage import Edge, ancestors, today
from heard.landlords.models import Landlord, Succession

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


_AT_HAND = "_story_at_hand"


class Ancestor(NamedTuple):
    """One step of a landlord's past."""

    landlord: Landlord
    became: Landlord
    succession: Succession


class Story(NamedTuple):
    """A landlord's past, what became of it, and who stands for it today."""

    past: list[Ancestor]
    after: list[Succession]
    today: Landlord


def edges() -> list[Edge]:
    """Every succession as the pure walks take it."""
    fields = ("predecessor_id", "successor_id", "on", "whole")
    return [Edge(*row) for row in Succession.objects.order_by("pk").values_list(*fields)]


def line_of(landlords: Iterable[int]) -> set[int]:
    """These landlords and all whose homes came to them. One query."""
    own = set(landlords)
    known = edges()
    return own.union(*(ancestors(known, pk) for pk in own))


def landlord_lineage(landlord: Landlord) -> list[Ancestor]:
    """Every succession that led to this landlord, in any number of steps, latest first."""
    return landlord_story(landlord).past


def landlord_story(landlord: Landlord, *, on: date | None = None) -> Story:
    """Everything of a landlord's lineage, in one query.

    A landlord from `landlord_get_for` has it at hand, as it has what was prefetched.
    """
    known: Story | None = vars(landlord).get(_AT_HAND)
    if known is not None and on is None:
        return known
    rows = list(
        Succession.objects.select_related("predecessor", "successor").order_by(
            "-on", "predecessor__name", "pk"
        )
    )
    steps = [Edge(row.predecessor_id, row.successor_id, row.on, row.whole) for row in rows]
    past = ancestors(steps, landlord.pk) | {landlord.pk}
    final = today(steps, landlord.pk, on or timezone.localdate())
    people = {row.successor_id: row.successor for row in rows}
    return Story(
        [Ancestor(row.predecessor, row.successor, row) for row in rows if row.successor_id in past],
        [row for row in rows if row.predecessor_id == landlord.pk],
        landlord if final == landlord.pk else people[final],
    )


def put_story_at_hand(landlord: Landlord) -> None:
    """Keep a landlord's lineage beside it, for as long as this copy of it is used."""
    vars(landlord)[_AT_HAND] = landlord_story(landlord)


def landlord_today(landlord: Landlord, *, on: date | None = None) -> Landlord:
    """Who stands for this landlord now, or on a given day: its last successor, or itself."""
    final = today(edges(), landlord.pk, on or timezone.localdate())
    return landlord if final == landlord.pk else Landlord.objects.get(pk=final)
