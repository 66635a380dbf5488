"""Taking hold of a review or of a landlord in it, so that two writers wait for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.reviews.errors import ReviewError
from heard.reviews.models import Review, Subject

if TYPE_CHECKING:
    from collections.abc import Collection

    from heard.reviews.models import Stage


def review_lock(review: Review) -> Review:
    """The review as it stands now, held until the transaction ends."""
    return Review.objects.select_for_update().get(pk=review.pk)


def subject_lock(subject: Subject, *, stages: Collection[Stage], leaving: bool = False) -> Subject:
    """The landlord in its review as it stands now, held until the transaction ends.

    Raises:
        ReviewError: the review isn't at one of these stages, or the landlord left.
    """
    # The review too, so that nothing is written while it moves on.
    review = Review.objects.select_for_update().get(pk=subject.review_id)
    held = Subject.objects.select_for_update().select_related("landlord").get(pk=subject.pk)
    held.review = review
    stage_expect(review, stages)
    if held.has_left and not leaving:
        raise ReviewError(
            _("%(landlord)s left this review on %(day)s. What was said so far stays as it is.")
            % {"landlord": held.landlord.name, "day": f"{held.left_on:%-d %B %Y}"}
        )
    return held


def stage_expect(review: Review, stages: Collection[Stage]) -> None:
    """Refuse what the review's stage doesn't allow.

    Raises:
        ReviewError: with the stage that it is at.
    """
    if review.stage not in stages:
        raise ReviewError(
            _("The review is %(stage)s now, so this can’t be changed any more. Nothing was saved.")
            % {"stage": str(review.get_stage_display()).lower()}
        )
