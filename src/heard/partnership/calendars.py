"""Meetings and actions as entries of calendars."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from heard.partnership.models import Meeting
from heard.partnership.selectors.meetings_desk import own_actions
from heard.partnership.selectors.meetings_finding import groups_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.access import Reader
    from heard.partnership.models import GroupAction

LOOKS_BACK = timedelta(days=92)
DAY = timedelta(days=1)


def meetings_ics(
    meetings: Iterable[Meeting], *, actions: Iterable[GroupAction] = (), name: str = ""
) -> bytes:
    """Meetings, and actions on the day on which they are due. A moved meeting keeps its entry."""
    calendar = Calendar()
    calendar.add("prodid", "-//Heard//Working groups//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_meeting(meeting))
    for action in actions:
        calendar.add_component(_action(action))
    return bytes(calendar.to_ical())


def feed_ics(reader: Reader) -> bytes:
    """What a member's calendar follows: their groups' meetings, their open actions."""
    since = timezone.localdate() - LOOKS_BACK
    meetings = Meeting.objects.filter(group__in=groups_for(reader), on__gte=since)
    return meetings_ics(
        meetings.select_related("group").order_by("on", "pk"),
        actions=own_actions(reader).order_by("due_on", "pk"),
        name=_("Working group"),
    )


def _meeting(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", f"{meeting.key}@heard")
    event.add("dtstamp", meeting.at)
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("sequence", meeting.revision)
    event.add("summary", meeting.group.name)
    event.add("location", meeting.place or meeting.link)
    if meeting.link:
        event.add("description", _("Join: %(link)s") % {"link": meeting.link})
    event.add("url", settings.SITE_URL + meeting.get_absolute_url())
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    return event


def _action(action: GroupAction) -> Event:
    event = Event()
    event.add("uid", f"{action.key}@heard")
    event.add("dtstamp", action.at)
    event.add("dtstart", action.due_on)
    event.add("dtend", action.due_on + DAY)
    event.add("summary", _("Due: %(action)s %(what)s") % {"action": action, "what": action.what})
    event.add("url", settings.SITE_URL + action.get_absolute_url())
    event.add("transp", "TRANSPARENT")
    return event
