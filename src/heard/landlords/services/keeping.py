"""How every service writes: checked, in one piece, with author and reason in history and log."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from heard.audit.services import Deed, audit_record_many
from heard.landlords.errors import InUseError, InvalidEntryError
from heard.landlords.models import HomesCount, Landlord, LandlordCode, LandlordName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from heard.accounts.models import User

M = TypeVar("M", bound=Model)
NOUNS: dict[type[Model], str] = {
    HomesCount: "homes",
    LandlordCode: "landlord-code",
    LandlordName: "landlord-name",
}
_written_as_one: ContextVar[bool] = ContextVar("written_as_one", default=False)


def keep(
    row: M,
    *,
    by: User | None,
    reason: str = "",
    before: Mapping[str, object] | None = None,
    verb: str = "change",
) -> M:
    """Check the row and save it, with a history row and an entry in the log that name its author.

    `before` has the values that change, as they were; a row that was there and changes nothing
    is an earlier one confirmed.

    Raises:
        InvalidEntryError: a value breaks a rule of its field.
    """
    try:
        row.full_clean()
    except ValidationError as error:
        raise InvalidEntryError.from_validation(error) from error
    new = row._state.adding  # noqa: SLF001 - Django documents it
    _sign(row, by, reason)
    row.save()
    if new:
        log_deeds([deed_of(row, "create", by=by, reason=reason, after=values_of(row))])
    elif before:
        after = {name: getattr(row, name) for name in before}
        log_deeds([deed_of(row, verb, by=by, reason=reason, before=before, after=after)])
    return row


def keep_changes(
    row: M,
    changes: Mapping[str, object],
    *,
    by: User | None,
    reason: str = "",
    verb: str = "change",
) -> bool:
    """Save the row if any of the changes differs from what it holds; whether one did."""
    before = {
        name: getattr(row, name) for name, value in changes.items() if getattr(row, name) != value
    }
    for name in before:
        setattr(row, name, changes[name])
    if before:
        keep(row, by=by, reason=reason, before=before, verb=verb)
    return bool(before)


def drop(row: Model, *, by: User | None, reason: str = "") -> None:
    """Remove the row; its history stays.

    Raises:
        InUseError: other facts stand on it.
    """
    _sign(row, by, reason)
    removal = deed_of(row, "remove", by=by, reason=reason, before=values_of(row))
    log_deeds([removal])  # first: afterwards the row has no key
    try:
        row.delete()
    except ProtectedError as error:
        kinds = {str(item._meta.verbose_name_plural) for item in error.protected_objects}  # noqa: SLF001 - Django's documented name
        raise InUseError(
            _("%(row)s can't be removed: there are %(facts)s that belong to it.")
            % {"row": row, "facts": ", ".join(sorted(kinds))}
        ) from error


def deed_of(
    row: Model,
    verb: str,
    *,
    by: User | None,
    reason: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Deed:
    """What somebody did to a row of the register, known by its landlord's slug or its own."""
    noun = NOUNS.get(type(row)) or str(row._meta.model_name)  # noqa: SLF001 - Django documents it
    landlord = row if isinstance(row, Landlord) else getattr(row, "landlord", None)
    return Deed(
        event=f"{noun}.{verb}",
        target=row,
        by=by,
        reason=reason,
        before=before,
        after=after,
        about=landlord.slug if landlord else "",
    )


def values_of(row: Model) -> dict[str, object]:
    """What a row holds, without its key."""
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django documents it
    return {each.attname: getattr(row, each.attname) for each in fields if not each.primary_key}


@contextmanager
def written_as_one() -> Iterator[None]:
    """An import is one entry in the log, which its service writes; history has every row."""
    token = _written_as_one.set(True)
    try:
        yield
    finally:
        _written_as_one.reset(token)


def log_deeds(deeds: Iterable[Deed]) -> None:
    """Enter what was done in the log, unless it is part of an import."""
    if not _written_as_one.get():
        audit_record_many(deeds=list(deeds))


def _sign(row: Model, by: User | None, reason: str) -> None:
    vars(row).update(_history_user=by, _change_reason=reason or None)
