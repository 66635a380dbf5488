"""Telling those who take part in a walkabout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from heard.notices.services import notice_queue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from heard.walkabouts.models import Companion, Walkabout


def when(walkabout: Walkabout) -> str:
    """Its day and time as people say them."""
    return _("%(day)s at %(time)s") % {
        "day": date_format(walkabout.on, "l j F Y"),
        "time": time_format(walkabout.at_time, "H:i"),
    }


def companions_tell(
    *,
    walkabout: Walkabout,
    template: str,
    key: str,
    context: Mapping[str, str] | None = None,
    only: Iterable[Companion] | None = None,
) -> None:
    """Queue a message to each who takes part, or to some, once for its key."""
    people = (
        walkabout.companions.filter(left_at=None, user__isnull=False).select_related("user")
        if only is None
        else only
    )
    said = {
        "estate": walkabout.estate.name,
        "landlord": walkabout.landlord.name,
        "day": when(walkabout),
        "meet_at": walkabout.meet_at,
        "link": walkabout.get_absolute_url(),
    }
    for companion in people:
        user = companion.user
        if user is None or not user.email or not user.is_active:
            continue
        notice_queue(
            key=f"walkabout:{walkabout.pk}:{key}:{companion.pk}",
            template=template,
            to=user.email,
            context={**said, **(context or {})},
            about=str(walkabout)[:60],
        )
