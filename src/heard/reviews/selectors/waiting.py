"""What of reviews waits for a landlord: assessments, comments, answers and actions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from heard.reviews.models import Comment, Criterion, Source, Stage, Subject
from heard.reviews.selectors.recommendations import addresses_for, answered_of

if TYPE_CHECKING:
    from heard.access import Reader
    from heard.reviews.selectors.recommendations import Answered


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment that waits for the landlord: how many criteria are left, of how many."""

    subject: Subject
    left: int
    of: int


def assessments_waiting_for(reader: Reader) -> list[Assessed]:
    """Assessments that aren't sent in, and results without a comment. Two queries."""
    said = Comment.objects.filter(subject=OuterRef("pk"), superseded_at=None).exclude(text="")
    drafting = Q(review__stage=Stage.ASSESSING, self_submitted_at=None)
    commenting = Q(review__stage=Stage.COMMENTING) & ~Exists(said)
    rows = (
        Subject.objects.filter(drafting | commenting, landlord__in=reader.landlords, left_on=None)
        .select_related("review", "landlord")
        .annotate(
            scored=Count("scores", filter=Q(scores__source=Source.SELF, scores__superseded_at=None))
        )
        .order_by("review__self_due", "pk")
    )
    counted = Criterion.objects.order_by().values_list("dimension__framework").annotate(Count("pk"))
    criteria = dict(counted)
    found = []
    for row in rows:
        of = criteria.get(row.review.framework_id, 0)
        found.append(Assessed(row, of - row.scored, of))
    return found


def answers_waiting_for(reader: Reader) -> list[Answered]:
    """Recommendations to answer, and those accepted of which something is still to be done."""
    return [
        one
        for one in answered_of(addresses_for(reader))
        if one.is_waiting
        or (one.is_accepted and (not one.actions or any(each.is_open for each in one.actions)))
    ]
