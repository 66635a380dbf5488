"""Who takes part in a walkabout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored, capacity_of
from heard.audit.services import audit_record
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.models import Companion, Walkabout
from heard.walkabouts.services.telling import companions_tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.accounts.models import User


@transaction.atomic
def companions_set(*, walkabout: Walkabout, people: Iterable[User], by: User | None) -> int:
    """Let these people take part and no others. Those who are new are invited; how many they are.

    Raises:
        WalkaboutError: the walkabout is over or cancelled.
    """
    locked = (
        Walkabout.objects.select_for_update(of=("self",))
        .select_related("estate", "landlord")
        .get(pk=walkabout.pk)
    )
    if not locked.is_open:
        raise WalkaboutError(_("Nobody can be invited to a walkabout that is over or cancelled."))
    wanted = {user.pk: user for user in people}
    known = {row.user_id: row for row in locked.companions.filter(left_at=None)}
    for pk, row in known.items():
        if pk not in wanted:
            row.left_at = timezone.now()
            row.save(update_fields=["left_at"])
    values = authored(by, landlord_id=locked.landlord_id)
    added = [
        Companion.objects.create(
            walkabout=locked,
            user=user,
            role=capacity_of(user, landlord_id=locked.landlord_id).role,
            **values,
        )
        for pk, user in wanted.items()
        if pk not in known
    ]
    if added or wanted.keys() != known.keys():
        audit_record(
            event="walkabout.invite",
            target=locked,
            by=by,
            about=str(locked),
            before={"people": len(known)},
            after={"people": len(wanted)},
        )
    companions_tell(walkabout=locked, template="walkabout.invited", key="invited", only=added)
    return len(added)
