"""One measure: what it asks, how all landlords came out, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.core.paginator import Paginator

from heard.landlords.models import Presence
from heard.measures.models import ComparisonSet, Model
from heard.measures.selectors import benchmark_list, measure_get
from heard.measures.selectors.outlines import outlines_list, rows_for
from heard.measures.selectors.smaller_sets import Wanted

if TYPE_CHECKING:
    from django.core.paginator import Page

    from heard.landlords.models import Borough
    from heard.measures.forms import Choice
    from heard.measures.models import Measure
    from heard.measures.rows import Row
    from heard.measures.selectors.outlines import Outline

PAGE_SIZE = 50
_ANY_YEAR = "9999-00"  # the newest definitions, while the store is empty


class Part(NamedTuple):
    """What is shown of the rows: where in the list it is, its rows, and the borough's."""

    page: Page[Outline]
    rows: list[Row]
    local: list[Row]


@dataclass(frozen=True)
class MeasurePage:
    """What the page of a measure shows: one page of rows, and the set they are compared in."""

    measure: Measure
    choice: Choice
    comparison: ComparisonSet | None
    borough: Borough | None
    local: frozenset[int]
    q: str = ""

    @property
    def wanted(self) -> Wanted:
        """Which comparison the page shows."""
        made_up = bool(self.borough and self.borough.is_fictional)
        choice = self.choice
        return Wanted(
            choice.year,
            self.measure.code,
            choice.population,
            choice.compare,
            choice.adjust,
            made_up,
        )

    @cached_property
    def outlines(self) -> list[Outline]:
        """Every landlord in order of rank, in few words."""
        return outlines_list(self.wanted)

    @cached_property
    def rows(self) -> list[Row]:
        """Every landlord in order of rank, for downloads."""
        return benchmark_list(**self.wanted._asdict())

    @property
    def quarters(self) -> list[float]:
        """What half of all landlords lie between; empty where that isn't known."""
        quantiles = self.comparison.details.get("quantiles") if self.comparison else None
        return [quantiles[1], quantiles[3]] if quantiles else []

    def part(self, number: str | int) -> Part:
        """One page of the rows, and those of the borough; searching narrows the page."""
        wanted = self.q.casefold()
        found = [
            one
            for one in self.outlines
            if wanted in one.name.casefold() or wanted in one.code.casefold()
        ]
        paginator = Paginator(found, PAGE_SIZE)
        page = paginator.get_page(number)
        listed = {one.result_id for one in page}
        local = {one.result_id for one in self.outlines if one.landlord_id in self.local}
        rows = rows_for(self.wanted, listed | local)
        return Part(
            page,
            [row for row in rows if row.result_id in listed],
            [row for row in rows if row.result_id in local],
        )

    @property
    def adjusted(self) -> bool:
        """Whether the way of asking is allowed for."""
        return self.choice.adjust == "method"


def measure_page(
    code: str, choice: Choice, *, borough: Borough | None = None, q: str = ""
) -> MeasurePage:
    """One measure for the choice made; a borough's landlords are marked among the rest.

    A fictional borough's landlords are shown alone, held against the real ones. Counts of cases
    are shown as published whatever is chosen: nobody was asked.

    Raises:
        NotFoundError: there is no such measure in that year.
    """
    measure = measure_get(code, choice.year or _ANY_YEAR)
    if measure.model != Model.SHARE:
        choice = replace(choice, adjust="none")
    comparison = ComparisonSet.objects.filter(
        measure=measure,
        year=choice.year,
        population=choice.population,
        is_fictional=bool(borough and borough.is_fictional),
        adjust=choice.adjust,
    ).first()
    local = (
        Presence.objects.filter(borough=borough, until=None).values_list("landlord_id", flat=True)
        if borough
        else ()
    )
    return MeasurePage(measure, choice, comparison, borough, frozenset(local), q)
