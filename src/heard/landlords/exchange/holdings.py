"""Estates and counts of homes from CSV files, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.landlords.errors import RegisterError
from heard.landlords.exchange.people import People, folded, landlord_of
from heard.landlords.exchange.taking import Detail
from heard.landlords.exchange.wards import Wards
from heard.landlords.models import Estate, HomesCount, LandlordCode
from heard.landlords.services import estate_create, estate_update
from heard.landlords.services.homes import Count, homes_check, homes_set_many
from heard.landlords.services.places import postcode_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.ingest.csv_table import Row
    from heard.landlords.exchange.taking import Taking
    from heard.landlords.models import Borough


def take_estates(rows: Sequence[Row], taking: Taking) -> None:
    """Create each estate, or update its postcode."""
    people, wards = People.load(), Wards.load(taking.borough)
    known = {
        (estate.landlord_id, estate.ward_id, folded(estate.name)): estate
        for estate in Estate.objects.filter(ward__borough=taking.borough)
    }
    for row in rows:
        landlord, ward = landlord_of(row, people, taking), wards.of(row, taking)
        if landlord is None or ward is None:
            continue
        name, postcode = row.get("estate"), postcode_written(row.get("postcode", ""))
        key = (landlord.pk, ward.pk, folded(name))
        if not taking.first_time(row.number, "estate", key, f"{name!r}, {landlord}, {ward}"):
            continue
        estate = known.get(key)
        try:
            if estate is None:
                estate_create(
                    landlord=landlord, ward=ward, name=name, postcode=postcode, **taking.signed
                )
                taking.done(row.number, name, new=True, details=[])
                continue
            wanted = {"name": name, "postcode": postcode or estate.postcode}
            details = _differences(estate, wanted)
            if details:
                estate_update(estate=estate, ward=ward, **wanted, **taking.signed)
            taking.done(row.number, name, new=False, details=details)
        except RegisterError as error:
            column = {"name": "estate"}.get(error.field, error.field)
            taking.faults.add(row.number, column or "estate", str(error), "")


def give_estates(borough: Borough) -> Iterator[dict[str, object]]:
    """Each estate in the borough as its row."""
    codes = _codes()
    for estate in Estate.objects.filter(ward__borough=borough).select_related("landlord", "ward"):
        yield {
            "landlord": estate.landlord.name,
            "landlord_code": codes.get(estate.landlord_id, ""),
            "ward": estate.ward.name,
            "ward_valid_from": estate.ward.valid_from,
            "estate": estate.name,
            "postcode": estate.postcode,
        }


def take_homes(rows: Sequence[Row], taking: Taking) -> None:
    """Record each count, in a few queries however many rows there are."""
    people, wards = People.load(), Wards.load(taking.borough)
    known = {
        (count.landlord_id, count.ward_id, count.tenure, count.on): count.homes
        for count in HomesCount.objects.filter(ward__borough=taking.borough)
    }
    counts = []
    for row in rows:
        count = _count(row, people, wards, taking)
        if count is None:
            continue
        label = f"{count.landlord}, {count.ward}, {count.tenure}, {count.on}"
        if not taking.first_time(row.number, "homes", count.key, label):
            continue
        before = known.get(count.key)
        details = [] if before in {None, count.homes} else [_homes(before, count.homes)]
        taking.done(row.number, label, new=before is None, details=details)
        counts.append(count)
    if not taking.faults.found:
        homes_set_many(counts=counts, **taking.signed)


def give_homes(borough: Borough) -> Iterator[dict[str, object]]:
    """Each count of homes in the borough as its row."""
    codes = _codes()
    rows = HomesCount.objects.filter(ward__borough=borough).select_related("landlord", "ward")
    for count in rows:
        yield {
            "landlord": count.landlord.name,
            "landlord_code": codes.get(count.landlord_id, ""),
            "ward": count.ward.name,
            "tenure": count.tenure,
            "on": count.on,
            "homes": count.homes,
        }


def _count(row: Row, people: People, wards: Wards, taking: Taking) -> Count | None:
    landlord, ward = landlord_of(row, people, taking), wards.of(row, taking)
    if landlord is None or ward is None:
        return None
    count = Count(landlord, ward, row.get("tenure"), row.get("on"), row.get("homes"))
    try:
        homes_check(count)
    except RegisterError as error:
        taking.faults.add(row.number, error.field or "homes", str(error), "")
        return None
    return count


def _homes(before: int | None, after: int) -> Detail:
    return Detail("homes", str(before), str(after))


def _differences(estate: Estate, wanted: dict[str, str]) -> list[Detail]:
    return [
        Detail("estate" if each == "name" else each, getattr(estate, each), value)
        for each, value in wanted.items()
        if value != getattr(estate, each)
    ]


def _codes() -> dict[int, str]:
    """The first code of each landlord."""
    rows = LandlordCode.objects.order_by("-code").values_list("landlord_id", "code")
    return dict(rows)
