"""Landlords themselves: taken in, corrected, renamed, put back as they were, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from heard.errors import NotFoundError
from heard.landlords.errors import RegisterError
from heard.landlords.models import Landlord, LandlordName
from heard.landlords.naming import tidy
from heard.landlords.services.keeping import drop, keep, keep_changes

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User

RESERVED_SLUGS = frozenset({"add", "boroughs", "download", "import", "template", "wards"})
RESTORABLE = ("name", "legal_name", "kind", "website", "ended_on")
_SLUG_LENGTH = 100  # leaves room for a number


class LandlordChanges(TypedDict, total=False):
    """What of a landlord can be corrected. Its slug stays, so that links to it hold."""

    name: str
    legal_name: str
    kind: str
    website: str
    ended_on: date | None


@transaction.atomic
def landlord_create(
    *,
    name: str,
    kind: str,
    by: User | None,
    legal_name: str = "",
    website: str = "",
    ended_on: date | None = None,
    is_fictional: bool = False,
    reason: str = "",
) -> Landlord:
    """Take a landlord into the register, under a slug that is its own for good."""
    landlord = Landlord(
        name=tidy(name),
        legal_name=tidy(legal_name),
        kind=kind,
        website=website,
        ended_on=ended_on,
        is_fictional=is_fictional,
    )
    landlord.slug = _free_slug(landlord.name)
    return keep(landlord, by=by, reason=reason)


@transaction.atomic
def landlord_update(
    *, landlord: Landlord, by: User | None, reason: str = "", **changes: Unpack[LandlordChanges]
) -> Landlord:
    """Correct a landlord. Nothing is written when nothing differs."""
    locked = Landlord.objects.select_for_update().get(pk=landlord.pk)
    keep_changes(locked, _tidied(changes), by=by, reason=reason)
    return locked


@transaction.atomic
def landlord_rename(
    *,
    landlord: Landlord,
    name: str,
    by: User | None,
    on: date | None = None,
    source: str = "",
    reason: str = "",
) -> Landlord:
    """Give a landlord a new name; the old one still finds it."""
    locked = Landlord.objects.select_for_update().get(pk=landlord.pk)
    old, new = locked.name, tidy(name)
    if old == new:
        raise RegisterError(_("That is its name already."), field="name")
    renamed = keep_changes(locked, {"name": new}, by=by, reason=reason, verb="rename")
    if renamed and old != locked.legal_name:
        earlier = LandlordName.objects.filter(landlord=locked, name=old).first()
        keep(
            earlier or LandlordName(landlord=locked, name=old, used_until=on, source=source),
            by=by,
            reason=reason,
        )
    return locked


@transaction.atomic
def landlord_restore(*, landlord: Landlord, version: int, by: User | None) -> Landlord:
    """Make a landlord's own fields what they were in an earlier version, as a new version."""
    earlier = landlord.history.filter(history_id=version).first()
    if earlier is None:
        raise NotFoundError(_("That version isn't there."))
    changes = {name: getattr(earlier, name) for name in RESTORABLE}
    locked = Landlord.objects.select_for_update().get(pk=landlord.pk)
    reason = _("Put back as it was on %(when)s") % {"when": earlier.history_date.date().isoformat()}
    keep_changes(locked, changes, by=by, reason=reason, verb="restore")
    return locked


@transaction.atomic
def landlord_delete(*, landlord: Landlord, by: User | None, reason: str = "") -> None:
    """Remove a landlord that was entered by mistake; one with figures or homes can't be."""
    drop(landlord, by=by, reason=reason)


def _tidied(changes: LandlordChanges) -> LandlordChanges:
    tidied = changes.copy()
    if "name" in tidied:
        tidied["name"] = tidy(tidied["name"])
    if "legal_name" in tidied:
        tidied["legal_name"] = tidy(tidied["legal_name"])
    return tidied


def _free_slug(name: str) -> str:
    stem = slugify(name)[:_SLUG_LENGTH].strip("-") or "landlord"
    taken = set(Landlord.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= RESERVED_SLUGS
    number = 1
    slug = stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
