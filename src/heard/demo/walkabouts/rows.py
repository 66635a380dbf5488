"""Rows of made-up walkabouts, gathered before they are written all at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from heard.demo.chance import stream
from heard.demo.rows import rows_write
from heard.uploads.models import StoredFile
from heard.walkabouts.models import (
    ActionStep,
    Companion,
    EstateAction,
    Grade,
    Move,
    Observation,
    Photo,
    Plan,
    Scheme,
    Stop,
    Verdict,
    Walkabout,
)

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from django.db.models import Model

    from heard.access import Role
    from heard.accounts.models import User
    from heard.landlords.models import Landlord

M = TypeVar("M", bound="Model")
# What refers to another comes after it.
ORDER: tuple[type[Model], ...] = (
    Scheme,
    Grade,
    Plan,
    Stop,
    Walkabout,
    Move,
    Companion,
    Observation,
    EstateAction,
    ActionStep,
    StoredFile,
    Photo,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who walks, and in what capacity."""

    user: User | None
    role: Role
    landlord: Landlord | None = None


@dataclass
class Gathered:
    """Rows by model, with keys that come out the same from the same seed."""

    seed: int
    rows: dict[type[Model], list[Model]] = field(default_factory=dict)
    keys: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self.keys = stream(self.seed, "keys of walkabouts")

    def add(self, row: M, *, at: datetime, by: Walker | None = None) -> M:
        """Keep a row, written by somebody at some time."""
        values = {"key": self.key(), "at": at, "by": by.user if by else None}
        values |= {"by_role": by.role if by else "", "by_landlord": by.landlord if by else None}
        for name, value in values.items():
            setattr(row, name, value)
        self.rows.setdefault(type(row), []).append(row)
        return row

    def add_keyed(self, row: M) -> M:
        """Keep a row that has no author."""
        row.key = self.key()  # type: ignore[attr-defined] # every model of the walkabouts has one
        self.rows.setdefault(type(row), []).append(row)
        return row

    def key(self) -> uuid.UUID:
        """The next key."""
        return uuid.UUID(bytes=self.keys.bytes(16), version=4)

    def write(self) -> int:
        """Write all of them; how many."""
        for model in ORDER:
            rows = self.rows.get(model, [])
            for row in rows:
                _link(row)
            rows_write(model, rows)
        return sum(map(len, self.rows.values()))


def _link(row: Model) -> None:
    """Take over the numbers that what it refers to was given when that was written."""
    for each in row._meta.concrete_fields:  # noqa: SLF001 - Django's documented name
        if each.is_relation:
            other = row._state.fields_cache.get(each.name)  # noqa: SLF001 - the same
            if other is not None:
                setattr(row, each.attname, other.pk)
