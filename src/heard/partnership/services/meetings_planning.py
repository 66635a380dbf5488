"""Planning meetings, moving and cancelling them with reasons, and sending the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.partnership.meetings_errors import MeetingError
from heard.partnership.models import Meeting, MeetingMove
from heard.partnership.services.meetings_groups import group_lock
from heard.partnership.services.meetings_telling import members_tell, when

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from heard.accounts.models import User
    from heard.partnership.models import WorkingGroup


@dataclass(frozen=True, slots=True)
class MeetingWanted:
    """When and where to meet, for how long, and who is to chair."""

    on: date
    at_time: time
    minutes_long: int = 120
    place: str = ""
    link: str = ""
    chair: User | None = None

    def values(self) -> dict[str, object]:
        """The fields of a meeting that this says."""
        names = ("on", "at_time", "minutes_long", "place", "link", "chair")
        return {name: getattr(self, name) for name in names}


def meeting_lock(meeting: Meeting) -> Meeting:
    """The meeting with its group, held until the transaction ends.

    Raises:
        MeetingError: the group has ended, or the meeting was cancelled.
    """
    group_lock(meeting.group)
    locked = (
        Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    )
    if locked.cancelled_at is not None:
        raise MeetingError(_("This meeting was cancelled."))
    return locked


@transaction.atomic
def meeting_plan(*, group: WorkingGroup, wanted: MeetingWanted, by: User | None) -> Meeting:
    """Plan a meeting. Nobody is told before its agenda is sent.

    Raises:
        MeetingError: the day has passed, or nobody would know where to go.
    """
    locked = group_lock(group)
    _check(wanted)
    last = locked.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        group=locked, number=last + 1, **wanted.values(), **authored(by)
    )
    _log("meeting.plan", meeting, by, after={"on": wanted.on.isoformat()})
    return meeting


@transaction.atomic
def meeting_move(
    *, meeting: Meeting, wanted: MeetingWanted, reason: str, by: User | None
) -> Meeting:
    """Put a meeting off, or hold it elsewhere; those who got the agenda are told why.

    Raises:
        MeetingError: it has begun or was cancelled, the new day has passed, or nothing changes.
    """
    locked = meeting_lock(meeting)
    if locked.has_begun:
        raise MeetingError(_("This meeting has begun; it can’t be moved."))
    _check(wanted)
    values = wanted.values()
    if all(getattr(locked, name) == value for name, value in values.items()):
        raise MeetingError(_("That is how it is planned already."), field="on")
    before = when(locked)
    move = MeetingMove.objects.create(
        meeting=locked,
        on_before=locked.on,
        time_before=locked.at_time,
        place_before=locked.place,
        reason=reason,
        **authored(by),
    )
    for name, value in values.items():
        setattr(locked, name, value)
    locked.revision += 1
    locked.save()
    days = {"on": move.on_before.isoformat()}, {"on": locked.on.isoformat()}
    _log("meeting.move", locked, by, before=days[0], after=days[1], reason=reason)
    if locked.called_at:
        members_tell(
            meeting=locked,
            template="group.meeting-moved",
            once=f"moved:{move.pk}",
            context={"meeting_before": before, "reason": reason},
        )
    return locked


@transaction.atomic
def meeting_cancel(*, meeting: Meeting, reason: str, by: User | None) -> Meeting:
    """Call a meeting off; those who got the agenda are told why. Its agenda stays to be read.

    Raises:
        MeetingError: its minutes were sent, or it was cancelled already.
    """
    locked = meeting_lock(meeting)
    if locked.circulated_at:
        raise MeetingError(_("The minutes of this meeting were sent: it was held."))
    locked.cancelled_at, locked.cancelled_because = timezone.now(), reason
    locked.revision += 1
    locked.save(update_fields=["cancelled_at", "cancelled_because", "revision"])
    _log("meeting.cancel", locked, by, reason=reason)
    if locked.called_at:
        members_tell(
            meeting=locked,
            template="group.meeting-cancelled",
            once="cancelled",
            context={"reason": reason},
        )
    return locked


@transaction.atomic
def meeting_call(*, meeting: Meeting, by: User | None) -> int:
    """Send the agenda with its papers to all members; again when something was added.

    Gives how many messages were queued: each member is told of each sending once.

    Raises:
        MeetingError: there is nothing on the agenda, or its minutes were sent already.
    """
    locked = meeting_lock(meeting)
    if locked.circulated_at:
        raise MeetingError(_("The minutes of this meeting were sent already."))
    if not locked.items.filter(removed_at=None).exists():
        raise MeetingError(_("There is nothing on the agenda yet. Add an item first."))
    now = timezone.now()
    locked.called_at = now
    locked.save(update_fields=["called_at"])
    papers = locked.papers.filter(circulated_at=None, withdrawn_at=None).update(circulated_at=now)
    _log("meeting.call", locked, by, after={"papers": papers})
    if locked.has_begun:  # entered afterwards: nobody needs to be asked to come
        return 0
    return members_tell(meeting=locked, template="group.agenda", once=f"agenda:{now:%Y%m%d%H%M%S}")


def _check(wanted: MeetingWanted) -> None:
    if wanted.on < timezone.localdate():
        raise MeetingError(_("Choose today or a day to come."), field="on")
    if not wanted.place and not wanted.link:
        raise MeetingError(
            _("Say where people meet, or give the link to join online."), field="place"
        )


def _log(
    event: str,
    meeting: Meeting,
    by: User | None,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    audit_record(
        event=event,
        target=meeting,
        by=by,
        about=f"{meeting.group.name}, {meeting}",
        before=before,
        after=after,
        reason=reason,
    )
