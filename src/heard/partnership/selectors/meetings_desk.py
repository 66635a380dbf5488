"""What a desk shows of groups: actions that wait for the reader, and meetings to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from heard.access.reader import NOBODY
from heard.accounts.selectors import reader_for_user
from heard.partnership.models import CalendarAddress, GroupAction, Meeting
from heard.partnership.selectors.meetings_finding import groups_for, own_organisations
from heard.partnership.services.meetings_calendar import calendar_digest

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from heard.access import Reader

MOST = 200


@dataclass(frozen=True, slots=True)
class WaitingGroupAction:
    """An open action of the reader's organisation; `days` left, below nought it is late."""

    reference: str
    what: str
    group: str
    organisation: str
    due_on: date
    days: int
    url: str

    @property
    def is_late(self) -> bool:
        """Whether its date has passed."""
        return self.days < 0


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """A meeting to come of one of the reader's groups."""

    group: str
    starts_at: datetime
    where: str
    agenda_sent: bool
    url: str


def actions_waiting_for(reader: Reader) -> list[WaitingGroupAction]:
    """Open actions of the reader's landlord or association, the first due first; 200 at most."""
    today = timezone.localdate()
    rows = own_actions(reader).filter(group__ended_at=None).order_by("due_on", "number")[:MOST]
    return [
        WaitingGroupAction(
            str(row),
            row.what,
            row.group.name,
            str(row.organisation.name),
            row.due_on,
            (row.due_on - today).days,
            row.get_absolute_url(),
        )
        for row in rows
    ]


def own_actions(reader: Reader) -> QuerySet[GroupAction]:
    """Open actions of organisations that the reader speaks for."""
    return GroupAction.objects.filter(
        organisation__in=own_organisations(reader), done_at=None, dropped_at=None
    ).select_related("group", "organisation__landlord")


def next_meetings_for(reader: Reader) -> list[ComingMeeting]:
    """Meetings to come of the reader's groups, the next first."""
    rows = (
        Meeting.objects.filter(
            group__in=groups_for(reader), on__gte=timezone.localdate(), cancelled_at=None
        )
        .select_related("group")
        .order_by("on", "at_time", "pk")[:MOST]
    )
    return [
        ComingMeeting(
            row.group.name,
            row.starts_at,
            row.place or row.link,
            row.called_at is not None,
            row.get_absolute_url(),
        )
        for row in rows
    ]


def reader_by_calendar(token: str) -> Reader:
    """Whose calendar a private address is, as they stand today; nobody if it opens nothing."""
    found = (
        CalendarAddress.objects.filter(digest=calendar_digest(token), ended_at=None)
        .select_related("user")
        .first()
    )
    if found is None or not found.user.is_active:
        return NOBODY
    return reader_for_user(found.user)
