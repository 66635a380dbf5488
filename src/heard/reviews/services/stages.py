"""A review's way: assessing, moderating, commenting, published. One step at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError
from heard.reviews.models import STAGES, Correction, Stage, StageMove
from heard.reviews.services.locking import review_lock, stage_expect
from heard.reviews.services.recommended import recommendations_tell
from heard.reviews.services.recommending import publication_expect
from heard.reviews.services.telling import landlord_tell

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.reviews.models import Review


def stage_after(stage: str) -> Stage | None:
    """The next stage; none after publication."""
    at = STAGES.index(Stage(stage))
    return STAGES[at + 1] if at + 1 < len(STAGES) else None


def stage_before(stage: str) -> Stage | None:
    """The stage that a review can go back to; none from the first, or from publication."""
    at = STAGES.index(Stage(stage))
    return None if stage == Stage.PUBLISHED or not at else STAGES[at - 1]


@transaction.atomic
def review_move_on(
    *, review: Review, seen: str, by: User | None, reason: str = "", statement: str = ""
) -> StageMove:
    """Take a review one step on from the stage that the actor saw it at.

    Publication needs the Champion's statement, with which it is signed off.

    Raises:
        ReviewError: somebody moved it meanwhile, it is published, or the statement is missing.
    """
    held = review_lock(review)
    _stage_seen(held, seen)
    after = stage_after(held.stage)
    if after is None:
        raise ReviewError(_("The review is published. What must be put right is a note to it."))
    if after is Stage.PUBLISHED:
        if not statement.strip():
            raise ReviewError(_("Write what you say of this review."), field="statement")
        publication_expect(held)
        held.statement = statement.strip()
        held.published_at = timezone.now()
    move = _moved(held, after, reason=reason, by=by)
    templates = {Stage.COMMENTING: "review.comment", Stage.PUBLISHED: "review.published"}
    if template := templates.get(after):
        for subject in held.subjects.filter(left_on=None).select_related("landlord"):
            subject.review = held
            landlord_tell(
                subject=subject, template=template, due=held.comments_due, once=str(move.number)
            )
    if after is Stage.PUBLISHED:
        recommendations_tell(review=held, move=move)
    return move


@transaction.atomic
def review_step_back(*, review: Review, seen: str, reason: str, by: User | None) -> StageMove:
    """Take a review back to the stage before, with the reason. Never from publication.

    Raises:
        ReviewError: no reason, no stage before it, or somebody moved it meanwhile.
    """
    held = review_lock(review)
    _stage_seen(held, seen)
    before = stage_before(held.stage)
    if before is None:
        raise ReviewError(_("The review can’t go back from here."))
    if not reason.strip():
        raise ReviewError(_("Say why the review goes back."), field="reason")
    return _moved(held, before, reason=reason, by=by)


@transaction.atomic
def correction_add(*, review: Review, text: str, by: User | None) -> Correction:
    """Put a dated note to a published review, which everybody is shown.

    Raises:
        ReviewError: nothing was written, or the review isn't published.
    """
    held = review_lock(review)
    stage_expect(held, {Stage.PUBLISHED})
    if not text.strip():
        raise ReviewError(_("Write what is put right."), field="text")
    made = Correction.objects.create(review=held, text=text.strip(), **authored(by))
    audit_record(event="review.correct", target=made, by=by, about=held.reference)
    return made


def _stage_seen(held: Review, seen: str) -> None:
    if held.stage != seen:
        raise ReviewError(
            _("Somebody moved this review meanwhile: it is %(stage)s now.")
            % {"stage": str(held.get_stage_display()).lower()}
        )


def _moved(held: Review, after: Stage, *, reason: str, by: User | None) -> StageMove:
    move = StageMove.objects.create(
        review=held,
        number=held.moves.count() + 1,
        before=held.stage,
        after=after,
        reason=reason.strip(),
        **authored(by),
    )
    before, held.stage = held.stage, after
    held.save(update_fields=["stage", "published_at", "statement"])
    audit_record(
        event="review.publish" if after is Stage.PUBLISHED else "review.move",
        target=held,
        by=by,
        reason=reason,
        before={"stage": before},
        after={"stage": str(after)},
    )
    return move
