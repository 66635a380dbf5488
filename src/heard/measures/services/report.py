"""What an import did, in values that a page, a command line and a log can show."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from heard.ingest.tsm_model import TsmWorkbook

Outcome = Literal["imported", "superseded", "already-imported", "same-figures", "reinstated"]

IN_WORDS: dict[str, str] = {
    "imported": "imported",
    "superseded": "imported in place of an earlier release",
    "already-imported": "already imported; nothing changed",
    "same-figures": "holds the same figures as a file already imported; nothing changed",
    "reinstated": "put back in place of the release that had superseded it",
}


@dataclass(frozen=True, slots=True)
class TableReport:
    """Landlords in one table, and how many the workbook's coverage sheet says there are."""

    part: str
    sheet: str
    landlords: int
    covered: int

    @property
    def agrees(self) -> bool:
        """Whether the two are equal."""
        return self.landlords == self.covered


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A published figure that its published counts don't give.

    `counts_rounded`: the landlord weights its answers and its counts are published as whole
    numbers, whose rounding is enough to explain the difference.
    """

    code: str
    name: str
    measure: str
    population: str
    published: float
    recomputed: float
    sheet: str
    cell: str
    counts_rounded: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that a corrected workbook gives differently. None where a mark stands."""

    code: str
    name: str
    measure: str
    population: str
    old: float | None
    new: float | None
    old_mark: str = ""
    new_mark: str = ""
    what: str = "figure"  # or "counts", "added", "removed"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of one file."""

    outcome: Outcome
    workbook_id: int
    file_name: str
    year: str
    title: str
    release: str
    tables: tuple[TableReport, ...] = ()
    figures: int = 0
    marks: int = 0
    not_included: int = 0
    new_landlords: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    supersedes: str = ""
    changes: tuple[Change, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def coverage_agrees(self) -> bool:
        """Whether every table holds as many landlords as the coverage sheet says."""
        return all(table.agrees for table in self.tables)

    @property
    def in_words(self) -> str:
        """The outcome for a reader."""
        return IN_WORDS[self.outcome]

    def as_dict(self) -> dict[str, Any]:
        """The report as it stands in JSON."""
        return asdict(self) | {
            "coverage_agrees": self.coverage_agrees,
            "in_words": self.in_words,
            "disagreement_count": len(self.disagreements),
        }


def disagreements_in(parsed: TsmWorkbook) -> tuple[Disagreement, ...]:
    """Every figure of the workbook that its counts don't give, beyond rounding of the figure."""
    return tuple(
        Disagreement(
            code=one.code,
            name=one.name,
            measure=figure.measure,
            population=figure.population,
            published=figure.value,
            recomputed=figure.recomputed,
            sheet=one.sheet,
            cell=figure.cell,
            counts_rounded=rounding_explains(
                figure.value, figure.recomputed, figure.counts, weighted=bool(one.weighted)
            ),
        )
        for one in parsed.returns
        for figure in one.figures
        if figure.agrees is False and figure.value is not None and figure.recomputed is not None
    )


def rounding_explains(
    published: float, recomputed: float, counts: dict[str, float], *, weighted: bool
) -> bool:
    """Whether rounding each of five weighted counts to a whole number could move a share so far.

    Two counts above the line and three more below it may each be off by a half.
    """
    answers = [counts[key] for key in _ANSWERS if key in counts]
    if not weighted or len(answers) < len(_ANSWERS) or any(count % 1 for count in answers):
        return False
    base = sum(answers)
    most = (1.0 * (1 - recomputed) + 1.5 * recomputed) / (base - 2.5) if base > 2.5 else 1.0  # noqa: PLR2004
    return abs(published - recomputed) <= most


_ANSWERS = (
    "very_satisfied",
    "fairly_satisfied",
    "neither",
    "fairly_dissatisfied",
    "very_dissatisfied",
)
