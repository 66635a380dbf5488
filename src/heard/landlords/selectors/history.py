"""Who changed what of a landlord, when and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.errors import NotFoundError
from heard.landlords.models import (
    Estate,
    HomesCount,
    Landlord,
    LandlordCode,
    LandlordName,
    Presence,
    Succession,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.core.paginator import Page
    from django.db.models import Model

    from heard.access import Reader
    from heard.accounts.models import User

PER_PAGE = 25
_HIDDEN = {"id", "slug", "landlord"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, as it was and as it became; empty where there was nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One edit, as the history component shows it."""

    when: datetime
    who: str
    why: str  # what it was about, and the reason given
    changes: tuple[Difference, ...]
    version: int | None  # of the landlord itself, which can be put back


def landlord_history(
    reader: Reader,  # noqa: ARG001 - the page is for staff; the view sees to it
    landlord: Landlord,
    *,
    page: int | str = 1,
) -> Page[HistoryRow]:
    """Every edit of a landlord and of what belongs to it, newest first."""
    rows = list(_versions(Landlord, Q(id=landlord.pk)))
    latest = max((row.version or 0 for row in rows), default=0)
    rows = [_current(row) if row.version == latest else row for row in rows]
    for model in (LandlordCode, LandlordName, Presence, Estate, HomesCount):
        rows += _versions(model, Q(landlord_id=landlord.pk))
    rows += _versions(Succession, Q(predecessor_id=landlord.pk) | Q(successor_id=landlord.pk))
    rows.sort(key=lambda row: row.when, reverse=True)
    return Paginator(rows, PER_PAGE).get_page(page)


def landlord_version(landlord: Landlord, version: int) -> HistoryRow:
    """An earlier version of a landlord's own fields: what would change if it were put back.

    Raises:
        NotFoundError: the landlord has no such version.
    """
    history: Any = landlord.history
    record = history.select_related("history_user").filter(history_id=version).first()
    if record is None:
        raise NotFoundError(_("That version isn't there."))
    changes = tuple(_differences(Landlord, landlord, record))
    return HistoryRow(record.history_date, _who(record.history_user), "", changes, version)


def _current(row: HistoryRow) -> HistoryRow:
    """The version that holds now needs no putting back."""
    return HistoryRow(row.when, row.who, row.why, row.changes, None)


def _versions(model: type[Model], which: Q) -> Iterator[HistoryRow]:
    """Each version of the rows, held against the version before it."""
    history: Any = model.history  # type: ignore[attr-defined]
    names = _labels(model)
    before: dict[int, Any] = {}
    joined = [field.name for field in _shown(model) if field.is_relation]
    query = history.filter(which).select_related("history_user", *joined)
    for record in query.order_by("history_date", "history_id"):
        old = before.get(record.id)
        before[record.id] = record
        changes = tuple(_differences(model, old, record))
        if changes:
            yield HistoryRow(
                when=record.history_date,
                who=_who(record.history_user),
                why=". ".join(
                    filter(None, [names[record.history_type], record.history_change_reason])
                ),
                changes=changes,
                version=record.history_id if model is Landlord else None,
            )


def _differences(model: type[Model], old: Any, record: Any) -> Iterator[Difference]:
    removed = record.history_type == "-"
    for field in _shown(model):
        before = "" if old is None else _said(field, old)
        after = "" if removed else _said(field, record)
        before = _said(field, record) if removed else before
        if before != after:
            yield Difference(str(field.verbose_name).capitalize(), before, after)


def _shown(model: type[Model]) -> Iterable[Any]:
    return [field for field in model._meta.concrete_fields if field.name not in _HIDDEN]  # noqa: SLF001 - Django's documented name


def _said(field: Any, record: Any) -> str:
    """A field's value in words."""
    value = getattr(record, field.name, None)
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def _who(user: User | None) -> str:
    return "" if user is None else user.get_full_name() or user.get_username()


def _labels(model: type[Model]) -> dict[str, str]:
    name = str(model._meta.verbose_name).capitalize()  # noqa: SLF001 - Django's documented name
    return {
        "+": _("%(thing)s added") % {"thing": name},
        "~": _("%(thing)s changed") % {"thing": name},
        "-": _("%(thing)s removed") % {"thing": name},
    }
