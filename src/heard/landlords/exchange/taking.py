"""What an import found to do, row by row, and what it holds while it does it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.ingest.csv_table import Faults
    from heard.landlords.models import Borough

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a row changes; empty where there was nothing, or nothing is left."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one row did to the register, or would do."""

    row: int
    label: str
    action: str  # created, updated or unchanged
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did to the register, or would do."""

    what: str
    borough: str
    borough_created: bool
    changes: tuple[Change, ...]

    def count(self, action: str) -> int:
        """How many rows did this."""
        return sum(change.action == action for change in self.changes)

    @property
    def created(self) -> int:
        """Rows that are new to the register."""
        return self.count(CREATED)

    @property
    def updated(self) -> int:
        """Rows that changed what the register held."""
        return self.count(UPDATED)

    @property
    def unchanged(self) -> int:
        """Rows that the register held already."""
        return self.count(UNCHANGED)

    @property
    def digest(self) -> str:
        """The same for imports that do the same, so that a preview holds when it is confirmed."""
        return hashlib.sha256(json.dumps(asdict(self), default=str).encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """The report as it stands in JSON output."""
        counts = {action: self.count(action) for action in (CREATED, UPDATED, UNCHANGED)}
        return {"what": self.what, "borough": self.borough, **counts}


class Signed(TypedDict):
    """Who writes, and why, as every service takes it."""

    by: User | None
    reason: str


@dataclass
class Taking:
    """One import under way."""

    borough: Borough
    by: User | None
    faults: Faults
    reason: str
    changes: list[Change] = field(default_factory=list)
    seen: dict[object, int] = field(default_factory=dict)

    @property
    def signed(self) -> Signed:
        """Author and reason of everything that this import writes."""
        return {"by": self.by, "reason": self.reason}

    def first_time(self, row: int, column: str, key: object, label: str) -> bool:
        """Whether no earlier row was about the same; a fault if one was."""
        earlier = self.seen.setdefault(key, row)
        if earlier == row:
            return True
        problem = f"{label} stands in row {earlier} already."
        self.faults.add(row, column, problem, "Keep one of the two rows.")
        return False

    def done(self, row: int, label: str, *, new: bool, details: list[Detail]) -> None:
        """Report what a row did."""
        action = CREATED if new else UPDATED if details else UNCHANGED
        self.changes.append(Change(row, label, action, tuple(details)))
