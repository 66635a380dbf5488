"""Minutes of a meeting as an accessible PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.landlords.models import Borough
from heard.partnership.models import Came
from heard.partnership.services.meetings_telling import when
from heard.publications.pdf import Report, Section, pdf_report
from heard.publications.tables import Column, Provenance, Table

if TYPE_CHECKING:
    from heard.partnership.models import GroupAction, Meeting
    from heard.partnership.selectors.meetings_pages import ItemSeen, MeetingSeen


def minutes_pdf(meeting: Meeting, seen: MeetingSeen) -> bytes:
    """The minutes as they stand: who came, each item with decisions and actions, all actions."""
    title = _("Minutes: %(group)s, %(day)s") % {
        "group": meeting.group.name,
        "day": date_format(meeting.on, "j F Y"),
    }
    provenance = _provenance(meeting, title)
    actions = [action for one in seen.items for action in one.actions]
    sections = [_people(meeting, seen, provenance), *map(_item, seen.items)]
    if actions:
        sections.append(_actions(actions, provenance))
    where = ", ".join(filter(None, [when(meeting), meeting.place or meeting.link]))
    chaired = [_("Chair: %(name)s") % {"name": meeting.chair}] if meeting.chair else []
    return pdf_report(
        Report(
            title,
            provenance,
            summary=(where, *chaired, str(meeting.stage.label)),
            sections=tuple(sections),
        )
    )


def _provenance(meeting: Meeting, title: str) -> Provenance:
    sent = meeting.circulated_at
    return Provenance(
        title=title,
        source=meeting.group.name,
        retrieved=timezone.localdate(),
        method_version="",
        published=timezone.localdate(sent) if sent else None,
        licence="",
        licence_url="",
        attribution="",
        made_up=Borough.objects.filter(is_fictional=True).exists(),
        address=settings.SITE_URL + meeting.get_absolute_url(),
        notes=(_("For members of the group."),),
    )


def _people(meeting: Meeting, seen: MeetingSeen, provenance: Provenance) -> Section:
    columns = (
        Column("name", _("Name")),
        Column("organisation", _("Organisation")),
        Column("came", _("Came")),
    )
    rows = [
        {
            "name": one.person.shown,
            "organisation": str(one.person.organisation.name),
            "came": str(one.get_came_display()),
        }
        for one in sorted(seen.attendance, key=lambda row: list(Came).index(Came(row.came)))
    ]
    heading = _("Attendance")
    guests = (_("Guests: %(names)s") % {"names": meeting.guests},) if meeting.guests else ()
    if not rows:
        return Section(heading, (_("Attendance was not recorded."), *guests))
    return Section(heading, guests, table=Table("attendance", heading, columns, rows, provenance))


def _item(one: ItemSeen) -> Section:
    text = one.minute.text if one.minute else ""
    lines = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    if one.minute and one.minute.reason:
        lines.append(_("Corrected: %(reason)s") % {"reason": one.minute.reason})
    for decision in one.decisions:
        said = {"number": decision, "text": decision.text}
        lines.append(_("Decision %(number)s: %(text)s") % said)
    lines += [
        _("Action %(number)s: %(text)s") % {"number": action, "text": _owed(action)}
        for action in one.actions
    ]
    return Section(f"{one.number}. {one.item.title}", tuple(lines or [_("Nothing was noted.")]))


def _owed(action: GroupAction) -> str:
    return _("%(what)s (%(owner)s, by %(day)s)") % {
        "what": action.what,
        "owner": _owner(action),
        "day": date_format(action.due_on, "j F Y"),
    }


def _owner(action: GroupAction) -> str:
    names = [str(action.organisation.name)]
    if action.person:
        names.append(action.person.shown)
    return ", ".join(names)


def _actions(actions: list[GroupAction], provenance: Provenance) -> Section:
    columns = (
        Column("number", _("Number")),
        Column("what", _("What is to be done")),
        Column("owner", _("Who does it")),
        Column("due", _("By when"), "date"),
        Column("stage", _("Where it stands")),
    )
    rows = [
        {
            "number": str(one),
            "what": one.what,
            "owner": _owner(one),
            "due": one.due_on,
            "stage": str(one.stage.label),
        }
        for one in actions
    ]
    heading = _("Actions of this meeting")
    return Section(heading, table=Table("actions", heading, columns, rows, provenance))
