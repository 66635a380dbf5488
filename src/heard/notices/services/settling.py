"""What staff decide about a message: try again, hold back, cancel, told another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.notices.errors import NoticeError, StateError
from heard.notices.models import SETTLED, Notice, State
from heard.notices.selectors import quiet_hours
from heard.notices.services.queueing import is_writable
from heard.notices.services.sending import wake
from heard.notices.timing import Wish, send_time

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.contrib.auth.base_user import AbstractBaseUser

OPEN = (State.QUEUED, State.HELD, State.FAILED)
MOST_AT_ONCE = 500


@transaction.atomic
def notice_retry(*, notice: Notice, by: AbstractBaseUser | None) -> Notice:
    """Put a failed message back into the queue, with all its attempts before it.

    Raises:
        StateError: it didn't fail, or is of no use any more.
    """
    row = _locked(notice, {State.FAILED})
    if row.secret or not row.body:
        raise StateError(_("Its text let somebody in, so it wasn't kept. They can ask again."))
    if not is_writable(row.to):
        raise StateError(_("Its address can't be written to. Tell them another way."))
    return _queue_again(row, by, "notice.retry")


def notices_retry(
    *, notices: Iterable[Notice], by: AbstractBaseUser | None
) -> tuple[list[Notice], list[Notice]]:
    """Try many again: those that are queued now, and those for which that isn't possible."""
    queued, refused = [], []
    for notice in list(notices)[:MOST_AT_ONCE]:
        try:
            queued.append(notice_retry(notice=notice, by=by))
        except StateError:
            refused.append(notice)
    return queued, refused


@transaction.atomic
def notice_hold(*, notice: Notice, by: AbstractBaseUser | None) -> Notice:
    """Keep a waiting message from being sent.

    Raises:
        StateError: it isn't waiting any more.
    """
    return _settle(_locked(notice, {State.QUEUED}), State.HELD, by, "notice.hold")


@transaction.atomic
def notice_release(*, notice: Notice, by: AbstractBaseUser | None) -> Notice:
    """Let a message that was held back go.

    Raises:
        StateError: it isn't held back.
    """
    return _queue_again(_locked(notice, {State.HELD}), by, "notice.release")


@transaction.atomic
def notice_cancel(*, notice: Notice, by: AbstractBaseUser | None) -> Notice:
    """Never send a message.

    Raises:
        StateError: it was sent, or is being sent.
    """
    return _settle(_locked(notice, OPEN), State.CANCELLED, by, "notice.cancel")


@transaction.atomic
def notice_told(*, notice: Notice, note: str, by: AbstractBaseUser | None) -> Notice:
    """Record that the person was told another way, such as by telephone.

    Raises:
        NoticeError: it isn't said how.
        StateError: it was sent, or is being sent.
    """
    if not note.strip():
        raise NoticeError(_("Say how they were told, and when."))
    row = _locked(notice, OPEN)
    row.told_note = note.strip()
    return _settle(row, State.TOLD, by, "notice.tell")


def _locked(notice: Notice, states: Collection[str]) -> Notice:
    row = Notice.objects.select_for_update().get(pk=notice.pk)
    if row.state not in states:
        raise StateError(
            _("This can't be done any more: the message is “%(state)s” by now.")
            % {"state": row.get_state_display()}
        )
    return row


def _queue_again(row: Notice, by: AbstractBaseUser | None, event: str) -> Notice:
    row.attempts = 0
    row.next_try_at = send_time(
        timezone.now(), wish=Wish.from_dict(row.wish), quiet=quiet_hours(), urgent=row.urgent
    )
    transaction.on_commit(wake, robust=True)
    return _settle(row, State.QUEUED, by, event)


def _settle(row: Notice, state: State, by: AbstractBaseUser | None, event: str) -> Notice:
    before = row.state
    row.state, row.changed_at = state, timezone.now()
    row.settled_at = row.changed_at if state in SETTLED else None
    if state != State.QUEUED:
        row.next_try_at = None
    if row.secret and state in {State.CANCELLED, State.TOLD}:
        row.subject = row.body = ""
    row.save()
    audit_record(
        event=event,
        target=row,
        by=by,
        before={"state": str(before)},
        after={"state": str(state)},
        about=row.about,
    )
    return row
