"""Counting in plain Python: what every other engine is held to, and quick for small files."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from heard.engines.assembly import Groups, assembled
from heard.engines.contract import Counted
from heard.engines.faults import MOST, RowFaults
from heard.engines.listing import Listed, elsewhere_of, fault_of
from heard.engines.rows import rows_of
from heard.engines.texts import CLIP, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from heard.engines.contract import Assign, Facts, Pass, Question
    from heard.engines.faults import RowFault
    from heard.engines.rows import Table
    from heard.engines.sources import Source
    from heard.engines.texts import Said

_Key = tuple[str, str, str, int, int]  # place, landlord, category, period, period of entry


class InMemory:
    """The engine without an engine."""

    def count(self, source: Source, question: Question) -> Counted:
        """Counts by cell, with the rows at fault."""
        with rows_of(source, question.columns.named()) as table, _without_collecting():
            return _Counting(source, question).counted(table)

    def sums(self, facts: Facts, asked: Pass) -> NDArray[np.float64]:
        """Sums for one pass, in numpy."""
        import pyarrow as pa  # noqa: PLC0415 - only where tables come in
        import pyarrow.parquet as pq  # noqa: PLC0415

        table = facts if isinstance(facts, pa.Table) else pq.read_table(facts)
        group, across, count = (
            table.column(name).to_numpy() for name in (asked.group, asked.across, asked.count)
        )
        whole = np.zeros((asked.groups, asked.weights.shape[1]))
        np.add.at(whole, group, count[:, None] * asked.weights[across])
        return whole

    def themes(self, source: Source, text: str, assign: Assign) -> pa.Table:
        """Which theme each text has, all texts at once."""
        from heard.engines.themes import assigned  # noqa: PLC0415 - it imports pyarrow

        with rows_of(source, {"text": text}) as table:
            rows = [(row, cells[0]) for row, shape, cells, _ in table.rows if not shape]
        return assigned([row for row, _ in rows], [words for _, words in rows], assign)


@dataclass(slots=True)
class _Counting:
    source: Source
    question: Question
    counts: dict[_Key, int] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    known: dict[str, dict[str, Said]] = field(default_factory=dict)
    rows: int = 0
    later: int = 0
    last: int = 0

    def counted(self, table: Table) -> Counted:
        for number, shape, texts, others in table.rows:
            self.rows += 1
            row = self._row(texts, shape=shape)
            elsewhere = 0 if row is None else elsewhere_of(others)
            if row is None or elsewhere:
                self._fault(
                    Listed(number, shape, elsewhere, dict(zip(table.roles, texts, strict=False)))
                )
            if row is not None:
                self._take(row)
        question = self.question
        last = question.as_of or (date.fromordinal(self.last) if self.last else None)
        entered = bool(question.columns.entered)
        cells, entries = assembled(self._groups(), last, question.by, entered=entered)
        faults = RowFaults(tuple(self.faults), self.kinds)
        return Counted(cells, faults, self.rows, self.later, last, entries)

    def _row(self, texts: Sequence[str], *, shape: bool) -> dict[str, Said] | None:
        """What a row says by role, if nothing is wrong with it."""
        if shape:
            return None
        row = {}
        for role, text in zip(self.question.columns.named(), texts, strict=True):
            row[role] = one = self._said(role, text)
            if one.code:
                return None
        return row

    def _said(self, role: str, text: str) -> Said:
        known = self.known.setdefault(role, {})
        found = known.get(text)
        if found is None:
            found = said(role, text, self.question)
            if len(text) <= CLIP:
                known[text] = found
        return found

    def _take(self, row: dict[str, Said]) -> None:
        day, entered = row["date"], row.get("entered")
        if entered is None or (entered.number or 0) < (day.number or 0):
            entered = day
        as_of = self.question.as_of
        if as_of is not None and (entered.number or 0) > as_of.toordinal():
            self.later += 1
            return
        self.last = max(self.last, entered.number or 0)
        landlord = row["landlord"].name if "landlord" in row else ""
        names = row["place"].name, landlord, row["category"].name
        key = (*names, day.period or 0, entered.period or 0)
        number = row["count"].number or 0 if "count" in row else 1
        self.counts[key] = self.counts.get(key, 0) + number

    def _fault(self, row: Listed) -> None:
        fault = fault_of(row, self.source, self.question)
        self.kinds[fault.kind] = self.kinds.get(fault.kind, 0) + 1
        if len(self.faults) < MOST:
            self.faults.append(fault)

    def _groups(self) -> Groups:
        keys = list(self.counts)
        places, place = _positions(keys, 0)
        landlords, landlord = _positions(keys, 1)
        categories, category = _positions(keys, 2)
        period, known = _numbers(key[3] for key in keys), _numbers(key[4] for key in keys)
        return Groups(
            place,
            landlord,
            category,
            period,
            known,
            _numbers(self.counts.values()),
            places,
            landlords,
            categories,
        )


def _numbers(values: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.int64)


def _positions(keys: Sequence[_Key], part: int) -> tuple[list[str], NDArray[np.int64]]:
    """The names that stand in one part of the keys, in order, and which of them each key has."""
    names = sorted({str(key[part]) for key in keys})
    where: dict[object, int] = {name: at for at, name in enumerate(names)}
    return names, _numbers(where[key[part]] for key in keys)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing that is read refers to itself, so looking for what does is time lost."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
