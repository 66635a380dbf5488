"""Walkabouts as entries of a calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

if TYPE_CHECKING:
    from heard.walkabouts.models import Walkabout

LASTS = timedelta(minutes=90)  # nobody says how long a walk takes; calendars need an end


def walkabout_ics(walkabout: Walkabout, *, link: str, moves: int) -> bytes:
    """One walkabout for a calendar. After a move it takes the earlier entry's place there."""
    calendar = Calendar()
    calendar.add("prodid", "-//Heard//Walkabouts//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{walkabout.key}@heard")
    event.add("dtstamp", walkabout.at)
    event.add("dtstart", walkabout.starts_at)
    event.add("dtend", walkabout.starts_at + LASTS)
    event.add("sequence", moves + (walkabout.cancelled_at is not None))
    event.add("summary", _("Walkabout: %(estate)s") % {"estate": walkabout.estate.name})
    event.add("location", walkabout.meet_at or walkabout.estate.name)
    event.add("url", settings.SITE_URL + link)
    event.add("status", "CANCELLED" if walkabout.cancelled_at else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
