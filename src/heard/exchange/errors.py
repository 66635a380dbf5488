"""What can go wrong with a folder as a whole, and the list of what is wrong with its files."""

from __future__ import annotations

from dataclasses import dataclass, field

from heard.errors import BadInputError, Fault, HeardError

MOST_FAULTS = 100


class ExchangeError(HeardError):
    """A folder can't be written or read."""


@dataclass(slots=True)
class Faults:
    """Collects what is wrong with the files of a folder, up to the hundredth."""

    found: list[Fault] = field(default_factory=list)
    more: int = 0

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.found)

    def add(self, file: str, place: str, problem: str, mend: str) -> None:
        """Remember one fault; beyond the hundredth only how many there were."""
        self.extend([Fault(file, place, problem, mend)])

    def extend(self, faults: list[Fault]) -> None:
        """Remember several."""
        room = MOST_FAULTS - len(self.found)
        self.found.extend(faults[:room])
        self.more += len(faults[room:])

    def settle(self) -> None:
        """Refuse the folder if anything was wrong with it.

        Raises:
            BadInputError: with every fault.
        """
        if not self.found:
            return
        told = list(self.found)
        if self.more:
            problem = f"There are {self.more} more faults."
            told.append(Fault("All files", "", problem, "Mend these first, then try again."))
        raise BadInputError(told)
