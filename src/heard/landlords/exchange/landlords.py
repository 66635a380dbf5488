"""Landlords of a borough from a CSV file, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.landlords.errors import RegisterError
from heard.landlords.exchange.lists import Predecessor, join_list
from heard.landlords.exchange.matching import match_landlord
from heard.landlords.exchange.people import People, folded
from heard.landlords.exchange.taking import Detail
from heard.landlords.models import LandlordName, Presence, Succession
from heard.landlords.services import (
    landlord_add_code,
    landlord_add_name,
    landlord_create,
    landlord_rename,
    landlord_update,
    landlord_update_name,
    presence_set,
    succession_record,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.ingest.csv_table import Row
    from heard.landlords.exchange.lists import EarlierName
    from heard.landlords.exchange.taking import Taking
    from heard.landlords.models import Borough, Landlord

_FIELDS = ("legal_name", "kind", "website", "ended_on")
_COLUMN_OF = {"code": "codes", "since": "in_borough_since", "until": "in_borough_until"}


def take_landlords(rows: Sequence[Row], taking: Taking) -> None:
    """Create or update each landlord of the borough. A blank cell leaves what the register has."""
    people = People.load()
    presences = {row.landlord_id: row for row in Presence.objects.filter(borough=taking.borough)}
    later: list[tuple[Row, Landlord, list[Detail], bool]] = []
    for row in rows:
        try:
            taken = _take(row, people, presences, taking)
        except RegisterError as error:
            column = _COLUMN_OF.get(error.field, error.field) or "name"
            taking.faults.add(row.number, column, str(error), "")
        else:
            later += [taken] if taken else []
    for row, landlord, details, new in later:
        try:
            details.extend(_predecessors(row, landlord, people, taking))
        except RegisterError as error:
            taking.faults.add(row.number, "predecessors", str(error), "")
        taking.done(row.number, landlord.name, new=new, details=details)


def give_landlords(borough: Borough) -> Iterator[dict[str, object]]:
    """Each landlord of the borough as its row."""
    people = People.load()
    before: dict[int, list[Predecessor]] = {}
    for step in Succession.objects.select_related("predecessor"):
        codes = sorted(people.codes.get(step.predecessor_id, ()))
        code = codes[0] if codes else ""
        before.setdefault(step.successor_id, []).append(
            Predecessor(step.predecessor.name, code, step.kind, step.on, step.whole)
        )
    for presence in Presence.objects.filter(borough=borough):
        pk = presence.landlord_id
        landlord = people.landlords[pk]
        predecessors = sorted(before.get(pk, ()), key=lambda step: (step.on, str(step)))
        yield {
            "name": landlord.name,
            **{name: getattr(landlord, name) for name in _FIELDS},
            "codes": join_list(sorted(people.codes[pk])),
            "earlier_names": join_list(people.earlier_names(pk)),
            "predecessors": join_list(predecessors),
            "in_borough_since": presence.since,
            "in_borough_until": presence.until,
        }


def _take(
    row: Row, people: People, presences: dict[int, Presence], taking: Taking
) -> tuple[Row, Landlord, list[Detail], bool] | None:
    match = match_landlord(row, people, taking)
    if match.refused:
        return None
    new = match.landlord is None
    details: list[Detail] = []
    if match.landlord is None:
        landlord = _create(row, people, taking)
        if landlord is None:
            return None
    else:
        landlord = _update(row, match.landlord, people, taking, details)
    if not taking.first_time(row.number, "name", ("landlord", landlord.pk), landlord.name):
        return None
    _codes(row, landlord, people, taking, details)
    for name in row.get("earlier_names", []):
        _earlier_name(name, landlord, people, taking, details)
    _presence(row, landlord, presences.get(landlord.pk), taking, details)
    return row, landlord, details, new


def _create(row: Row, people: People, taking: Taking) -> Landlord | None:
    values: dict[str, Any] = {name: row.get(name) for name in _FIELDS if row.get(name)}
    if "kind" not in values:
        problem = f"{row.get('name')!r} is new to the register, so its kind is needed."
        mend = "Write the kind, or the code or name by which the register knows the landlord."
        taking.faults.add(row.number, "kind", problem, mend)
        return None
    landlord = landlord_create(
        name=row.get("name"),
        is_fictional=taking.borough.is_fictional,
        **taking.signed,
        **values,
    )
    people.add(landlord)
    return landlord


def _update(
    row: Row, landlord: Landlord, people: People, taking: Taking, details: list[Detail]
) -> Landlord:
    name = row.get("name")
    changes = {
        each: row.get(each)
        for each in _FIELDS
        if row.get(each) is not None and row.get(each) != getattr(landlord, each)
    }
    for each, value in changes.items():
        details.append(Detail(each, _text(getattr(landlord, each)), _text(value)))
    if name != landlord.name and not people.went_by(landlord.pk, name):
        details.append(Detail("name", landlord.name, name))
        landlord = landlord_rename(landlord=landlord, name=name, **taking.signed)
        for other in LandlordName.objects.filter(landlord=landlord):
            people.add_name(other)
    elif name != landlord.name and folded(name) == folded(landlord.name):
        details.append(Detail("name", landlord.name, name))
        changes["name"] = name
    if changes:
        landlord = landlord_update(landlord=landlord, **changes, **taking.signed)
    people.add(landlord)
    return landlord


def _codes(
    row: Row, landlord: Landlord, people: People, taking: Taking, details: list[Detail]
) -> None:
    for code in row.get("codes", []):
        holder = people.by_code.get(code)
        if holder is not None and people.final(holder) == people.final(landlord.pk):
            continue  # its own, or one of a landlord that became part of it
        added = landlord_add_code(landlord=landlord, code=code, **taking.signed)
        people.add_code(added)
        details.append(Detail("codes", "", code))


def _earlier_name(
    name: EarlierName, landlord: Landlord, people: People, taking: Taking, details: list[Detail]
) -> None:
    known = people.names[landlord.pk].get(name.name)
    if known is None:
        added = landlord_add_name(
            landlord=landlord, name=name.name, used_until=name.until, **taking.signed
        )
        people.add_name(added)
        details.append(Detail("earlier_names", "", str(name)))
    elif name.until and name.until != known.used_until:
        old = known.used_until
        updated = landlord_update_name(
            row=known, name=known.name, used_until=name.until, source=known.source, **taking.signed
        )
        people.add_name(updated)
        details.append(Detail("earlier_names", _text(old), str(name)))


def _presence(
    row: Row, landlord: Landlord, known: Presence | None, taking: Taking, details: list[Detail]
) -> None:
    since, until = row.get("in_borough_since"), row.get("in_borough_until")
    if known is None:
        details.append(Detail("borough", "", taking.borough.name))
    else:
        since, until = since or known.since, until or known.until
        if (since, until) == (known.since, known.until):
            return
        details += [
            Detail(column, _text(old), _text(new))
            for column, old, new in (
                ("in_borough_since", known.since, since),
                ("in_borough_until", known.until, until),
            )
            if old != new
        ]
    presence_set(
        landlord=landlord,
        borough=taking.borough,
        since=since,
        until=until,
        **taking.signed,
    )


def _predecessors(row: Row, landlord: Landlord, people: People, taking: Taking) -> Iterator[Detail]:
    for step in row.get("predecessors", []):
        before = _predecessor(step, landlord, people, taking)
        known = Succession.objects.filter(
            predecessor=before, successor=landlord, on=step.on, kind=step.kind, whole=step.whole
        )
        if not known.exists():
            yield Detail("predecessors", "", str(step))
            succession_record(
                predecessor=before,
                successor=landlord,
                kind=step.kind,
                on=step.on,
                whole=step.whole,
                **taking.signed,
            )


def _predecessor(step: Predecessor, landlord: Landlord, people: People, taking: Taking) -> Landlord:
    """The landlord that came before, taken into the register if it isn't in it."""
    if step.code in people.by_code:
        return people.landlords[people.by_code[step.code]]
    found = people.called(step.name, fictional=landlord.is_fictional) - {landlord.pk}
    if len(found) > 1:
        raise RegisterError(f"{len(found)} landlords are called {step.name!r}: give its code.")
    if found:
        before = people.landlords[found.pop()]
    else:
        before = landlord_create(
            name=step.name, kind=landlord.kind, is_fictional=landlord.is_fictional, **taking.signed
        )
        people.add(before)
    if step.code:
        people.add_code(landlord_add_code(landlord=before, code=step.code, **taking.signed))
    return before


def _text(value: object) -> str:
    return "" if value is None else str(value)
