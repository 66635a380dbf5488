"""Read the fields of a TOML table, gathering every fault with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from heard.analysis.clocks import KINDS
from heard.concerns.rules.places import line_of, lines_of, spelled
from heard.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from heard.concerns.rules.places import Path

_CODE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


@dataclass(slots=True)
class Fields:
    """One table of a file. Asking for a field that is wrong adds a fault and gives a stand-in."""

    file: str
    data: Mapping[str, Any]
    lines: dict[Path, int]
    faults: list[Fault]
    path: Path = ()
    nowhere: date = field(default=date.max)

    @classmethod
    def of(cls, text: str, file: str, data: Mapping[str, Any]) -> Self:
        """The whole file."""
        return cls(file, data, lines_of(text), [])

    def fault(self, name: str, problem: str, mend: str) -> None:
        """Add what is wrong with a field."""
        self.fault_at((name,), problem, mend)

    def fault_at(self, below: Path, problem: str, mend: str) -> None:
        """Add what is wrong with something in this table."""
        path = (*self.path, *below)
        line = line_of(self.lines, path)
        place = f"line {line}, {spelled(path)}" if line else spelled(path)
        self.faults.append(Fault(self.file, place, problem, mend))

    def only(self, names: Collection[str]) -> None:
        """Fault every field that isn't one of these: a slip in a name must not pass in silence."""
        for name in self.data:
            if name not in names:
                known = ", ".join(sorted(names))
                self.fault(name, "There is no such field.", f"Use one of: {known}.")

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self.data

    def word(self, name: str, *, needed: bool = True) -> str:
        """A text."""
        value = self.data.get(name, "")
        if not isinstance(value, str):
            self.fault(name, "It isn't a text.", 'Put it between quotes, as in "text".')
            return ""
        if needed and not value.strip():
            self.fault(name, "It is missing.", f'Write {name} = "…".')
        return value.strip()

    def read(self, name: str) -> str:
        """A text that has been checked already."""
        return str(self.data.get(name, "")).strip()

    def code(self, name: str) -> str:
        """A code in small letters."""
        value = self.word(name)
        if value and not _CODE.fullmatch(value):
            self.fault(name, f"{value!r} is no code.", "Use a–z, 0–9, hyphens and full stops.")
        return value

    def choice(self, name: str, choices: Collection[str]) -> str:
        """One of some words."""
        value = self.word(name)
        if value and value not in choices:
            self.fault(name, f"{value!r} isn't known.", f"Use one of: {', '.join(choices)}.")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault(name, "It isn't a list of texts.", f'Write {name} = ["…", "…"].')
            return ()
        return tuple(value)

    def choices(self, name: str, choices: Collection[str], *, least: int = 0) -> tuple[str, ...]:
        """A list of some words."""
        values = self.words(name)
        for value in values:
            if value not in choices:
                self.fault(name, f"{value!r} isn't known.", f"Use some of: {', '.join(choices)}.")
        if len(values) < least:
            self.fault(name, "It is missing or empty.", f'Write {name} = ["…"].')
        return values

    def kinds(self, name: str, *, least: int = 0) -> tuple[str, ...]:
        """A list of kinds of happenings."""
        return self.choices(name, KINDS, least=least)

    def flag(self, name: str, *, default: bool) -> bool:
        """A choice of true or false."""
        value = self.data.get(name, default)
        if not isinstance(value, bool):
            self.fault(
                name, "It is neither true nor false.", "Write true or false, without quotes."
            )
            return default
        return value

    def number(self, name: str) -> int:
        """A whole number above nought."""
        value = self.data.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.fault(name, "It isn't a whole number from 1.", "Write it without quotes.")
            return 1
        return value

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """A date."""
        value = self.data.get(name)
        if value is None and not needed:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(name, "It isn't a date.", "Write it as 2026-04-01, without quotes.")
            return None
        return value

    def table(self, name: str) -> Fields:
        """A table in this one."""
        value = self.data.get(name)
        if not isinstance(value, dict):
            self.fault(name, "It is missing.", f"Add a table [{name}] here.")
            value = {}
        return Fields(self.file, value, self.lines, self.faults, (*self.path, name))

    def tables(self, name: str, *, least: int = 0) -> list[Fields]:
        """Tables in a list."""
        values = self.data.get(name, [])
        if not isinstance(values, list) or not all(isinstance(one, dict) for one in values):
            self.fault(name, "It isn't a list of tables.", f"Write each as [[{name}]].")
            return []
        if len(values) < least:
            self.fault(name, "It is missing or empty.", f"Add one as [[{name}]].")
        return [
            Fields(self.file, value, self.lines, self.faults, (*self.path, name, place))
            for place, value in enumerate(values)
        ]
