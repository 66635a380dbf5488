"""What landlords say to their moderated results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError, StaleError
from heard.reviews.models import Comment, Stage
from heard.reviews.services.locking import subject_lock

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.reviews.models import Criterion, Subject

LONGEST = 4000


@transaction.atomic
def comment_keep(
    *, subject: Subject, criterion: Criterion | None, text: str, seen: str, by: User | None
) -> Comment | None:
    """Keep a landlord's comment on one criterion, or on the whole where there is none.

    It is published as it is. An empty one takes an earlier one back; both stay on the record.

    Raises:
        ReviewError: the review isn't open for comments, or it is too long.
        StaleError: a colleague saved one meanwhile.
    """
    held = subject_lock(subject, stages=(Stage.COMMENTING,))
    text = text.strip()
    if len(text) > LONGEST:
        raise ReviewError(
            _("Keep the comment under %(most)s characters.") % {"most": LONGEST}, field="text"
        )
    rows = Comment.objects.select_for_update()
    current = rows.filter(subject=held, criterion=criterion, superseded_at=None).first()
    if current is not None and str(current.key) != seen:
        raise StaleError(
            _(
                "A colleague saved this comment meanwhile: “%(text)s”. Yours isn’t saved yet and "
                "is still below. Save it again to put it in place of theirs."
            )
            % {"text": current.text},
            current=current,
        )
    if (current is None and not text) or (current is not None and current.text == text):
        return current
    if current is not None:
        current.superseded_at = timezone.now()
        current.save(update_fields=["superseded_at"])
    made = Comment.objects.create(
        subject=held,
        criterion=criterion,
        text=text,
        **authored(by, landlord_id=held.landlord_id),
    )
    audit_record(
        event="review.comment",
        target=made,
        by=by,
        about=f"{held.review.reference} {held.landlord.slug}",
    )
    return made
