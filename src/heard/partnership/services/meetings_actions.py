"""What is to be done: set, changed with the reason, done, opened again, dropped."""

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
from heard.partnership.models import ActionChange, GroupAction, GroupActionStep
from heard.partnership.services.meetings_planning import meeting_lock
from heard.partnership.services.meetings_telling import owner_tell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from heard.accounts.models import User
    from heard.partnership.models import AgendaItem, Meeting, MemberOrganisation, MemberPerson


@dataclass(frozen=True, slots=True)
class ActionWanted:
    """What is to be done, by whom and by when."""

    what: str
    organisation: MemberOrganisation
    due_on: date
    person: MemberPerson | None = None
    item: AgendaItem | None = None


@transaction.atomic
def actions_set(
    *, meeting: Meeting, wanted: Iterable[ActionWanted], by: User | None
) -> list[GroupAction]:
    """Set actions that a meeting agreed, under the group's next numbers; owners are told.

    Raises:
        MeetingError: the meeting hasn't begun, an organisation isn't in the group, or a date
            comes before the meeting.
    """
    locked = meeting_lock(meeting)
    if not locked.has_begun:
        raise MeetingError(_("Actions can be set once the meeting has begun."))
    last = locked.group.actions.aggregate(last=Max("number"))["last"] or 0
    made = []
    for number, one in enumerate(wanted, start=last + 1):
        _check_owner(one.organisation, one.person, locked.group_id)
        if one.due_on < locked.on:
            raise MeetingError(_("Choose a day after the meeting."), field="due_on")
        action = GroupAction.objects.create(
            group=locked.group,
            number=number,
            meeting=locked,
            item=one.item,
            what=one.what,
            organisation=one.organisation,
            person=one.person,
            first_due_on=one.due_on,
            due_on=one.due_on,
            **authored(by),
        )
        _step(action, ActionChange.SET, by)
        owner_tell(action=action, template="group.action-set", once="set")
        made.append(action)
    return made


@transaction.atomic
def action_change(
    *,
    action: GroupAction,
    what: str,
    organisation: MemberOrganisation,
    due_on: date,
    reason: str,
    by: User | None,
    person: MemberPerson | None = None,
) -> GroupAction:
    """Word an open action anew, give it to others or another date. The first date stays known.

    Raises:
        MeetingError: it isn't open, or a new date has passed.
    """
    locked = _locked(action)
    if not locked.is_open:
        raise MeetingError(_("This action is not open. Open it again to change it."))
    _check_owner(organisation, person, locked.group_id)
    if due_on != locked.due_on and due_on < timezone.localdate():
        raise MeetingError(_("Choose today or a day to come."), field="due_on")
    given = locked.organisation_id != organisation.pk
    locked.what, locked.organisation, locked.person = what, organisation, person
    locked.due_on = due_on
    locked.save(update_fields=["what", "organisation", "person", "due_on"])
    step = _step(locked, ActionChange.CHANGED, by, reason)
    if given:
        owner_tell(action=locked, template="group.action-set", once=f"given:{step.pk}")
    return locked


@transaction.atomic
def actions_done(
    *, actions: Iterable[GroupAction], done_on: date, words: str, by: User | None
) -> int:
    """Say of actions that they were done, on which day and how; how many were open.

    Raises:
        MeetingError: the day is still to come, or comes before an action was set.
    """
    if done_on > timezone.localdate():
        raise MeetingError(_("Choose today or a day that has passed."), field="done_on")
    found = 0
    for action in actions:
        locked = _locked(action)
        if not locked.is_open:
            continue
        if done_on < locked.meeting.on:
            said = _("%(action)s was set on %(day)s. Choose that day or a later one.")
            values = {"action": locked, "day": locked.meeting}
            raise MeetingError(said % values, field="done_on")
        locked.done_at, locked.done_on, locked.done_words = timezone.now(), done_on, words
        locked.save(update_fields=["done_at", "done_on", "done_words"])
        _step(locked, ActionChange.DONE, by, words)
        found += 1
    return found


@transaction.atomic
def actions_put_off(
    *, actions: Iterable[GroupAction], due_on: date, reason: str, by: User | None
) -> int:
    """Give open actions another date; how many there were.

    Raises:
        MeetingError: the date has passed.
    """
    if due_on < timezone.localdate():
        raise MeetingError(_("Choose today or a day to come."), field="due_on")
    found = 0
    for action in actions:
        locked = _locked(action)
        if locked.is_open and locked.due_on != due_on:
            locked.due_on = due_on
            locked.save(update_fields=["due_on"])
            _step(locked, ActionChange.CHANGED, by, reason)
            found += 1
    return found


@transaction.atomic
def action_reopen(
    *, action: GroupAction, due_on: date, reason: str, by: User | None
) -> GroupAction:
    """Say that an action isn't done after all, or is wanted again; its owner is told.

    Raises:
        MeetingError: it is open, or the date has passed.
    """
    locked = _locked(action)
    if locked.is_open:
        raise MeetingError(_("This action is open."))
    if due_on < timezone.localdate():
        raise MeetingError(_("Choose today or a day to come."), field="due_on")
    locked.done_at = locked.done_on = locked.dropped_at = None
    locked.done_words, locked.due_on = "", due_on
    locked.save(update_fields=["done_at", "done_on", "dropped_at", "done_words", "due_on"])
    step = _step(locked, ActionChange.REOPENED, by, reason)
    owner_tell(action=locked, template="group.action-set", once=f"reopened:{step.pk}")
    return locked


@transaction.atomic
def action_drop(*, action: GroupAction, reason: str, by: User | None) -> GroupAction:
    """Say that an open action isn't wanted any more. It stays on the record.

    Raises:
        MeetingError: it isn't open.
    """
    locked = _locked(action)
    if not locked.is_open:
        raise MeetingError(_("This action is not open."))
    locked.dropped_at = timezone.now()
    locked.save(update_fields=["dropped_at"])
    _step(locked, ActionChange.DROPPED, by, reason)
    return locked


def _check_owner(
    organisation: MemberOrganisation, person: MemberPerson | None, group_id: int
) -> None:
    if organisation.group_id != group_id or organisation.left_at is not None:
        raise MeetingError(_("Choose an organisation of this group."), field="owner")
    if person is not None and person.organisation_id != organisation.pk:
        raise MeetingError(_("Choose somebody of that organisation."), field="owner")


def _locked(action: GroupAction) -> GroupAction:
    return (
        GroupAction.objects.select_for_update(of=("self",))
        .select_related("group", "meeting", "organisation__landlord", "person__user")
        .get(pk=action.pk)
    )


def _step(
    action: GroupAction, kind: ActionChange, by: User | None, words: str = ""
) -> GroupActionStep:
    step = GroupActionStep.objects.create(
        action=action,
        kind=kind,
        what=action.what,
        organisation=action.organisation,
        due_on=action.due_on,
        words=words,
        **authored(by, landlord_id=action.organisation.landlord_id),
    )
    audit_record(
        event=f"group-action.{kind.value}",
        target=action,
        by=by,
        about=f"{action.group.name}, {action}",
        after={"due_on": action.due_on.isoformat()},
        reason=words,
    )
    return step
