"""Make figures of a table's rows: value or mark, counts, and whether the two agree."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.ingest.cells import CellError, cell_name, column_letters, count, number, percent
from heard.ingest.recompute import (
    answers_base,
    column_decimals,
    ratio,
    share_of_answers,
    within_rounding,
)
from heard.ingest.tsm import (
    ALL_HOMES,
    COMBINED,
    COMPLAINTS,
    LCRA_MEASURES,
    RATES,
    SURVEYED,
)
from heard.ingest.tsm_model import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.ingest.cells import Number
    from heard.ingest.faults import Faults
    from heard.ingest.sheets import Row, Table
    from heard.ingest.tsm import (
        SheetPlan,
    )

SUSPECT_SHARE = 0.5  # of a column's figures that disagree with their counts
SUSPECT_FEWEST = 10
PERCENT = 100.0
DIGITS = 12  # 45.9% is 0.459, whatever floating point makes of it
PER_HOMES = 1000.0


@dataclass(frozen=True, slots=True)
class FigurePlan:
    """Where one measure's figure and counts stand: kind of count, column, letters of the column."""

    measure: str
    population: str
    column: int
    letters: str
    counts: tuple[tuple[str, int, str], ...]
    group: str  # figures of one group are rounded alike: 2023-24's aren't, but for shared owners'
    rate: bool  # cases per 1,000 homes, published as they are; all others are percentages
    survey: bool  # made of answers on a scale, not of a numerator and a denominator


def figure_plans(plan: SheetPlan, table: Table) -> list[FigurePlan]:
    """Which figures this table holds."""
    if plan.population:
        wanted = [(code, plan.population, code) for code in SURVEYED]
    else:
        wanted = [(code, "LCRA" if code in LCRA_MEASURES else COMBINED, code) for code in ALL_HOMES]
        wanted += [
            (code, population.upper(), f"{population} {code}")
            for population in ("LCRA", "LCHO", "Combined")
            for code in COMPLAINTS
        ]
    return [
        FigurePlan(
            measure,
            population,
            table.columns[prefix],
            column_letters(table.columns[prefix]),
            tuple(
                (key.removeprefix(f"{prefix} "), at, column_letters(at))
                for key, at in table.columns.items()
                if key.startswith(f"{prefix} ") and not key.startswith(f"{prefix} by ")
            ),
            group=population if measure in COMPLAINTS else "",
            rate=measure in RATES,
            survey=measure in SURVEYED,
        )
        for measure, population, prefix in wanted
        if prefix in table.columns
    ]


@dataclass(slots=True)
class FigureReader:
    """Reads the figures of one table's rows, keeping faults and not stopping at the first."""

    table: Table
    faults: Faults
    plans: list[FigurePlan]
    decimals: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """See how each group of figures is rounded, which is what they are held to."""
        published: dict[str, list[float]] = {}
        for plan in self.plans:
            published.setdefault(plan.group, []).extend(
                raw
                for _, values in self.table.rows
                if plan.column < len(values) and isinstance(raw := values[plan.column], float)
            )
        self.decimals = {group: column_decimals(values) for group, values in published.items()}

    def read(self, row: int, values: Row) -> tuple[Figure, ...]:
        """Every figure in one row that could be read."""
        figures = (self._figure(plan, row, values) for plan in self.plans)
        return tuple(figure for figure in figures if figure)

    def _number(
        self, row: int, at: int, values: Row, parse: Callable[[object], Number]
    ) -> Number | None:
        try:
            return parse(values[at] if at < len(values) else None)
        except CellError as error:
            place = f"sheet {self.table.sheet}, cell {cell_name(row, at)}"
            self.faults.add(place, error.problem, error.mend)
            return None

    def _figure(self, plan: FigurePlan, row: int, values: Row) -> Figure | None:
        counts: dict[str, float] = {}
        marks: dict[str, str] = {}
        cells: dict[str, str] = {}
        width = len(values)
        for key, at, letters in plan.counts:
            cells[key] = f"{letters}{row}"
            raw = values[at] if at < width else None
            if type(raw) is float and 0.0 <= raw < math.inf:  # nearly every cell
                counts[key] = raw
            elif found := self._number(row, at, values, count):
                if found.value is None:
                    marks[key] = found.mark
                else:
                    counts[key] = found.value
        published = self._number(row, plan.column, values, number if plan.rate else percent)
        if published is None:
            return None
        return self._settle(plan, published, row, counts, cells, marks)

    def _settle(
        self,
        plan: FigurePlan,
        published: Number,
        row: int,
        counts: dict[str, float],
        cells: dict[str, str],
        marks: dict[str, str],
    ) -> Figure:
        if plan.survey:
            base, again = answers_base(counts), share_of_answers(counts)
        else:
            base, again = counts.get("denominator"), ratio(counts)
        scale = PER_HOMES if plan.rate else PERCENT
        value, mark, agrees = published.value, published.mark, None
        if value == 0 and again is None:
            value, mark = None, stand_in(base, marks)
        if value is not None and again is not None:
            agrees = within_rounding(value, again * scale, decimals=self.decimals[plan.group])
        kept = 1.0 if plan.rate else PERCENT
        return Figure(
            measure=plan.measure,
            population=plan.population,
            value=None if value is None else round(value / kept, DIGITS),
            mark=mark,
            cell=f"{plan.letters}{row}",
            counts=counts,
            cells=cells,
            count_marks=marks,
            base=base,
            recomputed=None if again is None else again * scale / kept,
            agrees=agrees,
        )


def stand_in(base: float | None, marks: dict[str, str]) -> str:
    """The mark that tells the truth about a nought with nothing behind it.

    2023-24's workbook says of itself: where the denominator was 0 or null, the percentage shows as
    0%. That nought is no figure: it takes the mark of its counts, or U where they say zero.
    """
    if base == 0:
        return "U"
    return next((marks[key] for key in ("denominator", "numerator") if key in marks), "") or next(
        iter(marks.values()), "X"
    )


def suspect_columns(
    plans: list[FigurePlan], rows: list[tuple[Figure, ...]], table: Table, faults: Faults
) -> None:
    """Find measures whose counts disagree with most of their figures: their headings are wrong."""
    seen: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for figures in rows:
        for one in figures:
            if one.agrees is not None:
                seen[one.measure, one.population] += 1
                wrong[one.measure, one.population] += not one.agrees
    for plan in plans:
        key = plan.measure, plan.population
        if seen[key] >= SUSPECT_FEWEST and wrong[key] > SUSPECT_SHARE * seen[key]:
            faults.add(
                f"sheet {table.sheet}, cell {cell_name(table.header_row, plan.column)}",
                f"the counts headed {plan.measure} don't give its figures for {wrong[key]} of"
                f" {seen[key]} landlords: the headings are likely mixed up.",
                "Restore the columns as the regulator published them.",
            )
