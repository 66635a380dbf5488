"""A landlord that merges or leaves in mid-review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError
from heard.reviews.models import Session, Stage
from heard.reviews.services.locking import subject_lock

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.landlords.models import Landlord
    from heard.reviews.models import Subject

UNDER_WAY = (Stage.ASSESSING, Stage.MODERATING, Stage.COMMENTING)


@transaction.atomic
def subject_leave(
    *,
    subject: Subject,
    on: date,
    reason: str,
    successor: Landlord | None,
    by: User | None,
) -> Subject:
    """Take a landlord out of a review under way. What was said of it stays, and is shown as such.

    Nothing more is scored, and its residents' sessions close. Its successor's people can read what
    it left behind.

    Raises:
        ReviewError: it left already, there is no reason, or the day can't be.
    """
    held = subject_lock(subject, stages=UNDER_WAY, leaving=True)
    if held.has_left:
        raise ReviewError(_("This landlord has left the review already."))
    if not reason.strip():
        raise ReviewError(_("Say why it leaves the review."), field="reason")
    if on > timezone.localdate():
        raise ReviewError(_("That is in the future."), field="on")
    if successor is not None and successor.pk == held.landlord_id:
        raise ReviewError(_("A landlord can’t come after itself."), field="successor")
    held.left_on, held.left_because, held.succeeded_by = on, reason.strip(), successor
    held.save(update_fields=["left_on", "left_because", "succeeded_by"])
    Session.objects.filter(subject=held, closed_at=None).update(closed_at=timezone.now())
    audit_record(
        event="review.leave",
        target=held,
        by=by,
        reason=reason,
        about=f"{held.review.reference} {held.landlord.slug}",
        after={"left_on": str(on), "succeeded_by": successor.slug if successor else ""},
    )
    return held
