"""Residents say whether an action on a recommendation is seen to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError
from heard.reviews.models import ActionVerdict, RecommendedAction
from heard.reviews.services.answering import address_lock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.accounts.models import User
    from heard.reviews.models import Seen

MOST = 1000


@transaction.atomic
def verdicts_enter(
    *, action: RecommendedAction, counts: Mapping[Seen, int], note: str, by: User | None
) -> list[ActionVerdict]:
    """Enter how many residents of a panel, a meeting or a walk say what of an action.

    Raises:
        ReviewError: the landlord hasn't said that it is done, or nobody said anything.
    """
    address = address_lock(action.address)
    row = RecommendedAction.objects.select_for_update().get(pk=action.pk)
    if row.done_at is None:
        raise ReviewError(_("The landlord hasn’t said that this was done."))
    said = {seen: count for seen, count in counts.items() if count}
    if not said:
        raise ReviewError(_("Give how many residents said each."), field="seen")
    if any(not 0 < count <= MOST for count in said.values()):
        raise ReviewError(_("Choose from 0 to %(most)s.") % {"most": MOST}, field="seen")
    made = [
        ActionVerdict(
            action=row,
            verdict=seen,
            residents=count,
            entered_by_officer=True,
            note=note.strip(),
            **authored(by),
        )
        for seen, count in said.items()
    ]
    ActionVerdict.objects.bulk_create(made)
    audit_record(
        event="recommendation.verdict",
        target=row,
        by=by,
        about=f"{address.recommendation.reference} {address.subject.landlord.slug}",
        after={seen.value: count for seen, count in said.items()},
    )
    return made


@transaction.atomic
def verdict_say(*, action: RecommendedAction, seen: Seen, doubtful: bool = False) -> ActionVerdict:
    """Count what one resident says on the web. Nothing is kept of who it is.

    What a machine seems to have sent doesn't count.

    Raises:
        ReviewError: the landlord hasn't said that it is done.
    """
    address = address_lock(action.address)
    row = RecommendedAction.objects.select_for_update().get(pk=action.pk)
    if row.done_at is None:
        raise ReviewError(_("The landlord hasn’t said that this was done."))
    made = ActionVerdict.objects.create(action=row, verdict=seen, residents=1, doubtful=doubtful)
    audit_record(
        event="recommendation.verdict",
        target=row,
        by=None,
        about=f"{address.recommendation.reference} {address.subject.landlord.slug}",
        after={seen.value: 1},
    )
    return made
