"""Enter the made-up borough into the register, by the services that staff enter real ones with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.demo.homes import estates, homes
from heard.demo.landlords import LANDLORDS
from heard.demo.places import BOROUGH, ENDED, WARDS
from heard.demo.predecessors import HOLLIN, MARRABLE, PREDECESSORS, SUCCESSIONS
from heard.landlords.services import (
    borough_create,
    estate_create,
    landlord_add_code,
    landlord_add_name,
    landlord_create,
    presence_set,
    succession_record,
    ward_create,
)
from heard.landlords.services.homes import Count, homes_set_many

if TYPE_CHECKING:
    from heard.demo.shapes import MadeUpLandlord
    from heard.landlords.models import Borough, Landlord, Ward

REASON = "Made up for the demonstration"


@dataclass(frozen=True, slots=True)
class Entered:
    """What is in the register, by name."""

    borough: Borough
    wards: dict[str, Ward]
    landlords: dict[str, Landlord]


def borough_enter(*, seed: int) -> Borough:
    """Enter the borough, its wards, landlords, how these came about, their homes and estates."""
    borough = borough_create(name=BOROUGH, is_fictional=True, by=None, reason=REASON)
    wards = {
        ward.name: ward_create(
            borough=borough,
            name=ward.name,
            valid_from=ward.since,
            valid_to=ward.until,
            by=None,
            reason=REASON,
        )
        for ward in (ENDED, *WARDS)
    }
    landlords = {one.name: _landlord_enter(one) for one in (*PREDECESSORS, *LANDLORDS)}
    entered = Entered(borough, wards, landlords)
    for came in SUCCESSIONS:
        succession_record(
            predecessor=landlords[came.predecessor],
            successor=landlords[came.successor],
            kind=came.kind,
            on=came.on,
            source=REASON,
            by=None,
            reason=REASON,
        )
    _homes_enter(entered, seed=seed)
    return borough


def _landlord_enter(one: MadeUpLandlord) -> Landlord:
    landlord = landlord_create(
        name=one.name,
        legal_name=one.legal_name,
        kind=one.kind,
        ended_on=one.ended_on,
        is_fictional=True,
        by=None,
        reason=REASON,
    )
    for code in one.codes:
        landlord_add_code(landlord=landlord, code=code, by=None, reason=REASON)
    for name, until in one.earlier_names:
        landlord_add_name(
            landlord=landlord, name=name, used_until=until, source=REASON, by=None, reason=REASON
        )
    return landlord


def _homes_enter(entered: Entered, *, seed: int) -> None:
    counts = [
        Count(
            entered.landlords[row.landlord], entered.wards[row.ward], row.tenure, row.on, row.homes
        )
        for row in homes(seed=seed)
    ]
    homes_set_many(counts=counts, by=None, reason=REASON)
    for row in estates(seed=seed):
        estate_create(
            landlord=entered.landlords[row.landlord],
            ward=entered.wards[row.ward],
            name=row.name,
            by=None,
            reason=REASON,
        )
    for gone in (HOLLIN, MARRABLE):
        presence_set(
            landlord=entered.landlords[gone.name],
            borough=entered.borough,
            until=gone.ended_on,
            by=None,
            reason=REASON,
        )
