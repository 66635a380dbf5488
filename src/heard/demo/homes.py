"""Where the borough's homes are: by landlord, ward and tenure at two dates, and their estates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from heard.demo.chance import stream
from heard.demo.landlords import LANDLORDS
from heard.demo.places import ESTATES, WARD_NAMES
from heard.demo.predecessors import standing_on

if TYPE_CHECKING:
    from heard.demo.shapes import MadeUpLandlord

EARLIER = date(2024, 3, 31)
LATER = date(2025, 3, 31)
SOLD = 0.012  # of rented homes, in a year, to people who bought theirs


@dataclass(frozen=True, slots=True)
class HomesThere:
    """So many homes of a landlord in a ward by tenure on a day."""

    landlord: str
    ward: str
    tenure: str
    on: date
    homes: int


@dataclass(frozen=True, slots=True)
class EstateThere:
    """A named place in a ward where a landlord has homes together."""

    name: str
    landlord: str
    ward: str


def wards_of(landlord: MadeUpLandlord, *, seed: int) -> tuple[str, ...]:
    """The wards in which a landlord has homes, the most homes first."""
    order = stream(seed, "wards of", landlord.name).permutation(len(WARD_NAMES))
    return tuple(WARD_NAMES[at] for at in order[: landlord.wards])


def homes_of(landlord: MadeUpLandlord, on: date, *, seed: int) -> list[HomesThere]:
    """One landlord's homes on a day, shared out over its wards."""
    wards = wards_of(landlord, seed=seed)
    rows = []
    for tenure, homes in landlord.homes.by_tenure().items():
        chance = stream(seed, "homes of", landlord.name, tenure)
        weights = np.sort(chance.dirichlet(np.full(len(wards), 3.0)))[::-1]
        numbers = chance.multinomial(homes, weights)
        if on < LATER:
            numbers = numbers + chance.binomial(numbers, SOLD)
        rows += [
            HomesThere(landlord.name, ward, tenure, on, int(number))
            for ward, number in zip(wards, numbers, strict=True)
            if number
        ]
    return rows


def homes(*, seed: int) -> list[HomesThere]:
    """Every count of homes: at the end of each reporting year, under the landlord of that day."""
    return [
        row
        for on in (EARLIER, LATER)
        for landlord in standing_on(on)
        for row in homes_of(landlord, on, seed=seed)
    ]


def estates(*, seed: int) -> list[EstateThere]:
    """Every estate, in a ward where its landlord has homes."""
    names = [ESTATES[at] for at in stream(seed, "estates").permutation(len(ESTATES))]
    rows = []
    for landlord in LANDLORDS:
        wards = wards_of(landlord, seed=seed)
        rows += [
            EstateThere(names.pop(), landlord.name, wards[number % len(wards)])
            for number in range(landlord.estates)
        ]
    return rows


def social_rent(on: date, *, seed: int, landlord: str = "") -> int:
    """Homes for social rent in the borough, of one landlord or of all."""
    return sum(
        row.homes
        for row in homes(seed=seed)
        if row.on == on and row.tenure == "social-rent" and landlord in {"", row.landlord}
    )
