"""Landlords for the codes in a workbook: found in the register, or taken into it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import slugify
from simple_history.utils import bulk_create_with_history

from heard.errors import BadInputError, Fault
from heard.landlords.known import known_landlords
from heard.landlords.models import Kind, Landlord, LandlordCode, LandlordName
from heard.landlords.naming import tidy
from heard.landlords.services import landlord_add_code
from heard.landlords.services.landlords import RESERVED_SLUGS

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.ingest.tsm_model import TsmWorkbook
    from heard.landlords.known import KnownLandlord

COUNCIL_CODE = re.compile(r"^\d{2}[A-Z]{2}$")
LEGAL_ENDING = re.compile(r",?\s+(?:limited|ltd\.?)$", re.IGNORECASE)
SLUG_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Reported:
    """A landlord as a workbook names it. `landlord_type` is "LA", "PRP" or unknown."""

    code: str
    name: str
    landlord_type: str = ""

    @property
    def kind(self) -> str:
        """What sort of body it is, as far as the workbook tells."""
        if self.landlord_type:
            return Kind.COUNCIL if self.landlord_type == "LA" else Kind.PROVIDER
        council = COUNCIL_CODE.match(self.code) or self.name.endswith("Council")
        return Kind.COUNCIL if council else Kind.PROVIDER


@dataclass(slots=True)
class Registered:
    """The register's landlord for each code, and which of them are new."""

    by_code: dict[str, Landlord]
    new: list[Landlord] = field(default_factory=list)


def reported_in(parsed: TsmWorkbook) -> dict[str, Reported]:
    """Every landlord in a workbook by code; a table of figures says more than a list of others."""
    found = {one.code: Reported(one.code, tidy(one.name)) for one in parsed.not_included}
    for one in reversed(parsed.returns):
        found[one.code] = Reported(one.code, tidy(one.name), one.landlord_type)
    return found


def everyday_name(reported: str) -> str:
    """What a landlord is called outside its accounts.

    Examples:
        >>> everyday_name("A2Dominion Housing Group Limited")
        'A2Dominion Housing Group'
    """
    return LEGAL_ENDING.sub("", tidy(reported)) or tidy(reported)


def landlords_register(
    *, reported: dict[str, Reported], file: str, label: str, made_up: bool, by: User | None
) -> Registered:
    """Find each code's landlord, or take it into the register under the name it reports.

    What staff keep of a landlord isn't touched. Codes known to be one landlord's come to one
    landlord. `label` tells history where a landlord came from.

    Raises:
        BadInputError: a code is held by a made-up landlord where real ones are wanted, or the
            other way round.
    """
    held = LandlordCode.objects.select_related("landlord").all()
    by_code = {row.code: row.landlord for row in held}
    _refuse_mixing({code: by_code[code] for code in reported if code in by_code}, file, made_up)
    result = Registered(by_code)
    groups: dict[str, list[Reported]] = defaultdict(list)
    known: dict[str, KnownLandlord] = {}
    for code, one in reported.items():
        if code in by_code:
            continue
        facts = None if made_up else known_landlords().landlord(code)
        holder = next((by_code[c] for c in facts.codes if c in by_code), None) if facts else None
        if holder:
            landlord_add_code(landlord=holder, code=code, by=by, reason=label)
            by_code[code] = holder
        elif facts:
            known[facts.codes[0]] = facts
            groups[facts.codes[0]].append(one)
        else:
            groups[code].append(one)
    if groups:
        _create(groups, known, result, made_up=made_up, by=by, label=label)
    return result


def _refuse_mixing(found: dict[str, Landlord], file: str, made_up: bool) -> None:
    faults = [
        Fault(
            file,
            "",
            f"the code {code} is {landlord.name}'s, which is"
            f" {'made up' if landlord.is_fictional else 'real'}.",
            "Keep made-up and real landlords apart: give one of them another code.",
        )
        for code, landlord in found.items()
        if landlord.is_fictional != made_up
    ]
    if faults:
        raise BadInputError(faults)


def _create(
    groups: dict[str, list[Reported]],
    known: dict[str, KnownLandlord],
    result: Registered,
    *,
    made_up: bool,
    by: User | None,
    label: str,
) -> None:
    signed = {"default_user": by, "default_change_reason": label[:100], "batch_size": 500}
    taken = set(Landlord.objects.values_list("slug", flat=True)) | RESERVED_SLUGS
    landlords = {}
    for key, members in groups.items():
        facts = known.get(key)
        name = facts.name if facts else everyday_name(members[0].name)
        landlords[key] = Landlord(
            slug=_free_slug(name, taken),
            name=name,
            legal_name="" if facts and len(facts.codes) > 1 else members[0].name,
            kind=members[0].kind,
            is_fictional=made_up,
        )
    result.new = bulk_create_with_history(list(landlords.values()), Landlord, **signed)
    stored = dict(zip(landlords, result.new, strict=True))
    codes = []
    names = []
    for key, landlord in stored.items():
        facts = known.get(key)
        for code in facts.codes if facts else [one.code for one in groups[key]]:
            codes.append(LandlordCode(landlord=landlord, code=code))
            result.by_code[code] = landlord
        names += [
            LandlordName(
                landlord=landlord, name=one.name, used_until=one.used_until, source=one.source
            )
            for one in (facts.names if facts else ())
        ]
    bulk_create_with_history(codes, LandlordCode, **signed)
    bulk_create_with_history(names, LandlordName, **signed)


def _free_slug(name: str, taken: set[str]) -> str:
    stem = slugify(name)[:SLUG_LENGTH].strip("-") or "landlord"
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug
