"""Everything needed to check one figure by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.measures.models import Adjust, Result, Standing
from heard.measures.pages.landlords import result_get
from heard.measures.selectors import rows_of

if TYPE_CHECKING:
    from heard.measures.rows import Row


# As people read them: PostgreSQL gives the keys of a JSON object in an order of its own.
ORDER = (
    "filter_yes",
    "filter_no",
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
    "not_applicable",
    "numerator",
    "denominator",
    "without_extension",
    "with_extension",
)


def _place(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


@dataclass(frozen=True, slots=True)
class Counted:
    """One number that the figure was made from, and its cell."""

    name: str
    amount: float
    cell: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure, the cells behind it, where it stands, and what it replaced."""

    result: Result
    counted: tuple[Counted, ...]
    row: Row | None
    adjusted: Row | None
    superseded: tuple[Result, ...]


def trace_get(pk: int) -> Trace | None:
    """The trace of one figure; None when there is no such figure."""
    result = result_get(pk)
    if result is None:
        return None
    counted = tuple(
        Counted(name, result.counts[name], result.cells.get(name, ""))
        for name in sorted(result.counts, key=_place)
    )
    rows = _rows(result)
    return Trace(result, counted, rows.get("none"), rows.get("method"), _superseded(result))


def _rows(result: Result) -> dict[str, Row]:
    """Where the figure stands, as published and with the way of asking allowed for."""
    found = Standing.objects.filter(result=result)
    rows = {adjust: rows_of(found.filter(comparison__adjust=adjust)) for adjust in Adjust.values}
    return {adjust: kept[0] for adjust, kept in rows.items() if kept}


def _superseded(result: Result) -> tuple[Result, ...]:
    """The same figure in workbooks that a later one corrected, newest first."""
    returned = result.returned
    return tuple(
        Result.objects.filter(
            measure=result.measure,
            population=result.population,
            returned__code=returned.code,
            returned__part=returned.part,
            returned__workbook__year=returned.workbook.year,
            returned__workbook__is_fictional=returned.workbook.is_fictional,
        )
        .exclude(pk=result.pk)
        .select_related("measure", "returned__workbook")
        .order_by("-returned__workbook__imported_at")
    )
