"""One measure: what it asks, how all landlords came out, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator

from heard.landlords.models import Presence
from heard.measures.models import ComparisonSet
from heard.measures.selectors import benchmark_list, measure_get

if TYPE_CHECKING:
    from django.core.paginator import Page

    from heard.landlords.models import Borough
    from heard.measures.forms import Choice
    from heard.measures.models import Measure
    from heard.measures.rows import Row

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What the page of a measure shows: one page of rows, and the set they are compared in."""

    measure: Measure
    choice: Choice
    comparison: ComparisonSet | None
    rows: tuple[Row, ...]
    borough: Borough | None
    local: frozenset[int]
    q: str = ""

    def page(self, number: str | int) -> Page[Row]:
        """The rows of one page; searching by name or code narrows them."""
        wanted = self.q.casefold()
        rows = [
            row
            for row in self.rows
            if wanted in row.name.casefold() or wanted in row.code.casefold()
        ]
        return Paginator(rows, PAGE_SIZE).get_page(number)

    @property
    def adjusted(self) -> bool:
        """Whether the way of asking is allowed for."""
        return self.choice.adjust == "method"

    @property
    def local_rows(self) -> list[Row]:
        """Rows of the borough's landlords."""
        return [row for row in self.rows if row.landlord_id in self.local]


def measure_page(
    code: str, choice: Choice, *, borough: Borough | None = None, q: str = ""
) -> MeasurePage:
    """One measure for the choice made; a borough's landlords are marked among the rest.

    A fictional borough's landlords are shown alone, held against the real ones.

    Raises:
        NotFoundError: there is no such measure in that year.
    """
    measure = measure_get(code, choice.year)
    made_up = bool(borough and borough.is_fictional)
    comparison = ComparisonSet.objects.filter(
        measure=measure,
        year=choice.year,
        population=choice.population,
        is_fictional=made_up,
        adjust=choice.adjust,
    ).first()
    rows = benchmark_list(
        year=choice.year,
        measure=measure.code,
        population=choice.population,
        compare=choice.compare,
        adjust=choice.adjust,
        made_up=made_up,
    )
    local = (
        Presence.objects.filter(borough=borough, until=None).values_list("landlord_id", flat=True)
        if borough
        else ()
    )
    return MeasurePage(measure, choice, comparison, tuple(rows), borough, frozenset(local), q)
