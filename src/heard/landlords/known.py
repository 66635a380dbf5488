"""What ships with Heard about real landlords: which codes are one's, and who followed whom."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

FILE = "successions.toml"


@dataclass(frozen=True, slots=True)
class KnownName:
    """Another name, and when it was last used; None while it still is."""

    name: str
    used_until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class KnownLandlord:
    """A landlord under its everyday name, with every code it reports or reported under."""

    name: str
    codes: tuple[str, ...]
    names: tuple[KnownName, ...]
    source: str


@dataclass(frozen=True, slots=True)
class KnownSuccession:
    """All of one landlord's homes came to another; both by code."""

    predecessor: str
    successor: str
    kind: str
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that ships."""

    landlords: tuple[KnownLandlord, ...]
    successions: tuple[KnownSuccession, ...]

    def landlord(self, code: str) -> KnownLandlord | None:
        """The landlord that holds this code, if Heard knows more of it than its return says."""
        return next((one for one in self.landlords if code in one.codes), None)


@cache
def known_landlords() -> Known:
    """The facts in landlords/data/successions.toml."""
    return known_from((files("heard.landlords") / "data" / FILE).read_text("utf-8"))


def known_from(text: str) -> Known:
    """The facts in a TOML text."""
    data = tomllib.loads(text)
    return Known(
        tuple(_landlord(one) for one in data.get("landlord", [])),
        tuple(KnownSuccession(**one) for one in data.get("succession", [])),
    )


def _landlord(data: dict[str, Any]) -> KnownLandlord:
    names = tuple(
        KnownName(one["name"], one.get("used_until"), one["source"]) for one in data["names"]
    )
    return KnownLandlord(data["name"], tuple(data["codes"]), names, data["source"])
