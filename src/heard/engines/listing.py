"""Rows at fault, told one by one by what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.engines.faults import (
    BROKEN,
    BROKEN_ELSEWHERE,
    KINDS,
    LONG_ELSEWHERE,
    LONGEST_TEXT,
    SHAPE,
    row_fault,
)
from heard.engines.texts import first_fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.engines.contract import Question
    from heard.engines.faults import RowFault
    from heard.engines.sources import Source

ELSEWHERE = {1: BROKEN_ELSEWHERE, 2: LONG_ELSEWHERE}


@dataclass(frozen=True, slots=True)
class Listed:
    """A row at fault: `shape` if its cells don't fit, `elsewhere` as the keys of ELSEWHERE."""

    row: int
    shape: bool
    elsewhere: int
    texts: dict[str, str] = field(default_factory=dict)
    file: str = ""


def fault_of(one: Listed, source: Source, question: Question) -> RowFault:
    """What is wrong with the row, of several things the first."""
    file = one.file or source.name
    if one.shape:
        return row_fault(SHAPE, file=file, row=one.row)
    code = first_fault(one.texts, question)
    if not code:
        return row_fault(ELSEWHERE[one.elsewhere], file=file, row=one.row)
    kind = KINDS[code - 1]
    column = question.columns.named()[kind.role]
    return row_fault(kind, file=file, row=one.row, column=column, value=one.texts[kind.role])


def elsewhere_of(others: Sequence[str]) -> int:
    """What is wrong in columns that aren't asked for: a key of ELSEWHERE, or 0."""
    whole = "".join(others)
    if BROKEN in whole:
        return 1
    return 2 if len(whole) > LONGEST_TEXT and any(len(one) > LONGEST_TEXT for one in others) else 0
