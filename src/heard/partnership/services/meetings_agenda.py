"""The agenda and its papers: items added, taken from what was proposed, put in order, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.partnership.meetings_errors import MeetingError
from heard.partnership.models import AgendaItem, Paper
from heard.partnership.services.meetings_planning import meeting_lock
from heard.uploads.services import UploadError, upload_remove, upload_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.core.files.uploadedfile import UploadedFile

    from heard.accounts.models import User
    from heard.partnership.agenda import Proposal
    from heard.partnership.models import Meeting

UP, DOWN = "up", "down"


@transaction.atomic
def item_add(
    *, meeting: Meeting, title: str, words: str, minutes_long: int | None, by: User | None
) -> AgendaItem:
    """Put an item at the end of the agenda.

    Raises:
        MeetingError: the minutes were sent already.
    """
    locked = _open(meeting)
    item = AgendaItem.objects.create(
        meeting=locked,
        position=_next(locked),
        title=title,
        words=words,
        minutes_long=minutes_long,
        **authored(by),
    )
    _log("agenda.add", item, by)
    return item


@transaction.atomic
def items_take(*, meeting: Meeting, proposals: Iterable[Proposal], by: User | None) -> int:
    """Put proposals onto the agenda in their order, each once; how many are new.

    Raises:
        MeetingError: the minutes were sent already.
    """
    locked = _open(meeting)
    there = set(locked.items.filter(removed_at=None).values_list("source", "source_key"))
    position, values = _next(locked), authored(by)
    new = [one for one in proposals if (one.source, one.key) not in there]
    for at, one in enumerate(new):
        item = AgendaItem.objects.create(
            meeting=locked,
            position=position + at,
            title=one.title[:200],
            words=one.why,
            source=one.source,
            source_key=one.key,
            link=one.link,
            **values,
        )
        _log("agenda.take", item, by)
    return len(new)


@transaction.atomic
def item_change(
    *, item: AgendaItem, title: str, words: str, minutes_long: int | None, by: User | None
) -> AgendaItem:
    """Word an item anew.

    Raises:
        MeetingError: it was removed, or the minutes were sent already.
    """
    locked = _item(item)
    before = {"title": locked.title}
    locked.title, locked.words, locked.minutes_long = title, words, minutes_long
    locked.save(update_fields=["title", "words", "minutes_long"])
    _log("agenda.change", locked, by, before=before, after={"title": title})
    return locked


@transaction.atomic
def item_shift(*, item: AgendaItem, way: str, by: User | None) -> None:
    """Put an item one place up or down; at the end of the list it stays.

    Raises:
        MeetingError: it was removed, or the minutes were sent already.
    """
    locked = _item(item)
    rows = list(locked.meeting.items.filter(removed_at=None).order_by("position", "pk"))
    at = next(index for index, row in enumerate(rows) if row.pk == locked.pk)
    to = at - 1 if way == UP else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, row in enumerate(rows, start=1):
        row.position = position
    AgendaItem.objects.bulk_update(rows, ["position"])
    _log("agenda.order", locked, by, after={"position": to + 1})


@transaction.atomic
def item_remove(*, item: AgendaItem, by: User | None) -> None:
    """Take an item off the agenda. One that something was written or decided on stays.

    Raises:
        MeetingError: something was written or decided on it, or the minutes were sent already.
    """
    locked = _item(item)
    kept = locked.minutes.exclude(text="").exists()
    if kept or locked.decisions.exists() or locked.actions.exists():
        raise MeetingError(_("Something was written or decided on this item, so it stays."))
    locked.removed_at = timezone.now()
    locked.save(update_fields=["removed_at"])
    _log("agenda.remove", locked, by)


def paper_add(
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    title: str,
    file: UploadedFile[bytes],
    by: User | None,
) -> Paper:
    """Keep a paper; members get it when the agenda is sent next. Call outside a transaction.

    Raises:
        MeetingError: the file can't be taken, or the meeting was cancelled.
    """
    try:
        stored = upload_store(file=file, by=by)
    except UploadError as error:
        raise MeetingError(f"{file.name}: {error}", field="file") from error
    try:
        with transaction.atomic():
            locked = meeting_lock(meeting)
            paper = Paper.objects.create(
                meeting=locked, item=item, title=title, file=stored, **authored(by)
            )
            audit_record(
                event="paper.add", target=paper, by=by, about=f"{locked.group.name}, {locked}"
            )
    except MeetingError:
        upload_remove(stored=stored, by=by, reason=_("Not taken"))
        raise
    return paper


@transaction.atomic
def paper_withdraw(*, paper: Paper, reason: str, by: User | None) -> None:
    """Take a paper back: nobody gets it any more, and its file is deleted."""
    locked = Paper.objects.select_for_update(of=("self",)).select_related("file").get(pk=paper.pk)
    if locked.withdrawn_at is not None:
        return
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    upload_remove(stored=locked.file, by=by, reason=reason)
    about = f"{paper.meeting.group.name}, {paper.meeting}"
    audit_record(event="paper.withdraw", target=locked, by=by, about=about, reason=reason)


def _open(meeting: Meeting) -> Meeting:
    locked = meeting_lock(meeting)
    if locked.circulated_at is not None:
        raise MeetingError(_("The minutes were sent already, so the agenda stays as it is."))
    return locked


def _item(item: AgendaItem) -> AgendaItem:
    locked = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    locked.meeting = _open(item.meeting)
    if locked.removed_at is not None:
        raise MeetingError(_("This item was taken off the agenda."))
    return locked


def _next(meeting: Meeting) -> int:
    return (meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1


def _log(
    event: str,
    item: AgendaItem,
    by: User | None,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    about = f"{item.meeting.group.name}, {item.meeting}"
    audit_record(event=event, target=item, by=by, about=about, before=before, after=after)
