"""A file as a tree of values, each with the line on which it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.errors import BadInputError, Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

MOST_DEEP = 12  # levels of one thing within another; a framework has seven
MOST_VALUES = 20_000


class MarkedError(Exception):
    """The file can't be read as what it says it is, from this line on."""

    def __init__(self, line: int, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.line, self.problem, self.mend = line, problem, mend


@dataclass(frozen=True, slots=True)
class Twice:
    """A key that a mapping has given already."""

    key: str
    line: int
    first: int


@dataclass(slots=True)
class Node:
    """A value and its line. What it isn't is None; `said` is how the file spells it."""

    line: int
    text: str | None = None
    number: Decimal | None = None
    items: list[Node] | None = None
    keys: dict[str, Node] | None = None
    key_lines: dict[str, int] = field(default_factory=dict)
    twice: list[Twice] = field(default_factory=list)
    said: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing stands there."""
        empty = self.text is None and self.number is None and self.items is None
        return empty and self.keys is None and self.said in {"", "~", "null"}

    @property
    def kind(self) -> str:
        """What sort of value it is, in words."""
        if self.keys is not None:
            return _("a table of keys and values")
        if self.items is not None:
            return _("a list")
        if self.number is not None:
            return _("the number %(said)s") % {"said": self.said[:40]}
        if self.text is not None:
            return _("text")
        if self.is_nothing:
            return _("nothing")
        return _("the value %(said)s, which isn’t text") % {"said": self.said[:40]}


@dataclass
class Faults:
    """What is wrong with a file, each with its line."""

    file: str
    found: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, line: int, problem: str, mend: str) -> None:
        """One more thing that is wrong."""
        self.found.append((line, problem, mend))

    def settle(self) -> None:
        """Nothing, if nothing is wrong.

        Raises:
            BadInputError: with every fault, in the order of their lines.
        """
        if self.found:
            raise BadInputError(faults_of(self.file, self.found))


def faults_of(file: str, found: Sequence[tuple[int, str, str]]) -> list[Fault]:
    """Faults in the order of their lines."""
    return [
        Fault(file, _("line %(line)s") % {"line": line} if line else "", problem, mend)
        for line, problem, mend in sorted(found, key=lambda one: one[0])
    ]
