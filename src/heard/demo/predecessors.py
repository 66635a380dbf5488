"""Landlords of the past, and how today's came of them.

Hollin and Marrable merged between the two reporting years: they reported the first year's figures.
"""

from __future__ import annotations

from datetime import date

from heard.demo.landlords import LANDLORDS, MAIN
from heard.demo.shapes import COUNCIL, Came, Homes, MadeUpLandlord

COUNCIL_BEFORE = "London Borough of Osiermead"
MERGER = "merger"
MERGED_BETWEEN_YEARS = date(2024, 6, 3)
HOLLIN = MadeUpLandlord(
    "Hollin Homes",
    codes=("ZZ0006",),
    legal_name="Hollin Homes Limited",
    rented=5_900,
    part_owned=430,
    homes=Homes(190, 20, 0, 15, 25),
    wards=3,
    quality=0.5,
    ended_on=MERGED_BETWEEN_YEARS,
)
MARRABLE = MadeUpLandlord(
    "Marrable Housing Association",
    codes=("ZZ0007",),
    legal_name="Marrable Housing Association Limited",
    rented=3_600,
    part_owned=170,
    homes=Homes(118, 0, 0, 0, 15),
    wards=2,
    quality=-0.3,
    ended_on=MERGED_BETWEEN_YEARS,
)
PREDECESSORS = (
    HOLLIN,
    MARRABLE,
    MadeUpLandlord("Pallister Housing Group", ended_on=date(2017, 4, 3)),
    MadeUpLandlord("Wren and District Churches Housing", ended_on=date(2017, 4, 3)),
    MadeUpLandlord("Tidewell Homes", ended_on=date(2018, 10, 1)),
    MadeUpLandlord("Brandreth Housing Trust", ended_on=date(2018, 10, 1)),
    MadeUpLandlord(COUNCIL_BEFORE, COUNCIL, ended_on=date(2001, 3, 26)),
)
SUCCESSIONS = (
    Came("Hollin Homes", "Hollin Marrable", MERGER, MERGED_BETWEEN_YEARS),
    Came("Marrable Housing Association", "Hollin Marrable", MERGER, MERGED_BETWEEN_YEARS),
    Came("Pallister Housing Group", "Pallister Wren Homes", MERGER, date(2017, 4, 3)),
    Came("Wren and District Churches Housing", "Pallister Wren Homes", MERGER, date(2017, 4, 3)),
    Came("Tidewell Homes", "Tidewell Brandreth", MERGER, date(2018, 10, 1)),
    Came("Brandreth Housing Trust", "Tidewell Brandreth", MERGER, date(2018, 10, 1)),
    Came(COUNCIL_BEFORE, MAIN, "stock-transfer", date(2001, 3, 26)),
)


def standing_on(day: date) -> list[MadeUpLandlord]:
    """The borough's landlords as they stood on a day: those that merged later still stand apart."""
    return [
        one for landlord in LANDLORDS for one in (merged_into(landlord, after=day) or (landlord,))
    ]


def merged_into(landlord: MadeUpLandlord, *, after: date) -> tuple[MadeUpLandlord, ...]:
    """The landlords that merged into this one after a day."""
    names = {
        came.predecessor
        for came in SUCCESSIONS
        if came.successor == landlord.name and came.kind == MERGER and came.on > after
    }
    return tuple(one for one in PREDECESSORS if one.name in names)
