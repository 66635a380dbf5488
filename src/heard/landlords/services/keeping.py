"""How every service writes: checked, in one piece, with its author and reason kept in history."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from heard.landlords.errors import InUseError, InvalidEntryError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.accounts.models import User

M = TypeVar("M", bound=Model)


def keep(row: M, *, by: User | None, reason: str = "") -> M:
    """Check the row and save it, with a history row that names its author.

    Raises:
        InvalidEntryError: a value breaks a rule of its field.
    """
    try:
        row.full_clean()
    except ValidationError as error:
        raise InvalidEntryError.from_validation(error) from error
    _sign(row, by, reason)
    row.save()
    return row


def keep_changes(
    row: M, changes: Mapping[str, object], *, by: User | None, reason: str = ""
) -> bool:
    """Save the row if any of the changes differs from what it holds; whether one did."""
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        keep(row, by=by, reason=reason)
    return bool(changed)


def drop(row: Model, *, by: User | None, reason: str = "") -> None:
    """Remove the row; its history stays.

    Raises:
        InUseError: other facts stand on it.
    """
    _sign(row, by, reason)
    try:
        row.delete()
    except ProtectedError as error:
        kinds = {str(item._meta.verbose_name_plural) for item in error.protected_objects}  # noqa: SLF001 - Django's documented name
        raise InUseError(
            _("%(row)s can't be removed: there are %(facts)s that belong to it.")
            % {"row": row, "facts": ", ".join(sorted(kinds))}
        ) from error


def _sign(row: Model, by: User | None, reason: str) -> None:
    vars(row).update(_history_user=by, _change_reason=reason or None)
