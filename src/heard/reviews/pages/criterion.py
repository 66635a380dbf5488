"""What the team's page of one criterion of one landlord shows: all sides, and the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.access import Action, Thing
from heard.reviews.models import Score, Source, Stage
from heard.reviews.pages.team import crumbs
from heard.reviews.selectors.evidence import evidence_of
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.scoring import comments_of, earlier_scores, sides_of
from heard.reviews.selectors.seats import words_approved

if TYPE_CHECKING:
    from heard.access import Reader
    from heard.reviews.models import Criterion, Subject


def criterion_page(reader: Reader, subject: Subject, code: str) -> dict[str, Any]:
    """Everything on the page but the form. A fixed number of queries."""
    review = subject.review
    tree = tree_of(review.framework_id, levels=True)
    criterion = tree.criterion(code)
    before, after = tree.beside(code)
    checking = review.stage in {Stage.ASSESSING, Stage.MODERATING} and not subject.has_left
    moderating = review.stage == Stage.MODERATING and not subject.has_left
    return {
        "subject": subject,
        "review": review,
        "criterion": criterion,
        "sides": sides_of(reader, subject)[criterion.pk],
        "items": evidence_of(reader, subject, criterion=criterion),
        "words": words_approved(subject, criterion.pk),
        "comment": comments_of(subject).get(criterion.pk),
        "earlier": [
            one
            for source in (Source.OFFICERS, Source.MODERATED)
            for one in earlier_scores(subject, criterion.pk, source)
        ],
        "before": before,
        "after": after,
        "may_score": checking and reader.may(Thing.REVIEW, Action.CHANGE),
        "may_moderate": moderating and reader.may(Thing.MODERATION, Action.CHANGE),
        "crumbs": crumbs(subject, (criterion.name, "")),
    }


def alike_scores(subject: Subject, criterion: Criterion) -> list[Score]:
    """Moderated scores of the review's other landlords on a criterion, by landlord."""
    rows = Score.objects.filter(
        subject__review=subject.review_id,
        criterion=criterion,
        source=Source.MODERATED,
        superseded_at=None,
    ).exclude(subject=subject)
    return list(rows.select_related("subject__landlord").order_by("subject__landlord__name"))
