"""What everybody is shown of published reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.reviews.models import Seat, Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from heard.reviews.models import Review


def rows_of(
    reviews: Iterable[Review], line: Collection[int]
) -> list[tuple[Review, list[Subject], int]]:
    """Each review with how many landlords are in it and, of a landlord's line, which of them."""
    rows = list(reviews)
    found: dict[int, list[Subject]] = {}
    counts: dict[int, int] = {}
    subjects = Subject.objects.filter(review__in=rows).select_related("landlord")
    for subject in subjects.order_by("landlord__name"):
        counts[subject.review_id] = counts.get(subject.review_id, 0) + 1
        if subject.landlord_id in line:
            found.setdefault(subject.review_id, []).append(subject)
    return [(one, found.get(one.pk, []), counts.get(one.pk, 0)) for one in rows]


def published_page(review: Review) -> dict[str, Any]:
    """How a review was made, who is in it, and where its results are."""
    subjects = review.subjects.select_related("landlord", "succeeded_by")
    residents = Seat.objects.filter(session__subject__review=review, used_at__isnull=False)
    return {
        "review": review,
        "subjects": list(subjects.order_by("landlord__name")),
        "residents": residents.count(),
        "corrections": list(review.corrections.all()),
        "moves": list(review.moves.order_by("number")),
        "samples": list(review.samples.order_by("at")),
    }
