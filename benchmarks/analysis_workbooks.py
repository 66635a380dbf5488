"""The regulator's two workbooks as plain values, for benchmarks and tests.

Not part of the product (which reads workbooks in `heard.ingest`): just enough to measure with.
Set HEARD_TSM_DIR to the folder that holds the workbooks; else they are looked for in
`shared/data/tsm` beside the checkout.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineWorkbook

from heard.analysis.benchmark import Reading

FILES = {
    2024: ("2024_TSM_Full_Data_v1.1_FINAL.xlsx", "TSM24"),
    2025: ("2025_TSM_Full_Data_v1.0_FINAL.xlsx", "TSM25"),
}
PERCEPTION = tuple(f"TP{number:02}" for number in range(1, 13))
METHODS = {
    "Telephone": "telephone",
    "Internet": "internet",
    "FacetoFace": "face to face",
    "Face to Face": "face to face",
    "Postal": "postal",
    "SMS": "sms",
    "Other": "other",
}
SUCCESSORS = {"L0726": "L0514"}  # code in 2025 -> code in 2024


@dataclass(slots=True)
class Landlord:
    """One row of a perception sheet."""

    code: str
    name: str
    population: float | None
    sample: float | None
    census: bool
    supported: bool
    weighted: bool
    methods: dict[str, float]
    traits: dict[str, str]
    share: dict[str, float] = field(default_factory=dict)
    answers: dict[str, tuple[float, ...]] = field(default_factory=dict)
    mark: dict[str, str] = field(default_factory=dict)


def folder() -> Path | None:
    """Where the workbooks are, or None where they aren't at hand."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / "tsm"
    place = Path(os.environ.get("HEARD_TSM_DIR", beside))
    return place if all((place / name).exists() for name, _ in FILES.values()) else None


def table(year: int, sheet: str) -> list[dict[str, object]]:
    """Rows of one sheet, keyed by heading; `sheet` without the year's prefix."""
    place = folder()
    if place is None:
        raise FileNotFoundError("The regulator's workbooks aren't at hand: set HEARD_TSM_DIR.")
    name, prefix = FILES[year]
    book = CalamineWorkbook.from_path(str(place / name))
    rows = book.get_sheet_by_name(f"{prefix}_{sheet}").to_python()
    start = next(i for i, row in enumerate(rows) if "Landlord name" in row)
    heads = [str(cell).replace("\u200b", "").replace("\xa0", " ").strip() for cell in rows[start]]
    return [dict(zip(heads, row, strict=True)) for row in rows[start + 1 :] if row[0] and row[1]]


def code_of(cell: object) -> str:
    """A landlord's code as text: 52 of 2025's are stored as numbers."""
    return str(int(cell)) if isinstance(cell, float) else str(cell).strip()


def number(cell: object) -> float | None:
    """A cell's number, None for a mark or a blank."""
    return float(cell) if isinstance(cell, int | float) else None


def landlords(year: int, tenure: str = "LCRA") -> dict[str, Landlord]:
    """Every landlord of one tenure's perception sheet, by code."""
    rows = table(year, f"{tenure}_Perception")
    heads = list(rows[0])
    shares = {
        measure: next(h for h in heads if h.startswith("Proportion") and f"({measure})" in h)
        for measure in PERCEPTION
        if any(f"({measure})" in head for head in heads)
    }
    counts = {measure: _count_heads(heads, measure) for measure in shares}
    found = {}
    for row in rows:
        one = _landlord(row)
        for measure, head in shares.items():
            _measure(one, row, measure, head, counts[measure])
        found[one.code] = one
    return found


def _count_heads(heads: list[str], measure: str) -> list[str]:
    wanted = [
        head
        for head in heads
        if head.startswith("Number of respondents")
        and f"{measure})" in head
        and "not applicable" not in head
        and not re.search(r"has (not )?carried out a repair", head)
    ]
    if len(wanted) != 5:
        raise ValueError(f"{measure}: {len(wanted)} count columns, not 5.")
    return wanted


def _landlord(row: dict[str, object]) -> Landlord:
    def cell(*starts: str) -> object:
        return next((value for head, value in row.items() if head.startswith(starts)), None)

    found: dict[str, float] = {}
    for head, value in row.items():
        if head.startswith("Number of responses by method - "):
            count = number(value)
            if count:
                found[METHODS[head.split(" - ")[1]]] = count
    total = sum(found.values())
    return Landlord(
        code=code_of(row["Landlord code"]),
        name=str(row["Landlord name"]),
        population=number(cell("Relevant tenant population")),
        sample=number(cell("Total sample size achieved")),
        census=str(cell("Sample or census")).lower().startswith("census"),
        supported=str(cell("LCRA above 30%", "LCHO above 30%")) == "Yes",
        weighted=str(cell("Were weighted responses used")) == "Yes",
        methods={method: count / total for method, count in found.items()},
        traits=_traits(row),
    )


def _traits(row: dict[str, object]) -> dict[str, str]:
    """What the landlord is, by the headings that the regulator gives it."""
    starts = {
        "kind": "landlord type",
        "region": "landlord predominant region",
        "size": "landlord group size",
        "supported": "lcra above 30%",
    }
    return {
        trait: str(value)
        for trait, start in starts.items()
        for head, value in row.items()
        if head.lower().startswith(start) and value
    }


def _measure(
    one: Landlord, row: dict[str, object], measure: str, share: str, counts: list[str]
) -> None:
    value = number(row[share])
    answers = [number(row[head]) for head in counts]
    if value is None:
        one.mark[measure] = str(row[share])
        return
    one.share[measure] = value / 100
    if all(answer is not None for answer in answers):
        one.answers[measure] = tuple(answer for answer in answers if answer is not None)


def readings(year: int, measure: str, tenure: str = "LCRA") -> list[Reading]:
    """What the benchmark takes in: one reading for each landlord of the sheet."""
    return [reading(one, measure) for one in landlords(year, tenure).values()]


def reading(one: Landlord, measure: str) -> Reading:
    """One landlord's reading on one measure."""
    answers = one.answers.get(measure)
    return Reading(
        code=one.code,
        share=one.share.get(measure),
        base=sum(answers) if answers else None,
        population=one.population,
        census=one.census,
        weighted=one.weighted,
        methods=one.methods,
        supported=one.supported,
        mark=one.mark.get(measure, "").strip("[]"),
        traits=one.traits,
    )
