"""Groups, meetings, papers and actions, each for whoever may see it.

The team sees every group. Others see those in which they, or a landlord that they speak for, are:
of a meeting the agenda and papers once they were sent, and the minutes once those were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from heard.access import LANDLORD, Action, Thing
from heard.errors import NotFoundError
from heard.partnership.models import (
    GroupAction,
    Meeting,
    MemberOrganisation,
    MemberPerson,
    WorkingGroup,
)
from heard.practices.selectors.lineage import lineage_now

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.partnership.models import (
        AgendaItem,
        Paper,
    )


def runs(reader: Reader) -> bool:
    """Whether they are of the team, who run every group."""
    return reader.may(Thing.GROUP_WORK, Action.CHANGE)


def own_organisations(reader: Reader) -> QuerySet[MemberOrganisation]:
    """Organisations in groups for which the reader speaks: their own, or their landlord."""
    mine = Q(pk__in=[])
    if reader.user_id is not None:
        mine |= Q(
            pk__in=MemberPerson.objects.filter(user=reader.user_id, left_at=None).values(
                "organisation"
            )
        )
    if reader.roles & LANDLORD and reader.landlords:
        mine |= Q(landlord__in=lineage_now().stood_for_by(reader.landlords))
    return MemberOrganisation.objects.filter(mine, left_at=None)


def groups_for(reader: Reader) -> QuerySet[WorkingGroup]:
    """Every group that they may see."""
    if runs(reader):
        return WorkingGroup.objects.all()
    if not reader.may(Thing.GROUP, Action.READ):
        return WorkingGroup.objects.none()
    own = list(own_organisations(reader).values_list("group", flat=True))
    return WorkingGroup.objects.filter(pk__in=own)


def group_get_for(reader: Reader, slug: str) -> WorkingGroup:
    """One group.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = groups_for(reader).filter(slug=slug).first()
    if found is None:
        raise NotFoundError(_("There is no group at this address that you may see."))
    return found


def members_of(group: WorkingGroup) -> list[MemberOrganisation]:
    """Organisations in a group now, with those who come for each as `people_now`: two queries."""
    now = MemberPerson.objects.filter(left_at=None).select_related("user").order_by("pk")
    rows = group.organisations.filter(left_at=None).select_related("landlord")
    people = Prefetch("people", queryset=now, to_attr="people_now")
    return sorted(rows.prefetch_related(people), key=lambda row: (row.kind, str(row.name)))


def meeting_get_for(reader: Reader, slug: str, number: int) -> Meeting:
    """One meeting with its group and chair.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = (
        Meeting.objects.filter(group__in=groups_for(reader), group__slug=slug, number=number)
        .select_related("group", "chair", "agreed_in")
        .first()
    )
    if found is None:
        raise NotFoundError(_("There is no meeting at this address that you may see."))
    return found


def item_get(meeting: Meeting, key: str) -> AgendaItem:
    """One item of a meeting's agenda.

    Raises:
        NotFoundError: there is none, or it was removed.
    """
    found = meeting.items.filter(key=_key(key), removed_at=None).first()
    if found is None:
        raise NotFoundError(_("There is no such item on this agenda."))
    found.meeting = meeting
    return found


def papers_for(reader: Reader, meeting: Meeting) -> QuerySet[Paper]:
    """Papers of a meeting: the team's own too while they aren't sent."""
    rows = meeting.papers.filter(withdrawn_at=None).select_related("file")
    return rows if runs(reader) else rows.filter(circulated_at__isnull=False)


def paper_get_for(reader: Reader, meeting: Meeting, key: str) -> Paper:
    """One paper.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = papers_for(reader, meeting).filter(key=_key(key)).first()
    if found is None:
        raise NotFoundError(_("There is no paper at this address that you may see."))
    found.meeting = meeting
    return found


def actions_for(reader: Reader) -> QuerySet[GroupAction]:
    """Every action of groups that they may see."""
    return GroupAction.objects.filter(group__in=groups_for(reader)).select_related(
        "group", "organisation__landlord", "person__user"
    )


def action_get_for(reader: Reader, slug: str, number: int, *, acts: bool = False) -> GroupAction:
    """One action; `acts`: only if it is theirs to say that it was done, or they run the group.

    Raises:
        NotFoundError: there is none for this reader.
    """
    rows = actions_for(reader).filter(group__slug=slug, number=number)
    found = rows.select_related("meeting", "item").first()
    if found is None or (acts and not may_act(reader, found)):
        raise NotFoundError(_("There is no action at this address that you may see."))
    return found


def may_act(reader: Reader, action: GroupAction) -> bool:
    """Whether they can say that an action was done."""
    return runs(reader) or own_organisations(reader).filter(pk=action.organisation_id).exists()


def organisation_get_for(reader: Reader, slug: str, key: str) -> MemberOrganisation:
    """An organisation in a group, for the team.

    Raises:
        NotFoundError: there is none, or it has left.
    """
    group = group_get_for(reader, slug)
    found = group.organisations.filter(key=_key(key), left_at=None).select_related("landlord")
    organisation = found.first()
    if organisation is None:
        raise NotFoundError(_("There is no such organisation in this group."))
    organisation.group = group
    return organisation


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFoundError(_("There is nothing at this address.")) from error
