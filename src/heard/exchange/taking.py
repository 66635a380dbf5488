"""Taking a folder in: checked first, then written in one transaction, or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from heard.audit.services import Deed, audit_record, audit_record_many
from heard.exchange.checking import Checking
from heard.exchange.contents import RECORDS, TABLES
from heard.exchange.described import FILES, FRAMEWORK_ROWS, REGISTER
from heard.exchange.errors import Faults
from heard.exchange.files import Gathered
from heard.exchange.folder import MANIFEST, MOST_OF_MANIFEST, bytes_of
from heard.exchange.here import batches, numbers_here
from heard.exchange.reading import rows_read
from heard.exchange.rows import framework_labels
from heard.landlords.errors import RegisterError
from heard.landlords.models import Borough, Landlord
from heard.landlords.services.keeping import keep, written_as_one
from heard.reviews.models import Framework
from heard.reviews.services.frameworks import framework_bring_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from django.db.models import Model

    from heard.accounts.models import User
    from heard.exchange.described import Table
    from heard.exchange.reading import Row
    from heard.reviews.frameworks import FrameworkText

_POINTED_AT = frozenset(model for table in TABLES for model in table.pointers.values())
_MEND = "Mend it, or import into an empty installation."


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were taken in, and how many were here already."""

    new: int
    there: int


def exchange_import(*, folder: Path, by: User | None, trial: bool = False) -> Taken:
    """Take in a folder that `exchange_export` wrote: all of it, or nothing.

    Rows that are here and say the same stay as they are, so a folder can be taken in again.
    Nobody is told of anything. `trial` does the same and then undoes it.

    Raises:
        ExchangeError: it is no such folder, or in a format that isn't known here.
        BadInputError: with every fault: file, line and column, what is wrong and the mend.
    """
    gathered, faults = Gathered(), Faults()
    try:
        checking = Checking(folder, faults, gathered)
        checking.all()
        with transaction.atomic(), written_as_one():
            transaction.on_commit(gathered.keep)  # before anything else that can go wrong then
            taking = _Taking(folder, faults, by, gathered.paths, checking.frameworks)
            taken = taking.all()
            _log(folder, taken, by)
            transaction.set_rollback(trial)
    except BaseException:
        gathered.forget()
        raise
    if trial:
        gathered.forget()
    return taken


def _log(folder: Path, taken: Taken, by: User | None) -> None:
    manifest = bytes_of(folder / MANIFEST, MOST_OF_MANIFEST)
    after = {
        "new": taken.new,
        "there": taken.there,
        "manifest": hashlib.sha256(manifest).hexdigest(),
    }
    audit_record(event="exchange.import", target=None, by=by, after=after)


