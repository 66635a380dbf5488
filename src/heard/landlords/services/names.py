"""Codes and other names, by which a landlord is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from heard.landlords.errors import CodeTakenError, RegisterError
from heard.landlords.models import LandlordCode, LandlordName
from heard.landlords.naming import tidy
from heard.landlords.services.keeping import drop, keep, keep_changes

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.landlords.models import Landlord


@transaction.atomic
def landlord_add_code(
    *, landlord: Landlord, code: str, by: User | None, reason: str = ""
) -> LandlordCode:
    """Know a landlord by a code of the regulator; one it has already stays as it is.

    Raises:
        CodeTakenError: another landlord holds the code.
    """
    code = tidy(code).upper()
    held = LandlordCode.objects.select_related("landlord").filter(code=code).first()
    if held is None:
        return keep(LandlordCode(landlord=landlord, code=code), by=by, reason=reason)
    if held.landlord_id != landlord.pk:
        raise CodeTakenError(
            _("%(code)s is the code of %(landlord)s.") % {"code": code, "landlord": held.landlord},
            field="code",
        )
    return held


@transaction.atomic
def landlord_remove_code(*, code: LandlordCode, by: User | None, reason: str = "") -> None:
    """No longer know a landlord by this code."""
    drop(code, by=by, reason=reason)


@transaction.atomic
def landlord_add_name(
    *,
    landlord: Landlord,
    name: str,
    by: User | None,
    used_until: date | None = None,
    source: str = "",
    reason: str = "",
) -> LandlordName:
    """Find a landlord by another name; one without an end is still in use."""
    name = tidy(name)
    if LandlordName.objects.filter(landlord=landlord, name=name).exists():
        raise RegisterError(_("It has this name already."), field="name")
    row = LandlordName(landlord=landlord, name=name, used_until=used_until, source=tidy(source))
    return keep(row, by=by, reason=reason)


@transaction.atomic
def landlord_update_name(
    *,
    row: LandlordName,
    by: User | None,
    name: str,
    used_until: date | None,
    source: str = "",
    reason: str = "",
) -> LandlordName:
    """Correct another name, when it was last used, or where that is known from."""
    locked = LandlordName.objects.select_for_update().get(pk=row.pk)
    changes = {"name": tidy(name), "used_until": used_until, "source": tidy(source)}
    keep_changes(locked, changes, by=by, reason=reason)
    return locked


@transaction.atomic
def landlord_remove_name(*, row: LandlordName, by: User | None, reason: str = "") -> None:
    """No longer find a landlord by this name."""
    drop(row, by=by, reason=reason)
