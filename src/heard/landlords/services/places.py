"""Places: boroughs, their wards as they stood, estates, and which landlord has homes where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from heard.landlords.errors import RegisterError
from heard.landlords.models import Borough, Estate, Presence, Ward
from heard.landlords.naming import tidy
from heard.landlords.services.keeping import drop, keep, keep_changes

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.landlords.models import Landlord


@transaction.atomic
def borough_create(
    *,
    name: str,
    by: User | None,
    gss_code: str = "",
    is_fictional: bool = False,
    reason: str = "",
) -> Borough:
    """Take in a borough, whose landlords are then looked at."""
    name = tidy(name)
    slug = slugify(name)[:50].strip("-") or "borough"
    row = Borough(slug=slug, name=name, gss_code=gss_code, is_fictional=is_fictional)
    return keep(row, by=by, reason=reason)


@transaction.atomic
def presence_set(
    *,
    landlord: Landlord,
    borough: Borough,
    by: User | None,
    since: date | None = None,
    until: date | None = None,
    reason: str = "",
) -> Presence:
    """A landlord has, or had, homes in a borough between these dates; unknown dates are open."""
    if landlord.is_fictional != borough.is_fictional:
        raise RegisterError(
            _("A made-up landlord can't be in a real borough, nor a real one in a made-up one."),
            field="borough",
        )
    row = Presence.objects.select_for_update().filter(landlord=landlord, borough=borough).first()
    if row is None:
        row = Presence(landlord=landlord, borough=borough, since=since, until=until)
        return keep(row, by=by, reason=reason)
    keep_changes(row, {"since": since, "until": until}, by=by, reason=reason)
    return row


@transaction.atomic
def presence_remove(*, row: Presence, by: User | None, reason: str = "") -> None:
    """A landlord never had homes in this borough."""
    drop(row, by=by, reason=reason)


@transaction.atomic
def ward_create(
    *,
    borough: Borough,
    name: str,
    valid_from: date,
    by: User | None,
    valid_to: date | None = None,
    gss_code: str = "",
    reason: str = "",
) -> Ward:
    """Take in a ward as it stood between two dates; `valid_to` is the first day it no longer did.

    Raises:
        RegisterError: the borough has a ward by this name or code in that time.
    """
    row = Ward(
        borough=borough,
        name=tidy(name),
        gss_code=gss_code.strip().upper(),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _check_once_at_a_time(row)
    return keep(row, by=by, reason=reason)


@transaction.atomic
def ward_update(
    *,
    ward: Ward,
    name: str,
    valid_from: date,
    valid_to: date | None,
    gss_code: str,
    by: User | None,
    reason: str = "",
) -> Ward:
    """Correct a ward. A ward with new boundaries is a new ward, with a new start."""
    locked = Ward.objects.select_for_update().get(pk=ward.pk)
    changes = {
        "name": tidy(name),
        "valid_from": valid_from,
        "valid_to": valid_to,
        "gss_code": gss_code.strip().upper(),
    }
    probe = Ward(pk=locked.pk, borough_id=locked.borough_id, **changes)
    _check_once_at_a_time(probe)
    keep_changes(locked, changes, by=by, reason=reason)
    return locked


@transaction.atomic
def ward_delete(*, ward: Ward, by: User | None, reason: str = "") -> None:
    """Remove a ward entered by mistake; one with homes or estates can't be."""
    drop(ward, by=by, reason=reason)


@transaction.atomic
def estate_create(
    *,
    landlord: Landlord,
    ward: Ward,
    name: str,
    by: User | None,
    postcode: str = "",
    reason: str = "",
) -> Estate:
    """Take in a named place where a landlord has homes together."""
    row = Estate(landlord=landlord, ward=ward, name=tidy(name), postcode=postcode_written(postcode))
    keep(row, by=by, reason=reason)
    _be_present(landlord, ward, by)
    return row


@transaction.atomic
def estate_update(
    *, estate: Estate, ward: Ward, name: str, postcode: str, by: User | None, reason: str = ""
) -> Estate:
    """Correct an estate's name, ward or postcode."""
    locked = Estate.objects.select_for_update().select_related("landlord").get(pk=estate.pk)
    changes = {"ward": ward, "name": tidy(name), "postcode": postcode_written(postcode)}
    keep_changes(locked, changes, by=by, reason=reason)
    _be_present(locked.landlord, ward, by)
    return locked


@transaction.atomic
def estate_delete(*, estate: Estate, by: User | None, reason: str = "") -> None:
    """Remove an estate entered by mistake."""
    drop(estate, by=by, reason=reason)


def _be_present(landlord: Landlord, ward: Ward, by: User | None) -> None:
    """Whoever has an estate in a borough is one of its landlords."""
    if not Presence.objects.filter(landlord=landlord, borough=ward.borough_id).exists():
        presence_set(landlord=landlord, borough=ward.borough, by=by)


def _check_once_at_a_time(ward: Ward) -> None:
    same = Q(name__iexact=ward.name)
    if ward.gss_code:
        same |= Q(gss_code=ward.gss_code)
    others = Ward.objects.filter(same, borough=ward.borough_id).exclude(pk=ward.pk)
    others = others.filter(Q(valid_to=None) | Q(valid_to__gt=ward.valid_from))
    if ward.valid_to:
        others = others.filter(valid_from__lt=ward.valid_to)
    other = others.first()
    if other:
        raise RegisterError(
            _("%(ward)s stands already from %(start)s to %(end)s. Give one of them an end.")
            % {
                "ward": other,
                "start": other.valid_from.isoformat(),
                "end": other.valid_to.isoformat() if other.valid_to else _("now"),
            },
            field="valid_from",
        )


def postcode_written(text: str) -> str:
    """A postcode with its one space: "tw91aa" is "TW9 1AA"."""
    joined = "".join(text.split()).upper()
    return f"{joined[:-3]} {joined[-3:]}" if len(joined) > 4 else joined  # noqa: PLR2004 - an outward part alone has up to four
