"""Counting through Ibis: the steps that all engines share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from heard.engines.assembly import Groups, assembled
from heard.engines.contract import Counted
from heard.engines.expressions import (
    FINE,
    LATER,
    at_fault,
    groups_of,
    judged,
    keyed,
    keys_of,
    sums_of,
)
from heard.engines.faults import KINDS, RowFaults
from heard.engines.listing import ELSEWHERE, Listed, fault_of
from heard.engines.lookups import lookup
from heard.engines.sources import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    import ibis.expr.types as ir
    from numpy.typing import NDArray

    from heard.engines.contract import Assign, Facts, Pass, Question
    from heard.engines.expressions import Trim
    from heard.engines.faults import RowFault
    from heard.engines.sources import Source


class ThroughIbis(ABC):
    """An engine that Ibis speaks to."""

    trim: Trim
    errors: tuple[type[Exception], ...]  # what the engine raises where a source can't be read

    @abstractmethod
    def rows(self, source: Source, roles: Mapping[str, str]) -> AbstractContextManager[ir.Table]:
        """The source's rows by role, as `heard.engines.expressions` has them."""

    @abstractmethod
    def kept(self, table: pa.Table) -> ir.Table:
        """A small table, where the engine can join with it."""

    @abstractmethod
    def facts(self, facts: Facts) -> ir.Table:
        """A table or a Parquet file, where the engine can read it."""

    @abstractmethod
    def answer(self, asked: ir.Table) -> pa.Table:
        """What an expression comes to."""

    @abstractmethod
    def themes(self, source: Source, text: str, assign: Assign) -> pa.Table:
        """Which theme each text has."""

    def count(self, source: Source, question: Question) -> Counted:
        """Counts by cell, with the rows at fault."""
        try:
            return self._count(source, question)
        except self.errors as error:
            raise unreadable(source, error) from error

    def _count(self, source: Source, question: Question) -> Counted:
        roles = question.columns.named()
        with self.rows(source, roles) as given:
            rows = keyed(given, tuple(roles), self.trim)
            names: dict[str, Sequence[str]] = {"landlord": ("",)}
            lookups = {}
            for role, keys in self._keys(rows, tuple(roles)):
                table, names[role] = lookup(role, keys, question)
                lookups[role] = self.kept(table)
            known = judged(rows, lookups, question)
            groups = self.answer(groups_of(known, tuple(roles)))
            counts = _kinds(groups)
            told: tuple[RowFault, ...] = ()
            if counts:
                listed = self.answer(at_fault(known, tuple(roles), self.trim))
                told = tuple(_told(listed, source, question))
        return _counted(groups, names, question, RowFaults(told, counts))

    def _keys(self, rows: ir.Table, roles: Sequence[str]) -> Iterator[tuple[str, pa.ChunkedArray]]:
        """The keys of each role that differ, as few questions as their types allow."""
        days = [role for role in roles if rows[f"key_{role}"].type().is_date()]
        for together in (days, [role for role in roles if role not in days]):
            if together:
                found = self.answer(keys_of(rows, together))
                for role in together:
                    yield role, found.filter(pc.equal(found["role"], role)).column("key")

    def sums(self, facts: Facts, asked: Pass) -> NDArray[np.float64]:
        """Sums for one pass."""
        weights = {"at": pa.array(range(len(asked.weights)), pa.int64())}
        for number, column in enumerate(np.asarray(asked.weights, dtype=np.float64).T):
            weights[f"w{number}"] = pa.array(column)
        found = self.answer(sums_of(self.facts(facts), self.kept(pa.table(weights)), asked))
        whole = np.zeros((asked.groups, asked.weights.shape[1]))
        group = found.column("group").to_numpy()
        for number in range(whole.shape[1]):
            whole[group, number] = found.column(f"w{number}").to_numpy()
        return whole


def _kinds(groups: pa.Table) -> dict[str, int]:
    """How many rows are at fault, by kind."""
    fine = pc.is_in(groups.column("state"), value_set=pa.array([FINE, LATER], pa.int16()))
    counts: dict[str, int] = {}
    for one in groups.filter(pc.invert(fine)).select(["state", "rows"]).to_pylist():
        state = one["state"]
        kind = KINDS[state - 1] if state < FINE else ELSEWHERE[state % 10]
        counts[kind.name] = counts.get(kind.name, 0) + one["rows"]
    return counts


def _told(listed: pa.Table, source: Source, question: Question) -> list[RowFault]:
    roles = question.columns.named()
    return [
        fault_of(
            Listed(
                row["row"],
                row["shape"],
                row["elsewhere"],
                {role: row[f"text_{role}"] for role in roles},
                row["file"],
            ),
            source,
            question,
        )
        for row in listed.to_pylist()
    ]


def _counted(
    groups: pa.Table, names: Mapping[str, Sequence[str]], question: Question, faults: RowFaults
) -> Counted:
    rows = pc.sum(groups.column("rows")).as_py() or 0
    state = groups.column("state").to_numpy()
    later = int(groups.column("rows").to_numpy()[state >= LATER].sum())
    use = (state >= FINE) & (state < LATER)
    if not use.all():
        groups = groups.filter(pa.array(use))
    latest = pc.max(groups.column("last")).as_py()
    last = question.as_of or (date.fromordinal(latest) if latest else None)

    def column(name: str) -> NDArray[np.int64]:
        if name not in groups.column_names:
            return np.zeros(len(groups), dtype=np.int64)
        return np.asarray(groups.column(name), dtype=np.int64)

    found = Groups(
        column("place"),
        column("landlord"),
        column("category"),
        column("period"),
        column("known"),
        column("count"),
        names["place"],
        names["landlord"],
        names["category"],
    )
    entered = bool(question.columns.entered)
    cells, entries = assembled(found, last, question.by, entered=entered)
    return Counted(cells, faults, rows, later, last, entries)
