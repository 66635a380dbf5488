"""Sending what is due. The outbox itself is the queue; a task only says that there is something."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from heard.notices.channels import open_channels
from heard.notices.errors import PermanentError, SendError, TemporaryError
from heard.notices.masking import hide_links
from heard.notices.models import Notice, State
from heard.notices.selectors import quiet_hours
from heard.notices.timing import Wish, retry_delay, send_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from heard.notices.channels import Channel

log = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(minutes=15)  # far longer than a mail server may keep us waiting
TOO_LATE = "It was of no use any more."
UNFORESEEN = "Something went wrong here that nobody foresaw."


@dataclass(slots=True)
class Sent:
    """What came of a round of sending."""

    sent: int = 0
    again: int = 0
    failed: int = 0
    stopped: str = ""  # why the round ended before everything was tried

    def as_dict(self) -> dict[str, int | str]:
        """The round as it stands in JSON output."""
        return {
            "sent": self.sent,
            "again": self.again,
            "failed": self.failed,
            "stopped": self.stopped,
        }


def wake() -> None:
    """Ask a worker to send what is due."""
    send_task.enqueue()


@task()
def send_task() -> None:
    """Send what is due. Several may run at once, and one that is killed loses nothing."""
    notices_send()


def notices_send(*, most: int = 1000) -> Sent:
    """Send what is due, each by itself, and write down at once what came of it.

    A message is claimed just before it is handed over, so of each worker that is killed at most
    one is in doubt: handed over, but not written down as sent. It is sent again, under the same
    Message-ID, when its claim has run out; to tell somebody twice is better than not at all.
    """
    result = Sent()
    claims_free()
    with open_channels() as channels:
        while result.sent + result.again + result.failed < most and not result.stopped:
            notice = _claim()
            if notice is None:
                break
            _try(notice, channels, result)
    return result


def claims_free() -> int:
    """Put back what a worker claimed and never finished; how many there were."""
    now = timezone.now()
    stale = Notice.objects.filter(claimed_at__lte=now - CLAIM_LASTS)  # so it is being sent
    if not stale.exists():  # looking takes no lock, which on SQLite is one for the whole store
        return 0
    return stale.update(
        state=State.QUEUED, next_try_at=now, claimed_at=None, claim="", changed_at=now
    )


def _claim() -> Notice | None:
    """The next message that is due, now this worker's own; what is urgent comes first."""
    now = timezone.now()
    return _claim_of(_due(now, urgent=True), now) or _claim_of(_due(now, urgent=False), now)


def _claim_of(due: QuerySet[Notice], now: datetime) -> Notice | None:
    if connection.features.has_select_for_update_skip_locked:
        locking = due.select_for_update(skip_locked=True)
    else:
        locking = due
    while due.exists():  # looking takes no lock
        with transaction.atomic():
            notice = locking.first()
            if notice is None:  # other workers hold what is left
                return None
            claim = uuid4().hex
            # Where rows can't be locked, whoever comes second finds the state changed.
            won = Notice.objects.filter(pk=notice.pk, state=State.QUEUED).update(
                state=State.SENDING,
                claim=claim,
                claimed_at=now,
                next_try_at=None,
                changed_at=now,
                attempts=F("attempts") + 1,
            )
        if won:
            notice.refresh_from_db()
            return notice
    return None


def _due(now: datetime, *, urgent: bool) -> QuerySet[Notice]:
    """Messages whose time has come: only one that waits has a next try.

    `in` rather than equal, because SQLite would not look up in an index what is just true.
    """
    due = Notice.objects.filter(urgent__in=[urgent], next_try_at__lte=now)
    return due.order_by("next_try_at", "pk")


def _try(notice: Notice, channels: Mapping[str, Channel], result: Sent) -> None:
    now = timezone.now()
    if notice.expires_at and notice.expires_at <= now:
        result.failed += _settle(notice, state=State.FAILED, last_error=TOO_LATE)
        return
    allowed = _allowed_at(notice, now)
    if allowed > now:  # it fell due in an hour in which it may not go, as after a standstill
        _put_back(notice, allowed, attempts=notice.attempts - 1)
        return
    try:
        channels[notice.channel].send(notice)
    except SendError as error:
        _failed(notice, error, result)
    except Exception as error:  # noqa: BLE001 - whatever it is, the message must not be lost
        # Its words may hold an address or the text, so only its kind is logged.
        log.error("message %s: %s", notice.pk, type(error).__name__)  # noqa: TRY400
        _failed(notice, TemporaryError(UNFORESEEN), result)
    else:
        now = timezone.now()
        result.sent += _settle(notice, state=State.SENT, sent_at=now, settled_at=now, last_error="")


def _failed(notice: Notice, error: SendError, result: Sent) -> None:
    """Try again later, or put it on the list of what failed."""
    reason = str(error)[:200]
    delay = retry_delay(notice.attempts, seed=notice.key)
    if isinstance(error, PermanentError) or delay is None:
        result.failed += _settle(notice, state=State.FAILED, last_error=reason)
        log.warning("message %s failed for good: %s", notice.pk, reason)
    else:
        at = _allowed_at(notice, timezone.now() + delay)
        result.again += _put_back(notice, at, last_error=reason)
    if error.whole_channel:
        result.stopped = reason


def _put_back(notice: Notice, at: datetime, **values: object) -> int:
    return _settle(notice, state=State.QUEUED, next_try_at=at, **values)


def _settle(notice: Notice, **values: object) -> int:
    """Write down what came of it, unless the claim ran out and is another worker's by now.

    What lets somebody in isn't kept once it was sent, or will not be.
    """
    if notice.secret and values["state"] != State.QUEUED:
        values |= {"body": "", "subject": ""}
    elif values["state"] == State.SENT:
        values["body"] = hide_links(notice.body, site=settings.SITE_URL)
    mine = Notice.objects.filter(pk=notice.pk, state=State.SENDING, claim=notice.claim)
    return mine.update(claim="", claimed_at=None, changed_at=timezone.now(), **values)


def _allowed_at(notice: Notice, moment: datetime) -> datetime:
    return send_time(
        moment,
        wish=Wish.from_dict(notice.wish),
        quiet=quiet_hours(),
        urgent=notice.urgent,
    )
