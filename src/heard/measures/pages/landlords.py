"""One landlord's figures, year by year, each traceable to its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.landlords.selectors import landlord_lineage
from heard.measures.models import (
    Adjust,
    ComparisonSet,
    Family,
    Population,
    Result,
)
from heard.measures.selectors import landlord_rows, not_included_list
from heard.measures.services.standings import measures_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.landlords.models import Landlord
    from heard.measures.models import (
        Measure,
        NotIncluded,
    )
    from heard.measures.rows import Row


@dataclass(frozen=True, slots=True)
class LandlordFigures:
    """A landlord's figures of one year, by what they are about."""

    landlord: Landlord
    year: str
    years: tuple[str, ...]
    population: str
    populations: tuple[str, ...]
    families: tuple[tuple[str, tuple[tuple[Measure, Row], ...]], ...]
    earlier: tuple[tuple[Landlord, str], ...]
    not_included: tuple[NotIncluded, ...]
    sets: Mapping[tuple[str, str], ComparisonSet]

    @property
    def rows(self) -> list[Row]:
        """Every row of the page."""
        return [row for _family, pairs in self.families for _measure, row in pairs]

    @property
    def cautions(self) -> list[str]:
        """What a reader must know of the surveys, each sentence once."""
        said = [sentence for row in self.rows for sentence in row.caution_sentences]
        return list(dict.fromkeys(said))


def landlord_figures(
    landlord: Landlord, *, year: str = "", population: str = ""
) -> LandlordFigures:
    """A landlord's figures of a year and population; the newest with figures unless asked.

    Homes counted together (safety checks, say) are shown beside either population.
    """
    family = [landlord, *(step.landlord for step in landlord_lineage(landlord))]
    found = landlord_rows([one.pk for one in family], made_up=landlord.is_fictional)
    years = tuple(found)
    year = year if year in found else (years[0] if years else "")
    rows = found.get(year, [])
    asked = [row.population for row in rows if row.measure.startswith("TP")]
    populations = tuple(value for value in Population.values if value in asked)
    if population not in populations:
        population = populations[0] if populations else Population.LCRA
    own = [row for row in rows if row.landlord_id == landlord.pk]
    shown = _of_population(own or rows, population)
    return LandlordFigures(
        landlord=landlord,
        year=year,
        years=years,
        population=population,
        populations=populations,
        families=_families(year, shown),
        earlier=tuple(
            (
                one,
                ", ".join(y for y, rs in found.items() if any(r.landlord_id == one.pk for r in rs)),
            )
            for one in family[1:]
        ),
        not_included=tuple(not_included_list([one.pk for one in family])),
        sets=_sets(year, made_up=landlord.is_fictional),
    )


def _of_population(rows: list[Row], population: str) -> list[Row]:
    """Rows of one population, and of all homes together where a measure has only those.

    Repairs and decent homes are measured for rented homes alone, whoever was surveyed.
    """
    asked = [row for row in rows if row.population == population]
    measured = {row.measure for row in asked}
    others = [row for row in rows if row.measure not in measured and row.population != population]
    together = [row for row in others if row.population == Population.COMBINED]
    measured |= {row.measure for row in together}
    rented = [row for row in others if row.measure.startswith("RP") and row.measure not in measured]
    return [*asked, *together, *rented]


def _sets(year: str, *, made_up: bool) -> dict[tuple[str, str], ComparisonSet]:
    """What each comparison found of all landlords, by measure and population."""
    found = ComparisonSet.objects.filter(year=year, is_fictional=made_up, adjust=Adjust.NONE)
    return {(one.measure.code, one.population): one for one in found.select_related("measure")}


def _families(
    year: str, rows: list[Row]
) -> tuple[tuple[str, tuple[tuple[Measure, Row], ...]], ...]:
    defined = {measure.code: measure for measure in measures_of(year)} if year else {}
    pairs = [(defined[row.measure], row) for row in rows if row.measure in defined]
    pairs.sort(key=lambda pair: pair[0].order)
    return tuple(
        (label, members)
        for value, label in _family_order()
        if (members := tuple(pair for pair in pairs if pair[0].family == value))
    )


def _family_order() -> list[tuple[str, str]]:
    """Engagement first: it is what Heard is for."""
    first = [Family.ENGAGEMENT, Family.COMPLAINTS, Family.OVERALL]
    rest = [family for family in Family if family not in first]
    return [(family.value, str(family.label)) for family in (*first, *rest)]


def result_get(pk: int) -> Result | None:
    """One published figure with its return, workbook and measure."""
    return (
        Result.objects.filter(pk=pk)
        .select_related("measure", "returned__workbook", "returned__landlord")
        .first()
    )
