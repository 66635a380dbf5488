"""Counts for warnings from a file, with all that is to be known of how they were come by."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.warnings import (
    Lateness,
    batches,
    joined,
    loads,
    share_known,
    without_loads,
)
from heard.cli.signals_counting import count
from heard.cli.telling import say, tell_faults
from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from heard.analysis.arrays import Floats
    from heard.analysis.cells import Cells
    from heard.analysis.warnings import Load, Warned
    from heard.analysis.warnings.joining import Joined

_COMPLETE = 0.995  # a period of which so much is known is taken as known
_HELD_BACK = 0.2


@dataclass(frozen=True, slots=True)
class History:
    """Counts to the last day that counts; `share` is how much of each period has come in."""

    cells: Cells
    share: Floats
    late: Lateness | None
    later: int
    last: date | None
    by: str

    def notes(self, parents: Mapping[str, str]) -> Iterator[str]:
        """What a reader of the warnings has to know."""
        cells = self.cells
        if self.later:
            yield f"{self.later:,} rows weren’t known on {self.last} and are left out."
        for at in np.flatnonzero(self.share < _COMPLETE)[-6:]:
            held = "; held back" if self.share[at] < _HELD_BACK else ""
            yield (
                f"The {self.by} of {cells.periods[at]} is taken to be {self.share[at]:.0%} "
                f"complete, and what is usual is brought down to that{held}."
            )
        for load in self._loads():
            name = cells.landlords[load.landlord] or "The file"
            yield (
                f"{name}: {load.count:,} in the last {self.by} in the usual mix, where "
                f"{load.usual:g} are usual. That looks like a file that was loaded, not like "
                "trouble; no warning is given of it."
            )
        if self.late is not None:
            for batch in batches(cells, self.late, len(cells.periods) - 1):
                yield (
                    f"In the {self.by} of {cells.periods[batch.entered]} {batch.count:,} old rows "
                    "were entered at once: they count when they happened."
                )
        if parents and not set(cells.places) <= set(parents):
            without = len(set(cells.places) - set(parents))
            yield f"{without:,} places have no parent."

    def without_loads(self, listed: Sequence[Warned]) -> list[Warned]:
        """The warnings but for those that a loaded file gave."""
        return without_loads(listed, self.cells, len(self.cells.periods) - 1)

    def _loads(self) -> tuple[Load, ...]:
        return loads(self.cells, len(self.cells.periods) - 1)


def pairs_of(path: str, columns: tuple[str, str]) -> list[tuple[str, str]]:
    """Two columns of a CSV file with these headings, where neither is blank.

    Raises:
        BadInputError: it can't be read, or lacks a heading.
    """
    return [(first, second) for first, second in _columns_of(path, columns) if first and second]


def names_of(path: str, column: str) -> list[str]:
    """One column of a CSV file with this heading, where it isn't blank.

    Raises:
        BadInputError: it can't be read, or lacks the heading.
    """
    return [name for (name,) in _columns_of(path, (column,)) if name]


def _columns_of(path: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            lacking = [one for one in columns if one not in (reader.fieldnames or ())]
            if lacking:
                fault = Fault(path, "row 1", f"There is no column {lacking[0]!r}.", "Name it so.")
                raise BadInputError([fault])
            return [tuple((row[one] or "").strip() for one in columns) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        fault = Fault(path, "", f"The file can’t be read: {error}.", "Save it as UTF-8.")
        raise BadInputError([fault]) from error


def history_of(args: Namespace) -> History:
    """The counts of the file named, up to the day asked for, with faults told on standard error.

    Raises:
        BadInputError: the file can't be read, or `--strict` and a row is at fault.
    """
    places = names_of(args.known_places, "place") if args.known_places else None
    counted = count(args, places)
    tell_faults(counted.faults, strict=args.strict)
    cells, entries = counted.cells, counted.entries
    if not len(cells.place):
        say(["No row counts."])
        return History(cells, np.ones(0), None, counted.later, counted.last, args.by)
    late = Lateness(entries.cell, entries.period, entries.count) if entries else None
    cells = _to_last(cells, counted.last, args.by)
    share = _share(cells, counted.last, args)
    if late is not None:
        share = share * share_known(cells, late, len(cells.periods) - 1)
    if args.mergers:
        cells, row = _joined(cells, args.mergers)
        late = replace(late, cell=row[late.cell]) if late else None
    return History(cells, share, late, counted.later, counted.last, args.by)


def _joined(cells: Cells, path: str) -> Joined:
    mergers = dict(pairs_of(path, ("old", "new")))
    try:
        return joined(cells, mergers)
    except ValueError as error:
        raise BadInputError([Fault(path, "", str(error), "Take one of them out.")]) from error


def _to_last(cells: Cells, last: date | None, by: str) -> Cells:
    """The cells with all periods to the last day's, though nothing was counted in them."""
    periods = list(cells.periods)
    while last is not None and _next(periods[-1], by) <= last:
        periods.append(_next(periods[-1], by))
    return replace(cells, periods=tuple(periods))


def _next(first: date, by: str) -> date:
    if by == "week":
        return first + timedelta(days=7)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _share(cells: Cells, last: date | None, args: Namespace) -> Floats:
    """How much of each period has been lived through by the last day.

    Counts that somebody else added up are of whole periods, and so are rows that all bear a
    period's first day.
    """
    share = np.ones(len(cells.periods))
    first = cells.periods[-1]
    if last is not None and not args.count and last > first:
        length = (_next(first, args.by) - first).days
        share[-1] = min(1.0, ((last - first).days + 1) / length)
    return share
