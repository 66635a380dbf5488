"""Landlords compared with those like them: worked out when asked, and kept until figures change."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from heard.measures.comparisons import compare_within
from heard.measures.figures import figures_list
from heard.measures.history import previous_figures
from heard.measures.models import Adjust, ComparisonSet
from heard.measures.rows import row_of
from heard.measures.services.standings import year_before

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from heard.analysis import Standing
    from heard.measures.rows import Row

KEPT = 32  # sets of some 350 standings, about 0.3 MB each


class Wanted(NamedTuple):
    """Which comparison is asked for."""

    year: str
    measure: str
    population: str
    compare: str
    adjust: Literal["none", "method"]
    made_up: bool


class Placed(NamedTuple):
    """Where a figure stands, and in which group."""

    standing: Standing
    group: str


def smaller_rows(wanted: Wanted, *, results: Collection[int] | None = None) -> list[Row]:
    """Rows of the landlords compared, each within its group; only of `results` when given."""
    placed = placed_within(wanted)
    figures = figures_list(
        years=[wanted.year],
        measures=[wanted.measure],
        populations=[wanted.population],
        made_up=wanted.made_up,
        results=results,
    )
    return [
        row_of(figure, one.standing, of=one.standing.of, compared_with=one.group)
        for figure in figures
        if (one := placed.get(figure.result_id))
    ]


def placed_within(wanted: Wanted) -> Mapping[int, Placed]:
    """Where each figure stands, by the key of its result.

    Whatever changes a figure has all landlords compared anew, so the time of that tells whether
    what was worked out before still holds.
    """
    compared_at = (
        ComparisonSet.objects.filter(
            year=wanted.year,
            measure__code=wanted.measure,
            population=wanted.population,
            is_fictional=wanted.made_up,
            adjust=Adjust.NONE,
        )
        .values_list("computed_at", flat=True)
        .first()
    )
    return _placed(wanted, compared_at) if compared_at else {}


@lru_cache(maxsize=KEPT)
def _placed(wanted: Wanted, compared_at: datetime) -> Mapping[int, Placed]:  # noqa: ARG001 - tells one state of the store from another
    before_year = year_before(wanted.year)
    figures = figures_list(
        years=[wanted.year, before_year],
        measures=[wanted.measure],
        populations=[wanted.population],
        made_up=wanted.made_up,
    )
    now = [figure for figure in figures if figure.year == wanted.year]
    before = [figure for figure in figures if figure.year == before_year]
    previous = previous_figures(now=now, before=before)
    known = previous.get((wanted.measure, wanted.population), {})
    return {
        figure.result_id: Placed(standing, group.label)
        for group in compare_within(now, known, by=wanted.compare, adjust=wanted.adjust)
        for figure, standing in group.pairs
        if figure.is_fictional is wanted.made_up
    }
