"""What a workbook of Tenant Satisfaction Measures says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from heard.ingest.cells import cell_name


class Figure(NamedTuple):
    """One published figure. `value` is a share from 0 to 1 or cases per 1,000 homes.

    Either `value` or `mark` is given. `counts` are what it was made from, by kind; where a mark
    stands for a count it is in `count_marks`. `recomputed` is the value that the counts give;
    `agrees` is None where they give none.
    """

    measure: str
    population: str
    value: float | None
    mark: str
    row: int
    column: int  # counted from 0
    counts: dict[str, float]
    count_marks: dict[str, str]
    base: float | None
    recomputed: float | None
    agrees: bool | None
    letters: tuple[tuple[str, str], ...]  # of the columns where its counts stand, by kind

    @property
    def cell(self) -> str:
        """The cell that the figure stands in."""
        return cell_name(self.row, self.column)

    @property
    def cells(self) -> dict[str, str]:
        """The cell that each count, or the mark in its place, stands in."""
        return {kind: f"{letters}{self.row}" for kind, letters in self.letters}


@dataclass(frozen=True, slots=True)
class LandlordReturn:
    """One landlord's row in one table. Unknown is None or "", with the mark in `marks` if any."""

    part: str
    code: str
    name: str
    sheet: str
    row: int
    landlord_type: str
    size_band: str
    region: str
    supported: bool | None
    url: str
    notes: str
    figures: tuple[Figure, ...]
    population_size: int | None = None
    required_sample: int | None = None
    responses: int | None = None
    margin_of_error: float | None = None
    excluded: int | None = None
    collection: str = ""
    methods: dict[str, int] = field(default_factory=dict)
    other_methods: str = ""
    predominant_method: str = ""
    weighted: bool | None = None
    weighting: tuple[str, ...] = ()
    contractor: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    context: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A landlord that the regulator left out of a table, and why."""

    part: str
    code: str
    name: str
    reason: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class TableCount:
    """How many landlords a table holds, and how many the coverage sheet says it holds."""

    part: str
    sheet: str
    landlords: int
    covered: int


@dataclass(frozen=True, slots=True)
class TsmWorkbook:
    """A whole workbook. `year` is written "2023-24"."""

    year: str
    file_name: str
    sha256: str
    title: str
    release: str
    returns: tuple[LandlordReturn, ...]
    not_included: tuple[LeftOut, ...]
    tables: tuple[TableCount, ...]
    notes: dict[str, tuple[str, ...]]  # the regulator's numbered notes, by sheet
    remarks: tuple[str, ...]  # what stood oddly in the workbook and was read all the same

    @property
    def figures(self) -> int:
        """How many figures it holds, marks included."""
        return sum(len(one.figures) for one in self.returns)
