"""Drawing what officers check."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.drawing import sample_drawn
from heard.reviews.errors import ReviewError
from heard.reviews.models import Sample, SampleItem
from heard.reviews.selectors.framework import tree_of
from heard.reviews.services.evidence import CHECKED
from heard.reviews.services.locking import review_lock, stage_expect

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.reviews.models import Review

SEEDS = 2**31


@transaction.atomic
def sample_draw(
    *, review: Review, size: int, by: User | None, seed: int | None = None, note: str = ""
) -> Sample:
    """Draw `size` criteria of each landlord that is still in the review, at random.

    The seed is kept, so that anybody can draw the same again (`heard.reviews.drawing`).

    Raises:
        ReviewError: the size makes no sense, or the review is past being checked.
    """
    held = review_lock(review)
    stage_expect(held, CHECKED)
    codes = {one.code: one for one in tree_of(held.framework_id).criteria}
    if not 1 <= size <= len(codes):
        raise ReviewError(
            _("Choose from 1 to %(most)s criteria for each landlord.") % {"most": len(codes)},
            field="size",
        )
    sample = Sample.objects.create(
        review=held,
        seed=secrets.randbelow(SEEDS) if seed is None else seed,
        size=size,
        note=note.strip(),
        **authored(by),
    )
    subjects = {
        one.landlord.slug: one
        for one in held.subjects.filter(left_on=None).select_related("landlord")
    }
    drawn = sample_drawn(seed=sample.seed, landlords=subjects, criteria=list(codes), size=size)
    SampleItem.objects.bulk_create(
        SampleItem(sample=sample, subject=subjects[slug], criterion=codes[code])
        for slug, chosen in drawn.items()
        for code in chosen
    )
    audit_record(
        event="review.sample",
        target=sample,
        by=by,
        about=held.reference,
        after={"seed": sample.seed, "size": size, "of": len(subjects)},
    )
    return sample
