"""What is asked of whatever counts a table, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from heard.analysis.cells import Cells
    from heard.engines.faults import RowFaults

EARLIEST = date(1970, 1, 1)


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
