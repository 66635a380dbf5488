"""The council's own wording: every version is kept, none is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.errors import NotFoundError
from heard.notices.checking import wording_faults
from heard.notices.errors import WordingError
from heard.notices.models import QuietHours, TemplateVersion
from heard.notices.shipped import Words, shipped_get

if TYPE_CHECKING:
    from datetime import time

    from django.contrib.auth.base_user import AbstractBaseUser


def template_save(
    *,
    code: str,
    words: Words,
    by: AbstractBaseUser | None,
    note: str = "",
    seen: int | None = None,
) -> TemplateVersion:
    """Make a wording the one in force. `seen` is the version that its writer started from.

    Raises:
        NotFoundError: there is no such template.
        WordingError: it can't be used, or somebody else changed it in between.
    """
    shipped = shipped_get(code)
    words = Words(*(_tidy(text) for text in _texts(words)))
    if shipped.is_part:
        words = Words(shipped.words.subject, words.body, "", "")
    for fault in wording_faults(shipped, words):
        raise fault
    version = TemplateVersion(
        code=code,
        subject=words.subject,
        body=words.body,
        discreet_subject=words.discreet_subject,
        discreet_body=words.discreet_body,
        note=note.strip(),
    )
    return _add(version, by, "template.edit", seen)


def template_reset(
    *, code: str, by: AbstractBaseUser | None, seen: int | None = None
) -> TemplateVersion:
    """Use Heard's own wording again, from now on and as it changes with Heard.

    Raises:
        NotFoundError: there is no such template.
    """
    shipped_get(code)
    return _add(TemplateVersion(code=code, is_shipped=True), by, "template.reset", seen)


def template_restore(*, code: str, version: int, by: AbstractBaseUser | None) -> TemplateVersion:
    """Put an earlier wording in force again, as a new version.

    Raises:
        NotFoundError: there is no such version.
        WordingError: Heard has changed since so that it can't be used.
    """
    row = TemplateVersion.objects.filter(code=code, version=version).first()
    if row is None:
        raise NotFoundError(_("There is no such version."))
    if row.is_shipped:
        return template_reset(code=code, by=by)
    words = Words(row.subject, row.body, row.discreet_subject, row.discreet_body)
    note = _("Put back: version %(number)s") % {"number": version}
    return template_save(code=code, words=words, by=by, note=note)


@transaction.atomic
def quiet_hours_set(*, start: time, end: time, by: AbstractBaseUser | None) -> QuietHours:
    """Say between which hours nobody is written to; two equal times mean never quiet."""
    earlier = QuietHours.objects.select_for_update().first()
    row = QuietHours(
        pk=QuietHours.ONLY,
        start=start,
        end=end,
        edited_by_id=_key(by),
        at=timezone.now(),
    )
    row.save()
    audit_record(
        event="quiet-hours.set",
        target=row,
        by=by,
        before={"hours": str(earlier or "")},
        after={"hours": str(row)},
    )
    return row


def _texts(words: Words) -> tuple[str, str, str, str]:
    return words.subject, words.body, words.discreet_subject, words.discreet_body


def _tidy(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def _add(
    version: TemplateVersion, by: AbstractBaseUser | None, event: str, seen: int | None
) -> TemplateVersion:
    newest = TemplateVersion.objects.filter(code=version.code).order_by("-version").first()
    number = newest.version if newest else 0
    if seen is not None and seen != number:
        raise WordingError(_changed_between())
    version.version, version.at = number + 1, timezone.now()
    version.edited_by_id = _key(by)
    try:
        with transaction.atomic():
            version.save(force_insert=True)
            audit_record(
                event=event,
                target=version,
                by=by,
                before={"version": number},
                after={"version": version.version},
                about=version.code,
                reason=version.note,
            )
    except IntegrityError as error:  # somebody else's change came in at the same moment
        raise WordingError(_changed_between()) from error
    return version


def _key(by: AbstractBaseUser | None) -> int | None:
    return None if by is None else int(by.pk)


def _changed_between() -> str:
    return _("Somebody changed this wording while you wrote. Copy your text and open it again.")
