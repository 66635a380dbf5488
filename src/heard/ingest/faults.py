"""Gather everything that is wrong with a file, so that it can be mended in one go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn

from heard.errors import BadInputError, Fault

MOST = 40  # more than this helps nobody: the cause is then the same


@dataclass(slots=True)
class Faults:
    """The faults of one file, in the order they were met."""

    file: str
    found: list[Fault] = field(default_factory=list)
    more: int = 0

    def add(self, place: str, problem: str, mend: str) -> None:
        """Keep one fault, or only count it when there are too many to read."""
        if len(self.found) < MOST:
            self.found.append(Fault(self.file, place, problem, mend))
        else:
            self.more += 1

    def __bool__(self) -> bool:
        return bool(self.found)

    def __len__(self) -> int:
        return len(self.found) + self.more

    def stop(self, place: str, problem: str, mend: str) -> NoReturn:
        """Give up here: nothing after this fault could be read.

        Raises:
            BadInputError: always.
        """
        self.add(place, problem, mend)
        raise self.error()

    def check(self) -> None:
        """Go on only if nothing is wrong so far.

        Raises:
            BadInputError: with every fault found.
        """
        if self.found:
            raise self.error()

    def error(self) -> BadInputError:
        """Every fault found, and how many more there are."""
        faults = list(self.found)
        if self.more:
            faults.append(
                Fault(self.file, "", f"And {self.more} more.", "Mend these first and try again.")
            )
        return BadInputError(faults)