@dataclass(slots=True)
class _Taking:
    """A folder that was found whole, as it is written; what it names, by the store's numbers."""

    folder: Path
    faults: Faults
    by: User | None
    paths: dict[str, str]
    frameworks: dict[str, FrameworkText]
    numbers: dict[type[Model], dict[str, int]] = field(default_factory=dict)
    new: int = 0
    there: int = 0

    def all(self) -> Taken:
        self._register()
        self._frameworks()
        for table in (FILES, *RECORDS):
            self._table(table)
        return Taken(self.new, self.there)

    def _rows(self, table: Table) -> Iterator[Row]:
        """The rows of a table, which are sound unless somebody changed the folder meanwhile."""
        for row in rows_read(self.folder, table, self.faults):
            if not row.sound:
                self.faults.settle()
            yield row

    def _register(self) -> None:
        """Landlords that aren't here, with what belongs to them. Those that are here stay so."""
        fresh: dict[type[Model], set[str]] = {}
        for table in REGISTER:
            named = table.model in {Borough, Landlord}
            rows = list(self._rows(table))
            here = numbers_here(table, rows) if named else {}
            if named:
                fresh[table.model] = {row.identity for row in rows} - set(here)
                self.numbers[table.model] = here
            for row in rows:
                if not _is_fresh(table, row, fresh):
                    self.there += 1
                elif (kept := self._keep(table, row)) is not None and named:
                    here[row.identity] = kept.pk
            self.faults.settle()

    def _keep(self, table: Table, row: Row) -> Model | None:
        try:
            with transaction.atomic():
                kept = keep(table.model(**self._resolved(table, row)), by=self.by)
        except RegisterError as error:
            self.faults.add(table.name, row.place, str(error), _MEND)
            return None
        self.new += 1
        return kept

    def _frameworks(self) -> None:
        here = set(framework_labels()[Framework].values())
        for row in self._rows(FRAMEWORK_ROWS):
            if row.identity in here:
                self.there += 1
                continue
            try:
                with transaction.atomic():
                    framework_bring_back(
                        text=self.frameworks[row.identity],
                        row=self._resolved(FRAMEWORK_ROWS, row),
                        by=self.by,
                    )
            except ValidationError as error:
                problem = " ".join(error.messages)
                self.faults.add(FRAMEWORK_ROWS.name, row.place, problem, _MEND)
            self.new += 1
        self.faults.settle()
        for model, named in framework_labels().items():
            self.numbers[model] = {label: pk for pk, label in named.items()}

    def _table(self, table: Table) -> None:
        """Write the rows that aren't here, in their order, then what they say of each other."""
        pointed_at = table.model in _POINTED_AT
        numbers = self.numbers.setdefault(table.model, {})
        later: list[tuple[int, dict[str, str]]] = []
        for batch in batches(self._rows(table)):
            here = numbers_here(table, batch)
            fresh = [row for row in batch if row.identity not in here]
            made = [table.model(**self._resolved(table, row)) for row in fresh]
            self._insert(table, fresh, made)
            self.faults.settle()
            self.there += len(here)
            self.new += len(made)
            if table.noun:
                event = f"{table.noun}.import"
                deeds = [Deed(event=event, target=one, by=self.by) for one in made]
                audit_record_many(deeds=deeds)
            if pointed_at:
                numbers |= here
                numbers |= {row.identity: one.pk for row, one in zip(fresh, made, strict=True)}
            later += _said_of_each_other(table, fresh, made)
        for part in batches(later):
            self._join(table, part, numbers)
        self.faults.settle()

    def _resolved(self, table: Table, row: Row) -> dict[str, Any]:
        """The values of a model, with the store's own numbers for what is pointed at."""
        values = dict(row.values)
        for name, model in table.pointers.items():
            label = values.pop(name)
            if model is not table.model:
                values[f"{name}_id"] = None if label is None else self.numbers[model][label]
        if table is FILES:
            values["path"] = self.paths.get(row.identity, "")
        return values

    def _insert(self, table: Table, rows: Sequence[Row], made: Sequence[Model]) -> None:
        """Store rows together; if the store refuses them, find by halves which it was."""
        try:
            with transaction.atomic():
                table.model._default_manager.bulk_create(made)  # noqa: SLF001 - Django documents it
        except (IntegrityError, DataError) as error:
            if len(made) == 1:
                self.faults.add(table.name, rows[0].place, _refusal(made[0], error), _MEND)
                return
            half = len(made) // 2
            self._insert(table, rows[:half], made[:half])
            self._insert(table, rows[half:], made[half:])

    def _join(
        self, table: Table, part: list[tuple[int, dict[str, str]]], numbers: dict[str, int]
    ) -> None:
        """Point rows at others of the same table, once all are there."""
        names = _to_itself(table)
        rows = [
            table.model(pk=pk, **{f"{name}_id": numbers[label] for name, label in said.items()})
            for pk, said in part
        ]
        table.model._default_manager.bulk_update(rows, names)  # noqa: SLF001 - Django documents it


def _is_fresh(table: Table, row: Row, fresh: dict[type[Model], set[str]]) -> bool:
    """Whether a row of the register is of a landlord, or borough, that isn't here yet."""
    if table.model in fresh:
        return row.identity in fresh[table.model]
    return any(
        row.values[name] in fresh[Landlord]
        for name, model in table.pointers.items()
        if model is Landlord
    )


def _to_itself(table: Table) -> list[str]:
    """The columns that point at rows of the same table."""
    return [name for name, model in table.pointers.items() if model is table.model]


def _said_of_each_other(
    table: Table, rows: Sequence[Row], made: Sequence[Model]
) -> list[tuple[int, dict[str, str]]]:
    names = _to_itself(table)
    found = []
    for row, one in zip(rows, made, strict=True):
        said = {name: row.values[name] for name in names if row.values[name] is not None}
        if said:
            found.append((one.pk, said))
    return found


def _refusal(row: Model, error: Exception) -> str:
    """Which rule of the store a row breaks, as far as the model can tell."""
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as broken:
        told = " ".join(broken.messages).replace("_", " ")
        return f"It can’t stand here. {told}"
    return f"The store refuses it: {error}."
