"""What only some may see: restricted flags, and words with parts taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.concerns.errors import ConcernError
from heard.concerns.models import Concern, Flag, FlagKind

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.concerns.models import Words

REDACTION = ("redacted", "redacted_at", "redacted_by", "redaction_reason")


@transaction.atomic
def flag_set(*, concern: Concern, kind: str, note: str, by: User) -> Flag:
    """Mark a concern as needing particular care. Each mark is kept in the audit log."""
    if kind not in FlagKind.values:
        raise ConcernError(_("Choose what it is."), field="kind")
    if Flag.objects.filter(concern=concern, kind=kind, lifted_at=None).exists():
        raise ConcernError(_("This concern is marked so already."), field="kind")
    flag = Flag.objects.create(concern=concern, kind=kind, note=note, set_by=by)
    audit_record(event="flag.set", target=concern, by=by)
    return flag


@transaction.atomic
def flag_lift(*, flag: Flag, by: User, reason: str) -> Flag:
    """Take the mark off again."""
    if not reason.strip():
        raise ConcernError(_("Say why."), field="reason")
    flag.lifted_at = timezone.now()
    flag.lifted_by = by
    flag.save(update_fields=["lifted_at", "lifted_by"])
    audit_record(event="flag.lift", target=flag.concern, by=by, reason=reason)
    return flag


@transaction.atomic
def words_redact(
    *, words: Words | Concern, redacted: str, reason: str, by: User
) -> Words | Concern:
    """Show other words to everybody but the team and whose they are. The original is kept.

    `words` are those of an event, or the concern for what was written at first.
    """
    if not reason.strip():
        raise ConcernError(_("Say why."), field="reason")
    words.redacted = redacted
    words.redacted_at = timezone.now()
    words.redacted_by = by
    words.redaction_reason = reason
    words.save(update_fields=REDACTION)
    concern, number = _whose(words)
    audit_record(event="words.redact", target=concern, by=by, after={"event": number})
    return words


@transaction.atomic
def words_restore(*, words: Words | Concern, reason: str, by: User) -> Words | Concern:
    """Show the original to everybody who may see the event."""
    if not reason.strip():
        raise ConcernError(_("Say why."), field="reason")
    words.redacted = words.redaction_reason = ""
    words.redacted_at = words.redacted_by = None
    words.save(update_fields=REDACTION)
    concern, number = _whose(words)
    audit_record(
        event="words.restore", target=concern, by=by, reason=reason, after={"event": number}
    )
    return words


def _whose(words: Words | Concern) -> tuple[Concern, int]:
    """The concern, and the number of the event; 0 for what was written at first."""
    if isinstance(words, Concern):
        return words, 0
    return words.event.concern, words.event.number
