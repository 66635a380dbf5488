"""What is asked of whatever counts a table, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeAlias

from heard.errors import HeardError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from heard.analysis.cells import Cells
    from heard.engines.faults import RowFaults
    from heard.engines.sources import Source

    Assign: TypeAlias = Callable[[Sequence[str]], tuple[Sequence[int], Sequence[float]]]
    Facts: TypeAlias = pa.Table | Path

EARLIEST = date(1970, 1, 1)


class NoEngineError(HeardError):
    """What was asked for takes an engine that this installation doesn't have."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; a blank name means that there is none."""

    date: str
    place: str
    category: str
    landlord: str = ""
    count: str = ""
    entered: str = ""

    def named(self) -> dict[str, str]:
        """Roles and their columns, without those that there aren't."""
        roles = ("date", "place", "landlord", "category", "count", "entered")
        return {role: name for role in roles if (name := getattr(self, role))}


@dataclass(frozen=True, slots=True)
class Question:
    """What to count: columns, the length of a period, and what was known when.

    `as_of` is the last day that counts, the table's own last day if None. Days after `today` are at
    fault. `places` are those that are known; None takes any.
    """

    columns: Columns
    by: str  # week or month
    today: date
    as_of: date | None = None
    places: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """When the cells' counts became known: columns of equal length.

    `cell` is a row of the cells, `period` the position in their periods in which this many of the
    cell's count were entered. An entry is never earlier than its cell's period: a date of entry
    before what it tells of, or a blank one, stands for the cell's own period.
    """

    cell: NDArray[np.int64]
    period: NDArray[np.int64]
    count: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts by cell with everything that kept a row from counting.

    `rows` is how many rows were read, `later` how many of them weren't known yet. `last` is the
    last day that counts. `entries` are there where the table says when rows were entered.
    """

    cells: Cells
    faults: RowFaults
    rows: int
    later: int
    last: date | None
    entries: Entries | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of a method such as EM over facts: which columns, and what they are multiplied by.

    For each `group` it asks for the sum, over its facts, of `count` times the row of `weights` at
    `across`. `group` and `across` are columns of positions from 0, `count` of whole numbers, and
    `weights` has a row for each position of `across` and a column for each part of the answer.
    """

    group: str
    across: str
    count: str
    groups: int
    weights: NDArray[np.float64]


class Engine(Protocol):
    """Whatever counts a table. All give the same answers; only how big a table may be differs."""

    def count(self, source: Source, question: Question) -> Counted:
        """Counts by cell, with the rows at fault.

        Raises:
            BadInputError: the table can't be read, or lacks a column.
        """

    def sums(self, facts: Facts, asked: Pass) -> NDArray[np.float64]:
        """Sums for one pass: a row for each group, a column for each column of the weights.

        `facts` is a table, or a Parquet file. Groups without facts have zeros.
        """

    def themes(self, source: Source, text: str, assign: Assign) -> pa.Table:
        """Which theme each text has: columns `row`, `theme` and `score`, in order of rows.

        `assign` is given texts, some thousand at a time, and answers with a theme's number and a
        score for each; it must not depend on which texts come together. Blank texts have the
        empty text. On a cluster it is sent to where the texts are.

        Raises:
            BadInputError: the table can't be read, or lacks the column.
        """
