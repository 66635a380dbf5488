"""What can go wrong, in words for the person who can put it right."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class HeardError(Exception):
    """Something that a person can put right; edges turn it into a form error or an exit code."""

    exit_code = 1


class SettingsError(HeardError):
    """A setting is missing or makes no sense."""


class NotFoundError(HeardError):
    """What was asked for isn't there, or isn't for this reader."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file that somebody gave us, and how to mend it.

    `place` is as exact as the file allows: "sheet TSM24_LCRA_Perception, cell H12"
    or "row 4, column kind".
    """

    file: str
    place: str
    problem: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.problem} {self.mend}".rstrip()

    def as_dict(self) -> dict[str, str]:
        """The fault as it stands in JSON output."""
        return asdict(self)


class BadInputError(HeardError):
    """A file can't be taken as it is. Nothing of it was stored."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
