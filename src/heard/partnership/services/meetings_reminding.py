"""Reminders that come by the clock: of meetings to come, and of actions due or late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from heard.partnership.models import GroupAction, Meeting
from heard.partnership.services.meetings_telling import members_tell, owner_tell

if TYPE_CHECKING:
    from datetime import date

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
MOST = 2000


def groups_remind(*, today: date | None = None) -> int:
    """Remind of meetings a week and a day before, of actions a week before and once they are late.

    Each is told once for its date; how many messages were queued.
    """
    day = today or timezone.localdate()
    return _meetings(day) + _actions(day)


def _meetings(day: date) -> int:
    """Of meetings whose agenda was sent; of others nobody knows yet."""
    rows = Meeting.objects.filter(
        on__gte=day,
        on__lte=day + WEEK,
        cancelled_at=None,
        called_at__isnull=False,
        group__ended_at=None,
    ).select_related("group")
    sent = 0
    for meeting in rows:
        near = "day" if meeting.on <= day + DAY else "week"
        with transaction.atomic():
            sent += members_tell(
                meeting=meeting,
                template="group.meeting-soon",
                once=f"soon:{meeting.on:%Y%m%d}:{near}",
            )
    return sent


def _actions(day: date) -> int:
    rows = (
        GroupAction.objects.filter(
            done_at=None, dropped_at=None, due_on__lte=day + WEEK, group__ended_at=None
        )
        .select_related("group", "organisation__landlord", "person__user")
        .order_by("due_on", "pk")[:MOST]
    )
    sent = 0
    for action in rows:
        late = action.due_on < day
        template = "group.action-late" if late else "group.action-due"
        once = f"{'late' if late else 'due'}:{action.due_on:%Y%m%d}"
        with transaction.atomic():
            sent += owner_tell(action=action, template=template, once=once)
    return sent
