"""Which landlord of the register a row of a CSV file means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from heard.ingest.csv_table import Row
    from heard.landlords.exchange.people import People
    from heard.landlords.exchange.taking import Taking
    from heard.landlords.models import Landlord


class Match(NamedTuple):
    """The landlord of a row, None for a new one; `refused` when it isn't clear, with a fault."""

    landlord: Landlord | None = None
    refused: bool = False


REFUSED = Match(refused=True)


def match_landlord(row: Row, people: People, taking: Taking) -> Match:
    """By code, then by exact name, then by exact earlier name."""
    codes = row.get("codes", [])
    distinct = [
        taking.first_time(row.number, "codes", ("code", code), f"The code {code}") for code in codes
    ]
    if not all(distinct):
        return REFUSED
    holders = {people.by_code[code] for code in codes if code in people.by_code}
    if holders:
        return _by_code(row, holders, people, taking)
    return _by_name(row, codes, people, taking)


def _by_code(row: Row, holders: set[int], people: People, taking: Taking) -> Match:
    name = row.get("name")
    finals = {people.final(pk) for pk in holders}
    if len(finals) > 1:
        told = ", ".join(sorted(f"{people.landlords[pk]}" for pk in holders))
        problem = f"These codes belong to different landlords: {told}."
        mend = "Record who came after whom first, or put each landlord in its own row."
        taking.faults.add(row.number, "codes", problem, mend)
        return REFUSED
    final = finals.pop()
    named = [pk for pk in holders if people.went_by(pk, name)]
    pk = named[0] if len(named) == 1 and len(holders) == 1 else final
    landlord = people.landlords[pk]
    if landlord.is_fictional != taking.borough.is_fictional:
        problem = f"The code belongs to {landlord}, which is {_sort(landlord)}."
        mend = f"{taking.borough} takes only landlords like itself. Correct the code."
        taking.faults.add(row.number, "codes", problem, mend)
        return REFUSED
    return Match(landlord)


def _by_name(row: Row, codes: list[str], people: People, taking: Taking) -> Match:
    name = row.get("name")
    found = people.called(name, fictional=taking.borough.is_fictional)
    if len(found) > 1:
        problem = f"{len(found)} landlords in the register are called {name!r}."
        taking.faults.add(row.number, "name", problem, "Give a code, so that it is clear which.")
        return REFUSED
    if not found:
        return Match()
    pk = found.pop()
    held = sorted(people.codes.get(pk, ()))
    if codes and held:
        problem = f"The register knows {name!r} by the code {', '.join(held)}."
        mend = "If it is the same landlord, write that code too; if not, give another name."
        taking.faults.add(row.number, "codes", problem, mend)
        return REFUSED
    return Match(people.landlords[pk])


def _sort(landlord: Landlord) -> str:
    return "made up" if landlord.is_fictional else "real"
