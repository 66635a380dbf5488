"""Attendance, minutes, and decisions: written, sent, agreed, corrected with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.partnership.meetings_errors import MeetingError
from heard.partnership.models import Attendance, Came, Decision, Minute
from heard.partnership.services.meetings_planning import meeting_lock
from heard.partnership.services.meetings_telling import members_tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.accounts.models import User
    from heard.partnership.models import AgendaItem, Meeting, MemberPerson


@transaction.atomic
def attendance_mark(
    *, meeting: Meeting, came: Mapping[MemberPerson, str], guests: str, by: User | None
) -> int:
    """Say of each member whether they came, and who came as a guest; how many rows changed.

    An empty word takes back what was said: not known is not absent.
    """
    locked = meeting_lock(meeting)
    known = {row.person_id: row for row in locked.attendance.all()}
    changed, values = 0, authored(by)
    for person, word in came.items():
        row = known.get(person.pk)
        if (row.came if row else "") == word:
            continue
        changed += 1
        if not word:
            locked.attendance.filter(person=person).delete()
        else:
            Attendance.objects.update_or_create(
                meeting=locked,
                person=person,
                defaults={**values, "came": Came(word), "at": timezone.now()},
            )
    if locked.guests != guests:
        locked.guests, changed = guests, changed + 1
        locked.save(update_fields=["guests"])
    if changed:
        _log("meeting.attendance", locked, by, after={"changed": changed})
    return changed


@transaction.atomic
def apologies_give(*, meeting: Meeting, person: MemberPerson, sorry: bool, by: User) -> None:
    """A member says that they can't come, or that they can after all, before the meeting.

    Raises:
        MeetingError: the meeting has begun or was cancelled.
    """
    locked = meeting_lock(meeting)
    if locked.has_begun:
        raise MeetingError(_("The meeting has begun. Ask the council’s team to note it."))
    if sorry:
        values = {**authored(by), "came": Came.APOLOGIES}
        Attendance.objects.update_or_create(meeting=locked, person=person, defaults=values)
    else:
        locked.attendance.filter(person=person).delete()
    _log("meeting.apologies", locked, by, after={"sorry": sorry})


@transaction.atomic
def minutes_write(
    *, meeting: Meeting, texts: Mapping[AgendaItem, str], by: User | None, reason: str = ""
) -> int:
    """Keep the minutes of each item; how many changed. Earlier words stay on the record.

    Raises:
        MeetingError: the meeting hasn't begun, or minutes that were sent change without a reason.
    """
    locked = meeting_lock(meeting)
    if not locked.has_begun:
        raise MeetingError(_("Minutes can be written once the meeting has begun."))
    items = [item.pk for item in texts]
    known = {row.item_id: row for row in Minute.objects.filter(item__in=items, superseded_at=None)}
    changed = {
        item: text
        for item, text in texts.items()
        if text != (known[item.pk].text if item.pk in known else "")
    }
    if not changed:
        return 0
    if locked.circulated_at and not reason:
        raise MeetingError(
            _("These minutes were sent. Say why they are corrected."), field="reason"
        )
    values, now = authored(by), timezone.now()
    for item, text in changed.items():
        before = known.get(item.pk)
        if before is not None:
            before.superseded_at = now
            before.save(update_fields=["superseded_at"])
        number = before.number + 1 if before else 1
        why = reason if locked.circulated_at else ""
        Minute.objects.create(item=item, number=number, text=text, reason=why, **values)
    event = "minutes.correct" if locked.circulated_at else "minutes.write"
    _log(event, locked, by, after={"items": len(changed)}, reason=reason)
    return len(changed)


@transaction.atomic
def minutes_circulate(*, meeting: Meeting, by: User | None) -> int:
    """Send the minutes to all members; how many messages were queued.

    Raises:
        MeetingError: they were sent already, or nothing was written.
    """
    locked = meeting_lock(meeting)
    if locked.circulated_at is not None:
        raise MeetingError(_("These minutes were sent already."))
    written = Minute.objects.filter(item__meeting=locked, superseded_at=None).exclude(text="")
    if not written.exists():
        raise MeetingError(_("Nothing was written yet."))
    locked.circulated_at = timezone.now()
    locked.save(update_fields=["circulated_at"])
    _log("minutes.circulate", locked, by)
    return members_tell(meeting=locked, template="group.minutes", once="minutes")


@transaction.atomic
def minutes_agree(*, meeting: Meeting, agreed_in: Meeting | None, by: User | None) -> Meeting:
    """Say that the group agreed the minutes, and at which meeting if at one.

    Raises:
        MeetingError: they weren't sent yet, were agreed already, or that meeting wasn't held.
    """
    locked = meeting_lock(meeting)
    if locked.circulated_at is None:
        raise MeetingError(_("Send the minutes before they are agreed."))
    if locked.agreed_at is not None:
        raise MeetingError(_("These minutes were agreed already."))
    if agreed_in is not None and (agreed_in.pk == locked.pk or not agreed_in.has_begun):
        raise MeetingError(_("Choose a later meeting that was held."), field="agreed_in")
    locked.agreed_at, locked.agreed_in = timezone.now(), agreed_in
    locked.save(update_fields=["agreed_at", "agreed_in"])
    _log("minutes.agree", locked, by, after={"in": agreed_in.number if agreed_in else None})
    return locked


@transaction.atomic
def decision_record(
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    text: str,
    by: User | None,
    replaces: Decision | None = None,
) -> Decision:
    """Keep a decision under the group's next number; nothing changes it any more.

    Raises:
        MeetingError: the meeting hasn't begun, or what it replaces was replaced already.
    """
    locked = meeting_lock(meeting)
    if not locked.has_begun:
        raise MeetingError(_("Decisions can be kept once the meeting has begun."))
    if replaces is not None and Decision.objects.filter(replaces=replaces).exists():
        raise MeetingError(_("That decision was replaced already."), field="replaces")
    last = locked.group.decisions.aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(
        group=locked.group,
        number=last + 1,
        meeting=locked,
        item=item,
        text=text,
        replaces=replaces,
        **authored(by),
    )
    after = {"replaces": replaces.number if replaces else None}
    audit_record(
        event="decision.record",
        target=decision,
        by=by,
        about=f"{locked.group.name}, {decision}",
        after=after,
    )
    return decision


def _log(
    event: str,
    meeting: Meeting,
    by: User | None,
    *,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    about = f"{meeting.group.name}, {meeting}"
    audit_record(event=event, target=meeting, by=by, about=about, after=after, reason=reason)
