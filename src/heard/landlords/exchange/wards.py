"""Wards of a borough from a CSV file, and back; and the ward that a row of homes is in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.landlords.errors import RegisterError
from heard.landlords.exchange.people import folded
from heard.landlords.exchange.taking import Detail
from heard.landlords.models import CODE_OF_PLACE, GSS_CODE, Ward
from heard.landlords.services import ward_create, ward_update

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from heard.ingest.csv_table import Row
    from heard.landlords.exchange.taking import Taking
    from heard.landlords.models import Borough

_FIELDS = ("name", "gss_code", "valid_from", "valid_to")


def take_wards(rows: Sequence[Row], taking: Taking) -> None:
    """Create or update each ward. Wards that end are taken before those that follow them."""
    known = list(Ward.objects.filter(borough=taking.borough))
    exact = {(folded(ward.name), ward.valid_from): ward for ward in known}
    named = {(folded(row.get("name")), row.get("valid_from")) for row in rows}
    by_code = {
        (ward.gss_code, ward.valid_from): ward
        for key, ward in exact.items()
        if ward.gss_code and key not in named
    }
    for row in sorted(rows, key=lambda row: (row.get("valid_to") is None, row.number)):
        key = (folded(row.get("name")), row.get("valid_from"))
        if not taking.first_time(row.number, "name", key, f"{row.get('name')!r} from {key[1]}"):
            continue
        code = row.get("gss_code", "").upper()
        if code and not re.match(GSS_CODE, code):
            taking.faults.add(row.number, "gss_code", f"{code!r} is no code.", str(CODE_OF_PLACE))
            continue
        ward = exact.get(key) or by_code.get((code, key[1]))
        try:
            _take(row, ward, code, taking)
        except RegisterError as error:
            taking.faults.add(row.number, error.field or "name", str(error), "")
    taking.changes.sort(key=lambda change: change.row)


def give_wards(borough: Borough) -> Iterator[dict[str, object]]:
    """Each ward of the borough as its row."""
    for ward in Ward.objects.filter(borough=borough):
        yield {name: getattr(ward, name) for name in _FIELDS}


@dataclass
class Wards:
    """A borough's wards by name, each name with the wards that had it, the earliest first."""

    named: dict[str, list[Ward]] = field(default_factory=dict)

    @classmethod
    def load(cls, borough: Borough) -> Wards:
        """Every ward that the borough ever had, in one query."""
        wards = cls()
        for ward in Ward.objects.filter(borough=borough).order_by("valid_from"):
            ward.borough = borough
            wards.named.setdefault(folded(ward.name), []).append(ward)
        return wards

    def of(self, row: Row, taking: Taking) -> Ward | None:
        """The ward of a row, on its day if it has one; None and a fault where there is none."""
        name, start, on = row.get("ward"), row.get("ward_valid_from"), row.get("on")
        versions = self.named.get(folded(name), [])
        found = [ward for ward in versions if _stood(ward, start, on)]
        if found:
            return found[-1]
        if versions:
            spans = "; ".join(f"{ward.valid_from} to {ward.valid_to or 'now'}" for ward in versions)
            problem, mend = f"{name!r} didn't stand then.", f"It stood from {spans}."
        else:
            problem = f"{taking.borough} has no ward {name!r}."
            mend = "Import the wards first, or correct the name."
        taking.faults.add(row.number, "ward", problem, mend)
        return None


def _take(row: Row, ward: Ward | None, code: str, taking: Taking) -> None:
    name = row.get("name")
    if ward is None:
        ward_create(
            borough=taking.borough,
            name=name,
            gss_code=code,
            valid_from=row.get("valid_from"),
            valid_to=row.get("valid_to"),
            **taking.signed,
        )
        taking.done(row.number, name, new=True, details=[])
        return
    wanted = {
        "name": name,
        "gss_code": code or ward.gss_code,
        "valid_from": row.get("valid_from"),
        "valid_to": row.get("valid_to") or ward.valid_to,
    }
    details = [
        Detail(each, str(getattr(ward, each) or ""), str(value or ""))
        for each, value in wanted.items()
        if value != getattr(ward, each)
    ]
    if details:
        ward_update(ward=ward, **taking.signed, **wanted)
    taking.done(row.number, name, new=False, details=details)


def _stood(ward: Ward, start: date | None, on: date | None) -> bool:
    if start and ward.valid_from != start:
        return False
    if on is None:
        return True
    return ward.valid_from <= on and (ward.valid_to is None or on < ward.valid_to)
