"""Make a landlord's return of a row: who it is, how it asked, and its figures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from heard.ingest.cells import CellError, clean, count, landlord_code, number, paragraph, yes_or_no
from heard.ingest.marks import mark_in
from heard.ingest.tsm import ANSWERS, METHODS
from heard.ingest.tsm_model import LandlordReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.ingest.faults import Faults
    from heard.ingest.sheets import Row, Table
    from heard.ingest.tsm_model import Figure

T = TypeVar("T")

# The regulator's words change from year to year; these are the words Heard keeps.
WORDS = {
    "LARP": "LA",
    ">40000": ">40,000",
    "FacetoFace": "Face to Face",
    "No predominant method of collection": "No predominant method",
}
TYPES = {"LA", "PRP"}


@dataclass(slots=True)
class RowReader:
    """One row of a table, asked by the keys of its columns."""

    table: Table
    faults: Faults
    row: int
    values: Row
    marks: dict[str, str]

    def raw(self, key: str) -> object:
        """What stands in the column, None where the table has no such column."""
        at = self.table.columns.get(key, -1)
        return self.values[at] if 0 <= at < len(self.values) else None

    def has(self, key: str) -> bool:
        """Whether the table has the column."""
        return key in self.table.columns

    def parsed(self, key: str, parse: Callable[[object], T]) -> T | None:
        """The cell through `parse`, or None and a fault."""
        try:
            return parse(self.raw(key))
        except CellError as error:
            self.faults.add(self.table.place(self.row, key), error.problem, error.mend)
            return None

    def text(self, key: str) -> str:
        """One line of text in the regulator's latest words; "" where a mark stands."""
        text = clean(self.raw(key))
        if mark := mark_in(text):
            self.marks[key] = mark
            return ""
        return WORDS.get(text, text)

    def long_text(self, key: str) -> str:
        """Free text, with its lines."""
        if mark := mark_in(clean(self.raw(key))):
            self.marks[key] = mark
        return paragraph(self.raw(key))

    def figure(self, key: str) -> float | None:
        """A number that isn't negative; a mark is kept."""
        raw = self.raw(key)
        if type(raw) is float and 0.0 <= raw < math.inf:  # nearly every cell
            return raw
        found = self.parsed(key, number)
        if found and found.mark:
            self.marks[key] = found.mark
        return found.value if found else None

    def whole(self, key: str) -> int | None:
        """The same, rounded up: a required sample of 1,014.99 people is 1,015."""
        value = self.figure(key)
        return None if value is None else int(-(-value // 1))

    def truth(self, key: str) -> bool | None:
        """Yes or no."""
        found = self.parsed(key, yes_or_no)
        if found and found[1]:
            self.marks[key] = found[1]
        return found[0] if found else None


def read_return(
    part: str, table: Table, row: int, values: Row, figures: tuple[Figure, ...], faults: Faults
) -> LandlordReturn | None:
    """The landlord's return, or None where its code can't be read."""
    reader = RowReader(table, faults, row, values, {})
    code = reader.parsed("code", landlord_code)
    if code is None:
        return None
    identity = _identity(reader)
    rest = _survey(reader) if part != "management" else {"context": _context(reader)}
    return LandlordReturn(
        part=part,
        code=code,
        sheet=table.sheet,
        row=row,
        figures=figures,
        marks=reader.marks,
        **identity,  # type: ignore[arg-type]
        **rest,
    )


def _identity(reader: RowReader) -> dict[str, object]:
    name = clean(reader.raw("name"))
    if not name:
        place = reader.table.place(reader.row, "name")
        reader.faults.add(place, "the landlord has a code but no name.", "Put the name back.")
    kind = reader.text("type")
    if kind not in TYPES:
        reader.faults.add(
            reader.table.place(reader.row, "type"),
            f"“{kind}” stands where LA (or LARP) or PRP belongs.",
            "Put the regulator's word back.",
        )
    return {
        "name": name,
        "landlord_type": kind,
        "size_band": reader.text("size"),
        "region": reader.text("region"),
        "supported": reader.truth("supported") if reader.has("supported") else None,
        "url": paragraph(reader.raw("url")),
        "notes": paragraph(reader.raw("notes")),
    }


def _survey(reader: RowReader) -> dict[str, object]:
    methods = {}
    for method in METHODS:
        value = reader.whole(f"method {method}")
        if value is not None:
            methods[method] = value
    return {
        "population_size": reader.whole("population_size"),
        "required_sample": reader.whole("required_sample"),
        "responses": reader.whole("responses"),
        "margin_of_error": reader.figure("margin_of_error"),
        "excluded": reader.whole("excluded"),
        "collection": reader.text("collection").lower(),
        "methods": methods,
        "other_methods": reader.long_text("other_methods"),
        "predominant_method": reader.text("predominant_method"),
        "weighted": reader.truth("weighted"),
        "weighting": _weighting(reader),
        "contractor": reader.long_text("contractor"),
        "context": _survey_context(reader, methods),
    }


def _weighting(reader: RowReader) -> tuple[str, ...]:
    texts = [reader.text(f"weighting {n}") for n in range(1, 6) if reader.has(f"weighting {n}")]
    other = reader.long_text("weighting other")
    named = [text for text in texts if text and not (other and text.startswith("Other"))]
    return (*named, *([f"Other: {other}"] if other else []))


def _survey_context(reader: RowReader, methods: dict[str, int]) -> dict[str, object]:
    """Satisfaction by method, and the unweighted answers behind a weighted TP01."""
    context: dict[str, object] = {}
    by_method = {}
    for method in METHODS:
        key = f"TP01 by {method}"
        if not reader.has(key):
            continue
        value = reader.figure(key)
        if value == 0 and not methods.get(method):  # 2023-24 writes 0 where nobody was asked
            reader.marks[key] = "U"
        elif value is not None:
            by_method[method] = value / 100
    if by_method:
        context["TP01 by method"] = by_method
    unweighted = {}
    for answer in ANSWERS:
        key = f"unweighted {answer}"
        found = reader.parsed(key, count) if reader.has(key) else None
        if found and found.value is not None:
            unweighted[answer] = found.value
    if unweighted:
        context["TP01 unweighted"] = unweighted
    if word := reader.text("method_weighting"):
        context["TP01 by method is"] = word.lower()
    return context


def _context(reader: RowReader) -> dict[str, object]:
    """Targets and volumes that help to read management information."""
    context: dict[str, object] = {}
    for key in (
        "target days, non-emergency",
        "target hours, emergency",
        "repairs raised",
        "repairs completed",
        "repairs closed otherwise",
        "repairs outstanding",
    ):
        if reader.has(key) and (value := reader.figure(key)) is not None:
            context[key] = value
    for population in ("LCRA", "LCHO", "Combined"):
        key = f"{population} standard timescales"
        if reader.has(key) and (answer := reader.truth(key)) is not None:
            context[f"CH02 at standard timescales, {population.upper()}"] = answer
    return context
