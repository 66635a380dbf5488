"""Everything that is wrong with a folder, found before anything of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from heard.errors import BadInputError, Fault
from heard.exchange import folder as names
from heard.exchange.contents import TABLES
from heard.exchange.described import FILES, FRAMEWORK_ROWS, REGISTER
from heard.exchange.files import file_take
from heard.exchange.here import batches, rows_here
from heard.exchange.reading import AGAIN, rows_read
from heard.exchange.rows import framework_labels
from heard.exchange.values import value_told
from heard.landlords.models import Landlord, LandlordCode
from heard.reviews.frameworks import framework_read
from heard.reviews.models import Criterion, Framework
from heard.reviews.selectors.framework import framework_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from django.db.models import Model

    from heard.exchange.described import Table
    from heard.exchange.errors import Faults
    from heard.exchange.files import Gathered
    from heard.exchange.reading import Row
    from heard.exchange.rows import Labels
    from heard.reviews.frameworks import FrameworkText

_TABLE_OF = {table.model: table.name for table in TABLES} | {Criterion: "frameworks/"}


@dataclass(slots=True)
class Checking:
    """A folder as it is checked: what it names so far, and what is wrong with it.

    Memory grows with the rows that others point at, by their names alone.
    """

    folder: Path
    faults: Faults
    gathered: Gathered
    known: dict[type[Model], set[str]] = field(default_factory=dict)
    # Where a line or a framework can't be read, nobody can say what isn't there.
    unknown: set[type[Model]] = field(default_factory=set)
    frameworks: dict[str, FrameworkText] = field(default_factory=dict)
    labels: Labels = field(default_factory=framework_labels)

    def all(self) -> None:
        """Go through the whole folder, and tell every fault.

        Raises:
            ExchangeError: it is no folder of this format.
            BadInputError: with every fault.
        """
        manifest = names.manifest_read(self.folder)
        names.folder_check(self.folder, self.faults)
        self.faults.settle()  # a folder with links or strange files in it isn't opened further
        for table in TABLES:
            self._table(table, manifest["rows"].get(table.name))
        self._check_count(names.FRAMEWORKS, manifest["frameworks"])
        self._check_count(names.FILES, manifest["files"])
        self.faults.settle()

    def _table(self, table: Table, expected: int | None) -> None:
        seen = self.known.setdefault(table.model, set())
        forward: list[tuple[Row, str]] = []
        codes: list[Row] = []
        count = 0
        for batch in batches(self._rows(table, seen, forward)):
            count += len(batch)
            sound = [row for row in batch if row.sound]
            self._compare(table, sound)
            if table.model is LandlordCode:
                codes += sound
        for row, name in forward:
            self._point(table, row, name, seen)
        if expected is not None and count < expected:
            problem = f"It has {count} rows; {expected} were written."
            self.faults.add(table.name, "", problem, AGAIN)
        self._compare_codes(codes)
        if table is FRAMEWORK_ROWS:
            self._check_strays(names.FRAMEWORKS, {f"{one}.yaml" for one in seen})
        if table is FILES:
            self._check_strays(names.FILES, self.gathered.hashes)

    def _rows(self, table: Table, seen: set[str], forward: list[tuple[Row, str]]) -> Iterator[Row]:
        """Rows of a table, each seen once and pointing at rows that are there."""
        for row in rows_read(self.folder, table, self.faults):
            if row.identity in seen:
                problem = f"“{row.identity}” is there twice."
                self.faults.add(table.name, row.place, problem, "Take one of them out.")
                row = replace(row, sound=False)  # noqa: PLW2901 - it counts, and is compared with nothing
            elif row.identity:
                seen.add(row.identity)
            else:
                self.unknown |= (
                    {table.model, Criterion} if table is FRAMEWORK_ROWS else {table.model}
                )
            for name, model in table.pointers.items():
                if row.values.get(name) is None:
                    continue
                if model is table.model:
                    forward.append((row, name))
                else:
                    self._point(table, row, name, self.known.get(model, set()))
            if table is FRAMEWORK_ROWS and row.identity:
                self._framework(row)
            elif table is FILES and row.sound:
                file_take(self.folder, row, self.gathered, self.faults)
            yield row

    def _point(self, table: Table, row: Row, name: str, known: set[str]) -> None:
        label, model = row.values[name], table.pointers[name]
        if label not in known and model not in self.unknown:
            problem = f"“{label}” isn’t in {_TABLE_OF[model]}."
            mend = "Mend the name, or put what it names there."
            self.faults.add(table.name, f"{row.place}, “{name}”", problem, mend)

    def _framework(self, row: Row) -> None:
        """Read the words of a version, and set them beside those that are here."""
        name = f"{names.FRAMEWORKS}/{row.identity}.yaml"
        criteria = self.known.setdefault(Criterion, set())
        try:
            data = names.bytes_of(self.folder / name, names.MOST_OF_FRAMEWORK)
            text = framework_read(data, file=name)
        except (OSError, BadInputError) as error:
            self.unknown.add(Criterion)
            missing = Fault(name, "", "The file is missing or can’t be read.", AGAIN)
            found = list(error.faults) if isinstance(error, BadInputError) else [missing]
            self.faults.extend(found)
            return
        criteria |= {f"{row.identity}/{one.code}" for one in text.criteria}
        self.frameworks[row.identity] = text
        if text.code != row.values["slug"]:
            problem = f"It is the framework “{text.code}”."
            self.faults.add(name, "", problem, "Name the file by its own code.")
        here = Framework.objects.filter(
            slug=row.values["slug"], version=row.values["version"]
        ).first()
        if here is not None and framework_text(here) != text:
            problem = "A framework of this code and version is here, and says something else."
            mend = "Compare them with `heard reviews framework export`; they can’t be both."
            self.faults.add(name, "", problem, mend)

    def _compare(self, table: Table, rows: list[Row]) -> None:
        """Tell of rows that are here already and say something else."""
        if table in REGISTER or table is FRAMEWORK_ROWS:
            return
        here = rows_here(table, rows, self.labels)
        for row in rows:
            if (found := here.get(row.identity)) is None:
                continue
            differ = [name for name in table.columns if value_told(row.values[name]) != found[name]]
            if differ:
                problem = f"“{_called(row)}” is here already, and differs in: {', '.join(differ)}."
                mend = "Import into an installation that doesn’t have it."
                self.faults.add(table.name, row.place, problem, mend)

    def _compare_codes(self, rows: list[Row]) -> None:
        """A code names the same landlord here; a landlord that is here holds one of its codes."""
        told: dict[str, set[str]] = {}
        for row in rows:
            told.setdefault(row.values["landlord"], set()).add(row.values["code"])
        codes = [row.values["code"] for row in rows]
        held = dict(
            LandlordCode.objects.filter(code__in=codes).values_list("code", "landlord__slug")
        )
        for row in rows:
            code, slug = row.values["code"], row.values["landlord"]
            if held.get(code, slug) != slug:
                problem = f"{code} is the code of “{held[code]}” here, not of “{slug}”."
                mend = "Mend the code in one of the two registers."
                self.faults.add("landlord-codes.jsonl", row.place, problem, mend)
        for one in Landlord.objects.filter(slug__in=told, codes__isnull=False).distinct():
            here = set(one.codes.values_list("code", flat=True))
            if not here & told[one.slug] and not told[one.slug] & set(held):
                problem = f"“{one.slug}” has other codes here: {', '.join(sorted(here))}."
                mend = "If it is the same landlord, add its code here first."
                self.faults.add("landlord-codes.jsonl", "", problem, mend)

    def _check_strays(self, part: str, wanted: set[str]) -> None:
        for name in sorted(_names_in(self.folder / part) - wanted):
            problem = "No row names this file."
            self.faults.add(f"{part}/{name}", "", problem, "Take it out of the folder.")

    def _check_count(self, part: str, expected: int) -> None:
        count = len(_names_in(self.folder / part))
        if count < expected:
            problem = f"It holds {count} files; {expected} were written."
            self.faults.add(f"{part}/", "", problem, AGAIN)


def _names_in(folder: Path) -> set[str]:
    try:
        return {one.name for one in folder.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        return set()


def _called(row: Row) -> Any:
    """What people call a row, if they call it anything."""
    return row.values.get("reference") or row.values.get("slug") or row.identity
