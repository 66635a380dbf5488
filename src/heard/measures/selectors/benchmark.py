"""What pages, exports and the command line read of the measures."""

from __future__ import annotations

from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from heard.errors import NotFoundError
from heard.landlords.models import Landlord, LandlordCode
from heard.measures.figures import FIELDS, Figure
from heard.measures.models import Adjust, NotIncluded, Standing, Workbook
from heard.measures.rows import row_of
from heard.measures.selectors.smaller_sets import Wanted, smaller_rows
from heard.measures.services.standings import measures_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from django.db.models import QuerySet

    from heard.measures.models import Measure
    from heard.measures.rows import Row
    from heard.measures.selectors.outlines import Outline


def years_list(*, made_up: bool | None = None) -> list[str]:
    """Reporting years with figures in the store, newest first."""
    found = Workbook.objects.filter(superseded_by=None)
    if made_up is not None:
        found = found.filter(is_fictional=made_up)
    return sorted(set(found.values_list("year", flat=True)), reverse=True)


def year_or_newest(year: str, *, made_up: bool | None = None) -> str:
    """The year asked for, or the newest one.

    Raises:
        NotFoundError: there are no figures of the year asked for, or none at all.
    """
    known = years_list(made_up=made_up)
    if not known:
        raise NotFoundError("No measures are here yet: run `heard measures import WORKBOOK.xlsx`.")
    if year and year not in known:
        held = ", ".join(sorted(known)) or "none"
        raise NotFoundError(f"There are no measures of {year}. Years in the store: {held}.")
    return year or known[0]


def measure_get(code: str, year: str) -> Measure:
    """The measure as defined for a year; codes are forgiven their case and spaces.

    Raises:
        NotFoundError: no such measure, with the parts named where it has parts.
    """
    wanted = code.upper().replace(" ", ".").replace("(", ".").replace(")", "").replace("..", ".")
    defined = measures_of(year)
    for measure in defined:
        if measure.code == wanted:
            return measure
    parts = [measure.code for measure in defined if measure.code.startswith(f"{wanted}.")]
    if parts:
        raise NotFoundError(f"{wanted} has parts: name one of {', '.join(parts)}.")
    known = ", ".join(measure.code for measure in defined)
    raise NotFoundError(f"There is no measure {code}. Measures of {year}: {known}.")


def standings_of(
    *,
    year: str,
    measures: Iterable[str],
    populations: Iterable[str],
    landlords: Iterable[int] | None = None,
    made_up: bool = False,
    adjust: str = Adjust.NONE,
) -> list[Row]:
    """Rows as compared with all landlords, in one query; made-up landlords only when asked for."""
    found = Standing.objects.filter(
        comparison__year=year,
        comparison__measure__code__in=tuple(measures),
        comparison__population__in=tuple(populations),
        comparison__adjust=adjust,
        comparison__is_fictional=made_up,
    )
    if landlords is not None:
        found = found.filter(result__returned__landlord_id__in=tuple(landlords))
    return rows_of(found)


class Kept(NamedTuple):
    """A stored standing as values: models would cost more than all the rest of a page."""

    size: int
    method_version: str
    low: float | None
    high: float | None
    shrunk: float | None
    shrunk_low: float | None
    shrunk_high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    p_above_median: float | None
    band: str
    change: float | None
    change_low: float | None
    change_high: float | None
    method_adjusted: float | None
    outside_funnel: bool
    flags: list[str]


_KEPT = ("comparison__size", "comparison__method_version", *Kept._fields[2:])
_JOINED = tuple(f"result__{field}" for field in FIELDS)


def rows_of(found: QuerySet[Standing]) -> list[Row]:
    """Rows of stored standings, in their order, in one query."""
    rows: Iterable[tuple[Any, ...]] = found.values_list(*_KEPT, *_JOINED)
    return [
        row_of(Figure(*row[len(_KEPT) :]), kept := Kept(*row[: len(_KEPT)]), of=kept.size)
        for row in rows
    ]


def benchmark_list(
    *,
    year: str,
    measure: str,
    population: str,
    compare: str = "all",
    adjust: Literal["none", "method"] = "none",
    made_up: bool = False,
) -> list[Row]:
    """Every landlord on one measure, within the set asked for, in order of rank.

    The set of all landlords is read from the store; smaller sets are compared here and now.
    """
    if compare == "all":
        rows = standings_of(
            year=year, measures=[measure], populations=[population], made_up=made_up, adjust=adjust
        )
    else:
        rows = smaller_rows(Wanted(year, measure, population, compare, adjust, made_up))
    return sorted(rows, key=in_order)


def in_order(row: Row | Outline) -> tuple[str, float, str, str]:
    """By group, then by rank; those without a figure come last."""
    return row.compared_with, inf if row.rank is None else row.rank, row.name, row.code


def landlord_rows(
    landlords: Sequence[int], *, made_up: bool, adjust: str = Adjust.NONE
) -> dict[str, list[Row]]:
    """Every figure of a landlord (and of those it took over), by year, newest first."""
    found = Standing.objects.filter(
        result__returned__landlord_id__in=tuple(landlords),
        comparison__adjust=adjust,
        comparison__is_fictional=made_up,
    ).order_by("-comparison__year", "comparison__measure__order", "comparison__population")
    years: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(found):
        years[row.year].append(row)
    return dict(years)


def not_included_list(landlords: Iterable[int]) -> list[NotIncluded]:
    """Where the regulator left landlords out, with its reasons."""
    return list(
        NotIncluded.objects.filter(
            landlord_id__in=tuple(landlords), workbook__superseded_by=None
        ).select_related("workbook", "landlord")
    )


def landlord_get(slug: str) -> Landlord:
    """A landlord of the register.

    Raises:
        NotFoundError: there is none under this address.
    """
    try:
        return Landlord.objects.get(slug=slug)
    except Landlord.DoesNotExist:
        raise NotFoundError("There is no such landlord.") from None


def landlords_of_codes(codes: Iterable[str]) -> set[int]:
    """Keys of the landlords that hold these codes; case is forgiven.

    Raises:
        NotFoundError: nobody holds one of them.
    """
    wanted = {code.strip().upper() for code in codes}
    held = dict(LandlordCode.objects.filter(code__in=wanted).values_list("code", "landlord_id"))
    if missing := sorted(wanted - set(held)):
        raise NotFoundError(f"No landlord holds the code {missing[0]}. Try `heard landlords find`.")
    return set(held.values())
