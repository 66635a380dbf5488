"""Make figures of a table's rows: value or mark, counts, and whether the two agree."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from heard.ingest.cells import (
    MARK_CELLS,
    CellError,
    Number,
    cell_name,
    column_letters,
    count,
    number,
    percent,
)
from heard.ingest.recompute import (
    FULL,
    answers_base,
    column_decimals,
    decimals_of,
    ratio,
    share_of_answers,
    within_rounding,
)
from heard.ingest.tsm import ALL_HOMES, COMBINED, COMPLAINTS, LCRA_MEASURES, RATES, SURVEYED
from heard.ingest.tsm_model import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heard.ingest.faults import Faults
    from heard.ingest.sheets import Row, Table
    from heard.ingest.tsm import SheetPlan

SUSPECT_SHARE = 0.5  # of a column's figures that disagree with their counts
SUSPECT_FEWEST = 10
NEAR = 0.006  # how far a share may be off by rounding to whole percentages
PERCENT = 100.0
PER_HOMES = 1000.0
Counted = tuple[dict[str, float], dict[str, str]]
DIGITS = 12  # 45.9% is 0.459, whatever floating point makes of it


@dataclass(slots=True)
class FigurePlan:
    """Where one measure's figure and counts stand in a table."""

    measure: str
    population: str
    column: int
    keys: tuple[str, ...]  # kinds of count
    columns: tuple[int, ...]  # and where each stands
    letters: tuple[tuple[str, str], ...]  # the same, by the column's letters
    group: str  # figures of one group are rounded alike: 2023-24's aren't, but for shared owners'
    rate: bool  # cases per 1,000 homes, published as they are; all others are percentages
    survey: bool  # made of answers on a scale, not of a numerator and a denominator
    scale: float  # published units in a ratio of one
    kept: float  # published units in one unit of the value kept
    pick: Callable[[Row], Sequence[Any]]  # its counts out of a row
    plain: bool = False  # whether its counts are numbers in every row
    seen: int = 0  # figures that could be worked out again, and those that didn't agree
    wrong: int = 0
    as_fractions: int = 0  # of the latter, those that would agree as shares from 0 to 1


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
    return [_plan(*one, table) for one in wanted if one[2] in table.columns]


def _plan(measure: str, population: str, prefix: str, table: Table) -> FigurePlan:
    counts = {
        key.removeprefix(f"{prefix} "): at
        for key, at in table.columns.items()
        if key.startswith(f"{prefix} ") and not key.startswith(f"{prefix} by ")
    }
    return FigurePlan(
        measure,
        population,
        table.columns[prefix],
        keys=tuple(counts),
        columns=tuple(counts.values()),
        letters=tuple((key, column_letters(at)) for key, at in counts.items()),
        group=population if measure in COMPLAINTS else "",
        rate=measure in RATES,
        survey=measure in SURVEYED,
        scale=PER_HOMES if measure in RATES else PERCENT,
        kept=1.0 if measure in RATES else PERCENT,
        pick=itemgetter(*counts.values()),
    )


