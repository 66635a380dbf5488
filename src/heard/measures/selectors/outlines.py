"""Every landlord of a set in few words: enough to find, count and draw them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heard.measures.models import Result, Standing
from heard.measures.selectors import in_order, rows_of
from heard.measures.selectors.smaller_sets import placed_within, smaller_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from heard.measures.rows import Row
    from heard.measures.selectors.smaller_sets import Wanted

_WHO = ("returned__landlord_id", "returned__landlord__name", "returned__code", "value", "base")


class Outline(NamedTuple):
    """A landlord's figure and place, without the rest."""

    result_id: int
    landlord_id: int
    name: str
    code: str
    value: float | None
    base: float | None
    rank: int | None
    outside_funnel: bool
    compared_with: str = "all"


def outlines_list(wanted: Wanted) -> list[Outline]:
    """All of a set in order of rank, a small part of the work that whole rows are."""
    if wanted.compare == "all":
        found = _standings(wanted).values_list(
            "result_id", *(f"result__{name}" for name in _WHO), "rank", "outside_funnel"
        )
        outlines = [Outline._make((*row, "all")) for row in found]
    else:
        placed = placed_within(wanted)
        named = Result.objects.filter(pk__in=placed).values_list("pk", *_WHO)
        outlines = [
            Outline._make((*row, one.standing.rank, one.standing.outside_funnel, one.group))
            for row in named
            for one in (placed[row[0]],)
        ]
    return sorted(outlines, key=in_order)


def rows_for(wanted: Wanted, results: Collection[int]) -> list[Row]:
    """Whole rows for some figures of the set, in order of rank."""
    if wanted.compare == "all":
        rows = rows_of(_standings(wanted).filter(result_id__in=results))
    else:
        rows = smaller_rows(wanted, results=results)
    return sorted(rows, key=in_order)


def _standings(wanted: Wanted) -> QuerySet[Standing]:
    return Standing.objects.filter(
        comparison__year=wanted.year,
        comparison__measure__code=wanted.measure,
        comparison__population=wanted.population,
        comparison__adjust=wanted.adjust,
        comparison__is_fictional=wanted.made_up,
    ).order_by()
