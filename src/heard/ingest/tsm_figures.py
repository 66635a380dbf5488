"""Make figures of a table's rows: value or mark, counts, and whether the two agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.ingest.cells import CellError, Number, cell_name, count, number, percent
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
    SheetPlan,
)
from heard.ingest.tsm_model import Figure

if TYPE_CHECKING:
    from heard.ingest.faults import Faults
    from heard.ingest.sheets import Row, Table

SUSPECT_SHARE = 0.5  # of a column's figures that disagree with their counts
SUSPECT_FEWEST = 10
PERCENT = 100.0
PER_HOMES = 1000.0


@dataclass(frozen=True, slots=True)
class FigurePlan:
    """Where one measure's figure and counts stand. `prefix` begins the keys of its columns."""

    measure: str
    population: str
    prefix: str
    counts: tuple[tuple[str, int], ...]
    column: int

    @property
    def group(self) -> str:
        """Figures of one group are rounded alike: 2023-24's are, but for those of shared owners."""
        return self.population if self.measure in COMPLAINTS else ""

    @property
    def scale(self) -> float:
        """Published units in one unit of the value."""
        return 1.0 if self.measure in RATES else PERCENT


def figure_plans(plan: SheetPlan, table: Table) -> list[FigurePlan]:
    """Which figures this table holds."""
    if plan.population:
        wanted = [(code, plan.population, code) for code in SURVEYED]
    else:
        wanted = [
            (code, "LCRA" if code in LCRA_MEASURES else COMBINED, code) for code in ALL_HOMES
        ] + [
            (code, population.upper(), f"{population} {code}")
            for population in ("LCRA", "LCHO", "Combined")
            for code in COMPLAINTS
        ]
    return [
        FigurePlan(
            measure,
            population,
            prefix,
            tuple(
                (key.removeprefix(f"{prefix} "), at)
                for key, at in table.columns.items()
                if key.startswith(f"{prefix} ") and not key.startswith(f"{prefix} by ")
            ),
            table.columns[prefix],
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

    def read(self, row: int, values: Row) -> tuple[Figure, ...]:
        """Every figure in one row that could be read."""
        figures = (self._figure(plan, row, values) for plan in self.plans)
        return tuple(figure for figure in figures if figure)

    def cell(self, row: int, at: int, values: Row, parse: Callable[[object], Number]) -> Number | None:
        """What the cell holds, or None and a fault."""
        try:
            return parse(values[at] if at < len(values) else None)
        except CellError as error:
            place = f"sheet {self.table.sheet}, cell {cell_name(row, at)}"
            self.faults.add(place, error.problem, error.mend)
            return None

    def _figure(self, plan: FigurePlan, row: int, values: Row) -> Figure | None:
        parse = number if plan.measure in RATES else percent
        published = self.cell(row, plan.column, values, parse)
        counts: dict[str, float] = {}
        marks: dict[str, str] = {}
        cells: dict[str, str] = {}
        for key, at in plan.counts:
            found = self.cell(row, at, values, count)
            cells[key] = cell_name(row, at)
            if found is None:
                continue
            if found.value is None:
                marks[key] = found.mark
            else:
                counts[key] = found.value
        if published is None:
            return None
        return _settle(plan, published, cell_name(row, plan.column), counts, cells, marks)


def _settle(
    plan: FigurePlan,
    published: Number,
    cell: str,
    counts: dict[str, float],
    cells: dict[str, str],
    marks: dict[str, str],
) -> Figure:
    survey = plan.measure in SURVEYED
    base = answers_base(counts) if survey else counts.get("denominator")
    recomputed = (
        share_of_answers(counts)
        if survey
        else ratio(counts, per=PER_HOMES if plan.measure in RATES else 1.0)
    )
    value, mark = published.value, published.mark
    if value == 0 and recomputed is None:
        value, mark = None, stand_in(base, marks)
    return Figure(
        measure=plan.measure,
        population=plan.population,
        value=None if value is None else value / plan.scale,
        mark=mark,
        cell=cell,
        counts=counts,
        cells=cells,
        count_marks=marks,
        base=base,
        recomputed=recomputed,
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


def judge(
    plans: list[FigurePlan], rows: list[tuple[Figure, ...]], table: Table, faults: Faults
) -> list[tuple[Figure, ...]]:
    """Say of each figure whether its counts give it, at the rounding its table uses.

    A measure whose counts disagree with most of its figures is a fault: its headings are wrong.
    """
    groups = {(plan.measure, plan.population): plan for plan in plans}
    published: dict[str, list[float]] = {}
    for figures in rows:
        for one in figures:
            if one.value is not None:
                plan = groups[one.measure, one.population]
                published.setdefault(plan.group, []).append(round(one.value * plan.scale, 12))
    decimals = {group: column_decimals(values) for group, values in published.items()}
    judged = [
        tuple(_judged(one, groups[one.measure, one.population], decimals) for one in figures)
        for figures in rows
    ]
    _suspect(plans, judged, table, faults)
    return judged


def _judged(one: Figure, plan: FigurePlan, decimals: dict[str, int]) -> Figure:
    if one.value is None or one.recomputed is None:
        return one
    agrees = within_rounding(
        one.value * plan.scale, one.recomputed * plan.scale, decimals=decimals[plan.group]
    )
    return replace(one, agrees=agrees)


def _suspect(
    plans: list[FigurePlan], rows: list[tuple[Figure, ...]], table: Table, faults: Faults
) -> None:
    for plan in plans:
        known = [
            one.agrees
            for figures in rows
            for one in figures
            if one.agrees is not None
            and (one.measure, one.population) == (plan.measure, plan.population)
        ]
        wrong = known.count(False)
        if len(known) >= SUSPECT_FEWEST and wrong > SUSPECT_SHARE * len(known):
            faults.add(
                f"sheet {table.sheet}, cell {cell_name(table.header_row, plan.column)}",
                f"the counts headed {plan.measure} don't give its figures"
                f" for {wrong} of {len(known)} landlords: the headings are likely mixed up.",
                "Restore the columns as the regulator published them.",
            )
