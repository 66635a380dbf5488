"""What was imported, figure by figure: for the command line and for checking by hand."""

from __future__ import annotations

import difflib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from heard.errors import NotFoundError
from heard.ingest.marks import mark_meaning
from heard.landlords.lineage import ancestors, today
from heard.landlords.models import LandlordCode
from heard.landlords.selectors import landlord_find
from heard.landlords.selectors.lineage import edges
from heard.measures.history import year_end
from heard.measures.models import NotIncluded, Result, Return, Workbook
from heard.measures.services.report import Disagreement, rounding_explains

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.landlords.models import Landlord

NEAREST = 3


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One published figure and where it stands. `value` is None where `mark` stands instead.

    A share is given from 0 to 1, a rate per 1,000 homes.
    """

    code: str
    name: str
    measure: str
    measure_name: str
    year: str
    population: str
    value: float | None
    mark: str
    meaning: str
    model: str
    base: float | None
    workbook: str
    sheet: str
    cell: str

    def as_dict(self) -> dict[str, Any]:
        """The figure as it stands in JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Shown:
    """A landlord's figures of one year. `asked` is the code that was asked for."""

    asked: str
    landlord: str
    year: str
    figures: tuple[ShownFigure, ...]
    notes: tuple[str, ...]


def landlord_figures_show(*, code: str, year: str) -> Shown:
    """Every figure of a landlord in a year, whichever of its codes it reported under.

    A landlord whose homes all came to another is followed to it, and one without figures of its own
    that year to those whose homes came to it.

    Raises:
        NotFoundError: no such code or year; the nearest are named.
    """
    landlord = _landlord_of(code)
    _check_year(year)
    reporting = _reporting(landlord, year)
    returns = list(
        Return.objects.filter(
            landlord__in=reporting, workbook__year=year, workbook__superseded_by=None
        ).order_by("part")
    )
    notes = _notes(code.strip().upper(), returns)
    notes += [
        f"The regulator left {row.reported_name} ({row.code}) out of its"
        f" {row.get_part_display().lower()}: {row.reason}"
        for row in NotIncluded.objects.filter(
            landlord__in=reporting or [landlord.pk],
            workbook__year=year,
            workbook__superseded_by=None,
        )
    ]
    if not returns:
        notes.append(f"The workbook of {year} holds no figures of {landlord.name}.")
    return Shown(code.strip().upper(), landlord.name, year, tuple(_figures(returns)), tuple(notes))


def disagreements_list(workbook: Workbook) -> list[Disagreement]:
    """Stored figures that their counts don't give, beyond the rounding of the figure."""
    found = (
        Result.objects.filter(returned__workbook=workbook, agrees=False)
        .select_related("measure", "returned")
        .order_by("returned__part", "returned__reported_name", "measure__order")
    )
    return [
        Disagreement(
            code=row.returned.code,
            name=row.returned.reported_name,
            measure=row.measure.code,
            population=row.population,
            published=row.value,
            recomputed=row.recomputed,
            sheet=row.returned.sheet,
            cell=row.cell,
            counts_rounded=rounding_explains(
                row.value, row.recomputed, row.counts, weighted=bool(row.returned.weighted)
            ),
        )
        for row in found
        if row.value is not None and row.recomputed is not None
    ]


def _landlord_of(code: str) -> Landlord:
    wanted = code.strip().upper()
    held = LandlordCode.objects.select_related("landlord").filter(code=wanted).first()
    if held:
        return held.landlord
    codes = dict(LandlordCode.objects.values_list("code", "landlord__name"))
    near = [f"{one} ({codes[one]})" for one in difflib.get_close_matches(wanted, codes, NEAREST)]
    for found in landlord_find(code, limit=NEAREST):
        near += [f"{one} ({found.name})" for one in found.codes]
    nearest = "; ".join(dict.fromkeys(near)) or "none: import a workbook first"
    raise NotFoundError(f"No landlord has the code {wanted}. Nearest: {nearest}.")


def _check_year(year: str) -> None:
    known = sorted(set(Workbook.objects.filter(superseded_by=None).values_list("year", flat=True)))
    if year not in known:
        held = ", ".join(known) or "none"
        raise NotFoundError(f"There are no measures of {year}. Years in the store: {held}.")


def _reporting(landlord: Landlord, year: str) -> list[int]:
    """Who reported in that year for the homes that are or were this landlord's."""
    reported = set(
        Return.objects.filter(workbook__year=year, workbook__superseded_by=None).values_list(
            "landlord_id", flat=True
        )
    )
    if landlord.pk in reported:
        return [landlord.pk]
    followed = edges()
    heir = today(followed, landlord.pk, year_end(year))
    if heir in reported:
        return [heir]
    return sorted(ancestors([edge for edge in followed if edge.whole], landlord.pk) & reported)


def _notes(asked: str, returns: Iterable[Return]) -> list[str]:
    others = {(row.code, row.reported_name) for row in returns if row.code != asked}
    return [f"Reported under {code} as {name}." for code, name in sorted(others)]


def _figures(returns: list[Return]) -> Iterable[ShownFigure]:
    rows = (
        Result.objects.filter(returned__in=returns)
        .select_related("measure", "returned__workbook")
        .order_by("returned__code", "measure__order", "population")
    )
    for row in rows:
        yield ShownFigure(
            code=row.returned.code,
            name=row.returned.reported_name,
            measure=row.measure.code,
            measure_name=row.measure.name,
            year=row.returned.workbook.year,
            population=row.population,
            value=row.value,
            mark=row.mark,
            meaning=mark_meaning(row.mark) if row.mark else "",
            model=row.measure.model,
            base=row.base,
            workbook=row.returned.workbook.file_name,
            sheet=row.returned.sheet,
            cell=row.cell,
        )
