"""Who reports in each year, under which code, how it asks, and what is odd about its return."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from heard.demo.homes import EARLIER, LATER
from heard.demo.levels import Root, Setting
from heard.demo.predecessors import merged_into, standing_on
from heard.demo.shapes import COUNCIL, MIXED, ONLINE, Survey

if TYPE_CHECKING:
    from heard.demo.shapes import MadeUpLandlord

YEARS = ("2023-24", "2024-25")
YEAR_ENDS = {"2023-24": EARLIER, "2024-25": LATER}
MUST_REPORT = 1_000  # homes, shared owners' included
SHARED_OWNERS_ASKED = 1_000  # homes of shared owners from which they are asked apart
EXCLUDED = (
    "Made-up note: this measure was asked in other words than the survey's rules require,"
    " so it is left out."
)
NOT_INCLUDED = (
    "Made-up reason: the survey's answers were collected after the reporting year had ended,"
    " so they can't be compared with other landlords'."
)


@dataclass(frozen=True, slots=True)
class Oddities:
    """What makes one landlord's return in one year worth a second look."""

    blank: tuple[str, ...] = ()  # measures that it left blank: [X]
    excluded: tuple[str, ...] = ()  # measures left out with a note: [E]
    survey_left_out: str = ""  # the reason for which its whole survey isn't included
    response_rate: float | None = None  # of a census that few answered
    misprinted: str = ""  # a measure published otherwise than its own counts give


@dataclass(frozen=True, slots=True)
class Reporter:
    """A landlord as it reports for one year."""

    code: str
    name: str
    roots: tuple[Root, ...]
    setting: Setting
    rented: int
    part_owned: int
    survey: Survey
    council: bool = False
    oddities: Oddities = field(default_factory=Oddities)

    @property
    def homes(self) -> int:
        """All homes, rented and part-owned."""
        return self.rented + self.part_owned

    @property
    def key(self) -> str:
        """What its chance hangs on."""
        return self.code


SURVEYS = {
    ("Candlemas Housing", "2024-25"): ONLINE,  # by telephone the year before
    ("Bridewater & Stanner", "2024-25"): replace(MIXED, weighted=True),
    ("Pallister Wren Homes", "2024-25"): Survey({"telephone": 0.55, "internet": 0.45}),
}
ODDITIES = {
    ("Tamsin Grove Housing", "2023-24"): Oddities(excluded=("TP10",)),
    ("Corvane Homes", "2024-25"): Oddities(blank=("TP12",)),
    ("Sallowfield Homes", "2023-24"): Oddities(survey_left_out=NOT_INCLUDED),
    ("Kestrel Yard", "2024-25"): Oddities(response_rate=0.15),
    ("Almoner & Pike", "2024-25"): Oddities(misprinted="RP02.1"),
}
CODES = {("Tidewell Brandreth", "2024-25"): "ZZ0004"}  # before, it reported under its other code


def borough_reporters(year: str) -> list[Reporter]:
    """The borough's landlords that must report, as they stood in a year."""
    return [
        _reporter(one, year)
        for one in standing_on(YEAR_ENDS[year])
        if one.rented + one.part_owned >= MUST_REPORT
    ]


def _reporter(landlord: MadeUpLandlord, year: str) -> Reporter:
    merged = merged_into(landlord, after=YEAR_ENDS[YEARS[0]]) or (landlord,)
    return Reporter(
        code=CODES.get((landlord.name, year)) or landlord.codes[0],
        name=landlord.legal_name,
        roots=tuple(Root(one.name, one.quality, one.rented) for one in merged),
        setting=Setting(landlord.region, landlord.supported),
        rented=landlord.rented,
        part_owned=landlord.part_owned,
        survey=SURVEYS.get((landlord.name, year), landlord.survey),
        council=landlord.kind == COUNCIL,
        oddities=ODDITIES.get((landlord.name, year), Oddities()),
    )
