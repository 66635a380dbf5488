"""Making groups, and saying which organisations and people are in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.partnership.meetings_errors import MeetingError
from heard.partnership.models import (
    MemberOrganisation,
    MemberPerson,
    OrganisationKind,
    WorkingGroup,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.accounts.models import User
    from heard.landlords.models import Landlord


def group_lock(group: WorkingGroup) -> WorkingGroup:
    """The group, held until the transaction ends, so that numbers are given once.

    Raises:
        MeetingError: it has ended.
    """
    locked = WorkingGroup.objects.select_for_update().get(pk=group.pk)
    if locked.ended_at is not None:
        raise MeetingError(_("This group has ended; what it did can only be read."))
    return locked


@transaction.atomic
def group_make(*, name: str, purpose: str, by: User | None) -> WorkingGroup:
    """Make a group, with the council in it.

    Raises:
        MeetingError: there is one of this name.
    """
    slug = slugify(name)[:60]
    if not slug or WorkingGroup.objects.filter(slug=slug).exists():
        raise MeetingError(_("There is a group of this name. Choose another."), field="name")
    group = WorkingGroup.objects.create(name=name, purpose=purpose, slug=slug, **authored(by))
    audit_record(event="group.make", target=group, by=by, about=name)
    organisation_add(group=group, kind=OrganisationKind.COUNCIL, by=by)
    return group


@transaction.atomic
def group_end(*, group: WorkingGroup, reason: str, by: User | None) -> WorkingGroup:
    """End a group; everything that it did stays to be read."""
    locked = group_lock(group)
    locked.ended_at, locked.ended_because = timezone.now(), reason
    locked.save(update_fields=["ended_at", "ended_because"])
    audit_record(event="group.end", target=locked, by=by, about=locked.name, reason=reason)
    return locked


@transaction.atomic
def organisation_add(
    *,
    group: WorkingGroup,
    kind: str,
    by: User | None,
    landlord: Landlord | None = None,
    name: str = "",
) -> MemberOrganisation:
    """Take an organisation into a group. Residents' associations are known by their name.

    Raises:
        MeetingError: it is in the group already, or isn't named as its kind needs.
    """
    locked = group_lock(group)
    if kind == OrganisationKind.LANDLORD and landlord is None:
        raise MeetingError(_("Choose a landlord."), field="landlord")
    if kind == OrganisationKind.RESIDENTS and not name:
        raise MeetingError(_("Give the name of the association."), field="name")
    landlord = landlord if kind == OrganisationKind.LANDLORD else None
    name = name if kind == OrganisationKind.RESIDENTS else ""
    there = locked.organisations.filter(left_at=None, kind=kind, landlord=landlord, given_name=name)
    if there.exists():
        raise MeetingError(_("This organisation is in the group already."), field="kind")
    added = MemberOrganisation.objects.create(
        group=locked, kind=kind, landlord=landlord, given_name=name, **authored(by)
    )
    audit_record(
        event="group.join", target=added, by=by, about=locked.name, after={"kind": str(kind)}
    )
    return added


@transaction.atomic
def organisation_leave(*, organisation: MemberOrganisation, by: User | None) -> None:
    """Let an organisation leave a group, and its people with it. Its actions stay its own."""
    group = group_lock(organisation.group)
    now = timezone.now()
    locked = MemberOrganisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.left_at is not None:
        return
    locked.left_at = now
    locked.save(update_fields=["left_at"])
    locked.people.filter(left_at=None).update(left_at=now)
    audit_record(event="group.leave", target=locked, by=by, about=group.name)


@transaction.atomic
def people_set(*, organisation: MemberOrganisation, people: Iterable[User], by: User | None) -> int:
    """Let these people come for an organisation and no others; how many are new.

    Raises:
        MeetingError: the organisation has left.
    """
    group = group_lock(organisation.group)
    locked = MemberOrganisation.objects.select_for_update().get(pk=organisation.pk)
    if locked.left_at is not None:
        raise MeetingError(_("This organisation has left the group."))
    wanted = {user.pk: user for user in people}
    known = {row.user_id: row for row in locked.people.filter(left_at=None)}
    gone = [row.pk for pk, row in known.items() if pk not in wanted]
    locked.people.filter(pk__in=gone).update(left_at=timezone.now())
    added = [user for pk, user in wanted.items() if pk not in known]
    for user in added:
        MemberPerson.objects.create(organisation=locked, user=user, **authored(by))
    if gone or added:
        audit_record(
            event="group.people",
            target=locked,
            by=by,
            about=group.name,
            before={"people": len(known)},
            after={"people": len(wanted)},
        )
    return len(added)
