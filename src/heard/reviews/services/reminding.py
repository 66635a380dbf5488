"""Reminders of what is due: asked for by the team, and by the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from heard.audit.services import audit_record
from heard.reviews.models import Comment, Review, Stage
from heard.reviews.services.telling import landlord_tell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from heard.accounts.models import User
    from heard.reviews.models import Subject

SOON = timedelta(days=7)


def subjects_waited_for(review: Review) -> list[Subject]:
    """Landlords in the review that still have something to send in."""
    rows = review.subjects.filter(left_on=None).select_related("landlord")
    if review.stage == Stage.ASSESSING:
        rows = rows.filter(self_submitted_at=None)
    elif review.stage == Stage.COMMENTING:
        said = Comment.objects.filter(subject__review=review, superseded_at=None)
        rows = rows.exclude(pk__in=said.values("subject"))
    else:
        return []
    return list(rows)


@transaction.atomic
def landlords_remind(*, review: Review, subjects: Iterable[Subject], by: User | None) -> int:
    """Remind these landlords, once a day at most; how many messages were queued."""
    wanted = {one.pk for one in subjects}
    waiting = [one for one in subjects_waited_for(review) if one.pk in wanted]
    sent = 0
    for subject in waiting:
        subject.review = review
        sent += landlord_tell(subject=subject, template="review.due", due=due_of(review))
    audit_record(
        event="review.remind", target=review, by=by, after={"of": len(waiting), "sent": sent}
    )
    return sent


def due_of(review: Review) -> date:
    """By when landlords are to send in what the stage asks of them."""
    return review.comments_due if review.stage == Stage.COMMENTING else review.self_due


def reviews_remind(*, now: datetime | None = None) -> int:
    """Remind landlords by the clock: a week before something is due, and once after; how many."""
    today = timezone.localdate(now)
    sent = 0
    for review in Review.objects.filter(stage__in=[Stage.ASSESSING, Stage.COMMENTING]):
        due = due_of(review)
        when = "soon" if due - SOON <= today <= due else "late" if due < today <= due + SOON else ""
        for subject in subjects_waited_for(review) if when else ():
            subject.review = review
            with transaction.atomic():
                sent += landlord_tell(
                    subject=subject,
                    template="review.due",
                    due=due,
                    once=f"{review.stage}:{due:%Y%m%d}:{when}",
                )
    return sent
