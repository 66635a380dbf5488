"""Made-up landlords elsewhere, so that there is something to compare with where nothing real is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.demo.chance import stream
from heard.demo.levels import Root, Setting
from heard.demo.reporters import MUST_REPORT, Reporter
from heard.demo.shapes import MIXED, ONLINE, POSTAL, TELEPHONE, TEXTS, VISITS

if TYPE_CHECKING:
    from heard.demo.shapes import Survey

HOW_MANY = 330
COUNCILS = 0.44
SUPPORTED = 0.09
SWITCHED = 0.15  # asked in another way in the second year
MEDIAN_HOMES = 6_200
REGIONS = {"South": 0.38, "North": 0.25, "Midlands": 0.19, "London": 0.14, "Mixed": 0.04}
SURVEYS: tuple[tuple[Survey, float], ...] = (
    (TELEPHONE, 0.46), (MIXED, 0.20), (ONLINE, 0.13),
    (POSTAL, 0.13), (VISITS, 0.04), (TEXTS, 0.04),
)  # fmt: skip
SHARED_OWNERSHIP = 0.12  # the share of homes that a housing association may have sold in part


def background_reporters(year: str, *, seed: int) -> list[Reporter]:
    """Landlords nobody takes for real ones, with homes, regions and surveys like theirs."""
    return [_reporter(number, year, seed=seed) for number in range(1, HOW_MANY + 1)]


def _reporter(number: int, year: str, *, seed: int) -> Reporter:
    code = f"ZZ{1000 + number}"
    chance = stream(seed, "background", code)
    council = bool(chance.random() < COUNCILS)
    homes = MUST_REPORT + int(chance.lognormal(0.0, 1.0) * MEDIAN_HOMES)
    part_owned = 0 if council else int(homes * chance.random() * SHARED_OWNERSHIP)
    region = str(chance.choice(list(REGIONS), p=list(REGIONS.values())))
    supported = not council and bool(chance.random() < SUPPORTED / (1 - COUNCILS))
    surveys, shares = zip(*SURVEYS, strict=True)
    first, second = (int(at) for at in chance.choice(len(surveys), size=2, p=shares))
    switches = bool(chance.random() < SWITCHED)
    quality = float(chance.normal())
    name = f"Example {'Council' if council else 'Homes'} {number:03}"
    return Reporter(
        code=code,
        name=name,
        roots=(Root(name, quality, homes),),
        setting=Setting(region, supported),
        rented=homes - part_owned,
        part_owned=part_owned,
        survey=surveys[second if switches and year == "2024-25" else first],
        council=council,
    )
