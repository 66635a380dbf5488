"""Opening a review, and telling landlords of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError
from heard.reviews.models import Review, Subject
from heard.reviews.services.telling import landlord_tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from heard.accounts.models import User
    from heard.landlords.models import Borough, Landlord
    from heard.reviews.models import Framework

START = "REV"


@dataclass(frozen=True, slots=True)
class Dates:
    """The period that a review looks at, and by when each part of it is due."""

    period_from: date
    period_to: date
    self_due: date
    residents_due: date
    officers_due: date
    comments_due: date


@transaction.atomic
def review_open(
    *,
    framework: Framework,
    borough: Borough,
    title: str,
    dates: Dates,
    landlords: Sequence[Landlord],
    by: User | None,
) -> Review:
    """Open a review of these landlords, and tell their leads.

    Raises:
        ReviewError: no landlord, a framework without criteria, or dates that make no sense.
    """
    if not landlords:
        raise ReviewError(_("Choose at least one landlord."), field="landlords")
    if not framework.dimensions.filter(criteria__isnull=False).exists():
        raise ReviewError(_("This framework has no criteria."), field="framework")
    review = Review(
        reference=_reference_next(timezone.localdate().year),
        borough=borough,
        framework=framework,
        title=title.strip(),
        period_from=dates.period_from,
        period_to=dates.period_to,
        self_due=dates.self_due,
        residents_due=dates.residents_due,
        officers_due=dates.officers_due,
        comments_due=dates.comments_due,
        **authored(by),
    )
    try:
        review.full_clean()
    except ValidationError as error:
        raise ReviewError(" ".join(error.messages)) from error
    review.save()
    subjects = Subject.objects.bulk_create(
        Subject(review=review, landlord=landlord) for landlord in landlords
    )
    audit_record(
        event="review.open",
        target=review,
        by=by,
        after={"framework": framework.slug, "version": framework.version, "of": len(subjects)},
    )
    for subject in subjects:
        landlord_tell(subject=subject, template="review.opened", due=review.self_due)
    return review


def _reference_next(year: int) -> str:
    """The next reference of the year. The unique column refuses one that was taken meanwhile."""
    start = f"{START}-{year}-"
    taken = Review.objects.filter(reference__startswith=start).values_list("reference", flat=True)
    numbers = [int(tail) for each in taken if (tail := each.removeprefix(start)).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"