@dataclass(slots=True)
class FigureReader:
    """Reads the figures of one table's rows, keeping faults and not stopping at the first."""

    table: Table
    faults: Faults
    plans: list[FigurePlan]
    decimals: dict[str, int] = field(init=False)
    width: int = field(init=False)

    def __post_init__(self) -> None:
        """See how each group of figures is rounded, which is what they are held to."""
        self.width = 1 + max(self.table.columns.values())
        self._find_plain_columns()
        published: dict[str, list[float]] = {}
        for plan in self.plans:
            at = plan.column
            column = (values[at] for _, values in self.table.rows if at < len(values))
            known = published.setdefault(plan.group, [])
            known.extend(raw for raw in column if isinstance(raw, float))
        self.decimals = {group: column_decimals(values) for group, values in published.items()}

    def _find_plain_columns(self) -> None:
        """Note the measures whose counts are numbers in every row: most, and quicker to read."""
        rows = [values for _, values in self.table.rows]
        if not rows or min(map(len, rows)) < self.width:
            return
        for plan in self.plans:
            columns: list[list[Any]] = [[values[at] for values in rows] for at in plan.columns]
            plan.plain = all(
                set(map(type, column)) == {float} and min(column) >= 0.0 and max(column) < math.inf
                for column in columns
            )

    def read(self, row: int, values: Row) -> tuple[Figure, ...]:
        """Every figure in one row that could be read."""
        figures = [self._figure(plan, row, values) for plan in self.plans]
        return tuple([figure for figure in figures if figure])

    def suspect_columns(self) -> None:
        """Call it a fault where counts disagree with most of their figures: wrong headings."""
        for plan in self.plans:
            if plan.seen >= SUSPECT_FEWEST and plan.wrong > SUSPECT_SHARE * plan.seen:
                heading = cell_name(self.table.header_row, plan.column)
                problem = (
                    f"the figures of {plan.measure} are shares from 0 to 1 where percentages from"
                    " 0 to 100 belong."
                    if plan.as_fractions > SUSPECT_SHARE * plan.wrong
                    else f"the counts headed {plan.measure} don't give its figures for"
                    f" {plan.wrong} of {plan.seen} landlords: the headings are likely mixed up."
                )
                self.faults.add(
                    f"sheet {self.table.sheet}, cell {heading}",
                    problem,
                    "Restore the columns as the regulator published them.",
                )

    def _number(
        self, row: int, at: int, values: Row, parse: Callable[[object], Number]
    ) -> Number | None:
        try:
            return parse(values[at] if at < len(values) else None)
        except CellError as error:
            place = f"sheet {self.table.sheet}, cell {cell_name(row, at)}"
            self.faults.add(place, error.problem, error.mend)
            return None

    def _counts(self, plan: FigurePlan, row: int, values: Row) -> Counted:
        """Counts, and the marks that stand for counts. Nearly all are numbers, or all one mark."""
        if plan.plain:
            return dict(zip(plan.keys, plan.pick(values), strict=True)), {}
        whole = len(values) >= self.width
        raws: Sequence[Any] = plan.pick(values) if whole else ()
        kinds = set(map(type, raws))
        if kinds == {float} and min(raws) >= 0.0 and max(raws) < math.inf:
            return dict(zip(plan.keys, raws, strict=True)), {}
        if kinds == {str} and raws[0] in MARK_CELLS and raws.count(raws[0]) == len(raws):
            return {}, dict.fromkeys(plan.keys, MARK_CELLS[raws[0]].mark)
        counts: dict[str, float] = {}
        marks: dict[str, str] = {}
        for key, at in zip(plan.keys, plan.columns, strict=True):
            if found := self._number(row, at, values, count):
                if found.value is None:
                    marks[key] = found.mark
                else:
                    counts[key] = found.value
        return counts, marks

    def _published(self, plan: FigurePlan, row: int, values: Row) -> Number | None:
        raw = values[plan.column] if plan.column < len(values) else None
        if type(raw) is float and 0.0 <= raw <= PERCENT:  # nearly every figure, also of rates
            return Number(raw)
        return self._number(row, plan.column, values, number if plan.rate else percent)

    def _figure(self, plan: FigurePlan, row: int, values: Row) -> Figure | None:
        published = self._published(plan, row, values)
        counts, marks = self._counts(plan, row, values)
        if published is None:
            return None
        base = answers_base(counts) if plan.survey else counts.get("denominator")
        again = share_of_answers(counts, base) if plan.survey else ratio(counts)
        value, mark = published
        agrees = None
        if again is None:
            if value == 0:
                value, mark = None, stand_in(base, marks)
        elif value is not None:
            decimals = self.decimals[plan.group]
            if decimals < FULL:  # a figure is held to no fewer decimals than it has
                decimals = max(decimals, decimals_of(value))
            agrees = within_rounding(value, again * plan.scale, decimals=decimals)
            plan.seen += 1
            if not agrees:
                plan.wrong += 1
                plan.as_fractions += not plan.rate and abs(value - again) <= NEAR
        return Figure(
            plan.measure,
            plan.population,
            None if value is None else round(value / plan.kept, DIGITS),
            mark,
            row,
            plan.column,
            counts,
            marks,
            base,
            None if again is None else again * plan.scale / plan.kept,
            agrees,
            plan.letters,
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
