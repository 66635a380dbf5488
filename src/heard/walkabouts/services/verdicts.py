"""Residents say whether an action was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.models import Channel, EstateAction, Verdict

if TYPE_CHECKING:
    from heard.accounts.models import User


@transaction.atomic
def verdict_say(
    *,
    action: EstateAction,
    done: bool,
    channel: Channel,
    by: User | None,
    doubtful: bool = False,
) -> Verdict:
    """Count what a resident says of an action that the landlord closed.

    On the web nothing is kept of who says it, though they may be signed in; what they said
    elsewhere has the officer who entered it.

    Raises:
        WalkaboutError: the action is open.
    """
    locked = (
        EstateAction.objects.select_for_update(of=("self",))
        .select_related("estate")
        .get(pk=action.pk)
    )
    if locked.closed_at is None or locked.dropped_at is not None:
        raise WalkaboutError(_("The landlord hasn’t said that this was done."))
    of_officer = channel != Channel.WEB
    values = authored(by, landlord_id=locked.landlord_id) if of_officer else {}
    verdict = Verdict.objects.create(
        action=locked, done=done, channel=channel, doubtful=doubtful, **values
    )
    audit_record(
        event="walkabout-action.verdict",
        target=verdict,
        by=by if of_officer else None,
        about=locked.estate.name,
        after={"done": done, "channel": channel.value},
    )
    return verdict
