"""Telling members of a group: of meetings, agendas, minutes and what they are to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from heard.access import Role
from heard.accounts.addresses import addresses_of
from heard.landlords.selectors import landlord_today
from heard.notices.services import notice_queue
from heard.partnership.models import MemberPerson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.partnership.models import GroupAction, Meeting, MemberOrganisation


def when(meeting: Meeting) -> str:
    """Its day and time as people say them."""
    return _("%(day)s at %(time)s") % {
        "day": date_format(meeting.on, "l j F Y"),
        "time": time_format(meeting.at_time, "H:i"),
    }


def members_tell(
    *, meeting: Meeting, template: str, once: str, context: Mapping[str, str] | None = None
) -> int:
    """Queue a message to everybody in the meeting's group, once for its key; how many."""
    group = meeting.group
    held = MemberPerson.objects.filter(
        organisation__group=group, left_at=None, organisation__left_at=None, user__is_active=True
    )
    found = held.exclude(user__email="").values_list("user__email", flat=True)
    said = {
        "group_name": group.name,
        "meeting_at": when(meeting),
        "meeting_where": meeting.place or meeting.link,
        "link": meeting.get_absolute_url(),
    }
    made = [
        notice_queue(
            key=f"meeting:{meeting.pk}:{once}:{email}",
            template=template,
            to=email,
            context={**said, **(context or {})},
            about=f"{group.slug[:40]} {meeting.number}",
        )
        for email in sorted(set(found.order_by()))
    ]
    return sum(one is not None for one in made)


def owner_tell(*, action: GroupAction, template: str, once: str) -> int:
    """Queue a message to those who are to see to an action, once for its key; how many."""
    made = [
        notice_queue(
            key=f"group-action:{action.pk}:{once}:{email}",
            template=template,
            to=email,
            context={
                "group_name": action.group.name,
                "action": str(action),
                "action_words": action.what,
                "action_due": date_format(action.due_on, "l j F Y"),
                "link": reverse("group:action", args=[action.group.slug, action.number]),
            },
            about=f"{action.group.slug[:40]} {action}",
        )
        for email in _owners(action)
    ]
    return sum(one is not None for one in made)


def _owners(action: GroupAction) -> list[str]:
    """Addresses of whoever does it, or else of those who come for the organisation."""
    person = action.person
    if person and person.left_at is None and person.user and person.user.is_active:
        return [person.user.email] if person.user.email else []
    return _addresses(action.organisation)


def _addresses(organisation: MemberOrganisation) -> list[str]:
    """Addresses of those who come for an organisation, or of its landlord's leads."""
    held = organisation.people.filter(left_at=None, user__is_active=True)
    found = held.exclude(user__email="").values_list("user__email", flat=True)
    people = sorted(set(found.order_by()))
    if people or organisation.landlord is None:
        return people
    landlord = landlord_today(organisation.landlord).pk
    leads = addresses_of([Role.LANDLORD_LEAD], landlord=landlord)
    return leads or addresses_of([Role.LANDLORD_OFFICER], landlord=landlord)
