"""Who came before a landlord, and who stands for it today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from django.utils import timezone

from heard.landlords.lineage import Edge, ancestors, descendants, today
from heard.landlords.models import Landlord, Succession

if TYPE_CHECKING:
    from datetime import date


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


def landlord_lineage(landlord: Landlord) -> list[Ancestor]:
    """Every succession that led to this landlord, in any number of steps, latest first."""
    past = ancestors(edges(), landlord.pk) | {landlord.pk}
    rows = (
        Succession.objects.filter(successor__in=past)
        .select_related("predecessor", "successor")
        .order_by("-on", "predecessor__name", "pk")
    )
    return [Ancestor(row.predecessor, row.successor, row) for row in rows]


def landlord_story(landlord: Landlord, *, on: date | None = None) -> Story:
    """Everything of a landlord's lineage, in two queries at most."""
    known = edges()
    past = ancestors(known, landlord.pk) | {landlord.pk}
    future = descendants(known, landlord.pk)
    if len(past) == 1 and not future:
        return Story([], [], landlord)
    rows = list(
        Succession.objects.filter(Q(successor__in=past) | Q(successor__in=future))
        .select_related("predecessor", "successor")
        .order_by("-on", "predecessor__name", "pk")
    )
    final = today(known, landlord.pk, on or timezone.localdate())
    people = {row.successor_id: row.successor for row in rows}
    return Story(
        [Ancestor(row.predecessor, row.successor, row) for row in rows if row.successor_id in past],
        [row for row in rows if row.predecessor_id == landlord.pk],
        people.get(final, landlord),
    )


def landlord_today(landlord: Landlord, *, on: date | None = None) -> Landlord:
    """Who stands for this landlord now, or on a given day: its last successor, or itself."""
    final = today(edges(), landlord.pk, on or timezone.localdate())
    return landlord if final == landlord.pk else Landlord.objects.get(pk=final)
