"""What an import tells the register about landlords it knows: new names, and who followed whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.landlords.errors import RegisterError
from heard.landlords.known import known_landlords
from heard.landlords.models import Landlord, LandlordName, Succession, SuccessionKind
from heard.landlords.services import (
    landlord_add_name,
    landlord_rename,
    landlord_update,
    succession_record,
)
from heard.measures.history import year_end
from heard.measures.models import Return
from heard.measures.services.register import everyday_name

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.landlords.known import KnownSuccession
    from heard.measures.services.register import Registered, Reported


def successions_apply(*, registered: Registered, by: User | None) -> list[str]:
    """Record the successions that ship with Heard, once both landlords are in the register.

    One that staff recorded or removed is theirs and stays as they left it. Gives a remark for
    each that couldn't be recorded.
    """
    remarks = []
    wanted = {}
    for fact in known_landlords().successions:
        before = registered.by_code.get(fact.predecessor)
        after = registered.by_code.get(fact.successor)
        if before and after and before.pk != after.pk and not before.is_fictional:
            wanted[before.pk, after.pk] = fact
    if not wanted:
        return []
    history = Succession.history
    settled = set(history.values_list("predecessor_id", "successor_id"))
    landlords = Landlord.objects.in_bulk({pk for pair in wanted for pk in pair})
    for (before_pk, after_pk), fact in wanted.items():
        if (before_pk, after_pk) in settled:
            continue
        try:
            _record(fact, landlords[before_pk], landlords[after_pk], by)
        except RegisterError as error:
            remarks.append(f"{fact.predecessor} came to {fact.successor}, but: {error}")
    return remarks


def _record(fact: KnownSuccession, before: Landlord, after: Landlord, by: User | None) -> None:
    reason = "Ships with Heard as a fact with its source"
    succession_record(
        predecessor=before,
        successor=after,
        kind=fact.kind,
        on=fact.on,
        source=fact.source,
        by=by,
        reason=reason,
    )
    if fact.kind == SuccessionKind.MERGER and before.ended_on is None:
        landlord_update(landlord=before, ended_on=fact.on, by=by, reason=reason)


def names_follow(
    *,
    reported: dict[str, Reported],
    registered: Registered,
    year: str,
    label: str,
    by: User | None,
) -> None:
    """Let each landlord be found by the name it reports, and be called by its latest.

    Only a landlord that is still called as it reported in another year is renamed: any other name
    is somebody's decision.
    """
    new = {landlord.pk for landlord in registered.new}
    other: dict[int, dict[str, str]] = {}
    rows = Return.objects.exclude(workbook__year=year).values_list(
        "landlord_id", "reported_name", "workbook__year"
    )
    for pk, name, of_year in rows.distinct():
        other.setdefault(pk, {})[everyday_name(name)] = of_year
    known = {
        (pk, name.casefold())
        for pk, name in LandlordName.objects.values_list("landlord_id", "name")
    }
    for one in reported.values():
        landlord = registered.by_code[one.code]
        called = {landlord.name.casefold(), everyday_name(landlord.legal_name).casefold()}
        name = everyday_name(one.name)
        if landlord.pk in new or name.casefold() in called:
            continue
        earlier = other.get(landlord.pk, {})
        newest = all(year > of_year for of_year in earlier.values())
        if newest and landlord.name in earlier:
            until = year_end(earlier[landlord.name])
            landlord_rename(
                landlord=landlord, name=name, on=until, source=label, by=by, reason=label
            )
            landlord_update(landlord=landlord, legal_name=one.name, by=by, reason=label)
        elif not {(landlord.pk, name.casefold()), (landlord.pk, one.name.casefold())} & known:
            landlord_add_name(
                landlord=landlord,
                name=name,
                used_until=None if newest else year_end(year),
                source=label,
                by=by,
                reason=label,
            )
