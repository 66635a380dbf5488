"""What is told of a made-up landlord: its homes, how it asks, and who came before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

HOUSING_ASSOCIATION = "housing-association"
COUNCIL = "council"
ALMSHOUSE = "almshouse"
COOPERATIVE = "co-operative"
FOR_PROFIT = "for-profit"


@dataclass(frozen=True, slots=True)
class Homes:
    """Homes by tenure."""

    social_rent: int = 0
    affordable_rent: int = 0
    supported: int = 0
    shared_ownership: int = 0
    leasehold: int = 0

    def by_tenure(self) -> dict[str, int]:
        """Tenures, as the register names them, of which there are any."""
        homes = {
            "social-rent": self.social_rent,
            "affordable-rent": self.affordable_rent,
            "supported": self.supported,
            "shared-ownership": self.shared_ownership,
            "leasehold": self.leasehold,
        }
        return {tenure: number for tenure, number in homes.items() if number}


@dataclass(frozen=True, slots=True)
class Survey:
    """How a landlord asks. `methods` are shares of its answers by method."""

    methods: dict[str, float]
    census: bool = False
    weighted: bool = False


TELEPHONE = Survey({"telephone": 1.0})
MIXED = Survey({"telephone": 0.7, "internet": 0.3})
ONLINE = Survey({"internet": 0.92, "telephone": 0.08}, census=True)
POSTAL = Survey({"postal": 0.75, "internet": 0.25}, census=True)
VISITS = Survey({"face to face": 0.65, "postal": 0.35}, census=True)
TEXTS = Survey({"sms": 0.6, "internet": 0.4})


@dataclass(frozen=True, slots=True)
class MadeUpLandlord:
    """A landlord. `rented` and `part_owned` are all its homes in England, `homes` the borough's.

    `quality` is how well its residents are served, in standard deviations from the middle;
    nobody knows it, surveys only show it through chance and through how people are asked.
    """

    name: str
    kind: str = HOUSING_ASSOCIATION
    codes: tuple[str, ...] = ()
    legal_name: str = ""
    rented: int = 0
    part_owned: int = 0
    homes: Homes = field(default_factory=Homes)
    wards: int = 3  # in how many wards its homes are
    estates: int = 0
    quality: float = 0.0
    survey: Survey = TELEPHONE
    region: str = "London"
    supported: bool = False
    ended_on: date | None = None
    earlier_names: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """One landlord came after another."""

    predecessor: str
    successor: str
    kind: str
    on: date
