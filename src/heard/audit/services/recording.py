"""Write down what was done or looked at, within the transaction that did it."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from heard.access.privacy import NONE_PERSONAL, personal_of
from heard.audit.chain import canonical, reason_digest, row_mark
from heard.audit.models import Entry, Reason
from heard.audit.said import said_by
from heard.audit.services.sealing import audit_seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model

    Actor = AbstractBaseUser | AnonymousUser | None

CHANGED = "(changed)"  # stands for a personal value, which never enters the log
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that somebody did. `event` is a noun and a verb: "landlord.rename".

    `before` and `after` hold no personal values. `about` is what people know the thing by, such
    as a case's reference; without it the thing's own reference or slug is taken.
    """

    event: str
    target: Model | None = None
    by: Actor = None
    reader_roles: Iterable[str] = ()
    reason: str = ""
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
    about: str = ""


def audit_record(
    *,
    event: str,
    target: Model | None,
    by: Actor,
    reader_roles: Iterable[str] = (),
    reason: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    about: str = "",
) -> Entry:
    """Write down what somebody did. It stands or falls with the transaction around it.

    The values of fields that the target's model marks as personal are left out; the reason, which
    may name people, is kept where it can be removed.
    """
    deed = Deed(
        event=event,
        target=target,
        by=by,
        reader_roles=reader_roles,
        reason=reason,
        before=before,
        after=after,
        about=about,
    )
    return audit_record_many(deeds=[deed])[0]


def audit_look(
    *,
    target: Model | None,
    by: Actor,
    event: str,
    about: str = "",
    reader_roles: Iterable[str] = (),
) -> Entry:
    """Write down that somebody looked at personal data. Every look counts, the second one too."""
    return audit_record(event=event, target=target, by=by, about=about, reader_roles=reader_roles)


def audit_record_many(*, deeds: Sequence[Deed]) -> list[Entry]:
    """Write down many deeds at once, in their order."""
    entries, reasons = [], []
    for deed in deeds:
        entry = _entry(deed)
        if deed.reason:
            reason = Reason(text=deed.reason, salt=secrets.token_hex(16))
            entry.reason_digest = reason_digest(
                settings.AUDIT_KEY, salt=reason.salt, text=reason.text
            )
            reasons.append((entry, reason))
        entry.mark = row_mark(settings.AUDIT_KEY, said_by(entry))
        entries.append(entry)
    with transaction.atomic(savepoint=False):
        Entry.objects.bulk_create(entries, batch_size=BATCH)
        for entry, reason in reasons:
            reason.entry = entry
        if reasons:
            Reason.objects.bulk_create([reason for _entry, reason in reasons], batch_size=BATCH)
        _seal_after_commit()
    return entries


def _entry(deed: Deed) -> Entry:
    target, by = deed.target, deed.by
    roles = deed.reader_roles or getattr(by, "roles_now", ())
    return Entry(
        at=timezone.now(),
        event=deed.event,
        actor=by.pk if by is not None else None,
        actor_roles=",".join(sorted(str(role) for role in roles)),
        target_type=target._meta.label_lower if target is not None else "",  # noqa: SLF001 - Django documents it
        target_id=str(target.pk) if target is not None else "",
        target_label=(deed.about or _label(target))[:140],
        before=_values(target, deed.before),
        after=_values(target, deed.after),
        nonce=secrets.token_hex(16),
    )


def _label(target: Model | None) -> str:
    """What people know a thing by that names no person; nothing if it has no such name."""
    return str(getattr(target, "reference", "") or getattr(target, "slug", "") or "")


def _values(target: Model | None, values: Mapping[str, object] | None) -> str:
    if values is None:
        return ""
    mark = (personal_of(type(target)) if target is not None else None) or NONE_PERSONAL
    return canonical(
        {name: CHANGED if name in mark.fields else value for name, value in values.items()}
    )


_waiting = threading.local()


def _seal_after_commit() -> None:
    """Seal when the transaction is over, once however many rows it wrote."""
    _waiting.rows = True
    transaction.on_commit(_seal_waiting, robust=True)


def _seal_waiting() -> None:
    if getattr(_waiting, "rows", False):
        _waiting.rows = False
        audit_seal()
