"""What the team's pages show of a review: how far each landlord has come, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.reviews.models import STAGES, Stage, Standing
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.reviewing import subjects_for
from heard.reviews.selectors.scoring import comments_of, sides_of, sides_of_many
from heard.reviews.services.reminding import due_of
from heard.reviews.services.stages import stage_after, stage_before

if TYPE_CHECKING:
    from heard.access import Reader
    from heard.reviews.models import Criterion, Dimension, Review, Subject
    from heard.reviews.selectors.scoring import Sided, Sides


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one landlord has come: of how many criteria each side has spoken."""

    subject: Subject
    own: int
    residents: int
    seats: int
    officers: int
    sampled: int
    sampled_done: int
    moderated: int
    unevidenced: int


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion of one landlord, as all sides see it."""

    criterion: Criterion
    sides: Sides


@dataclass(slots=True)
class Block:
    """A dimension with its rows."""

    dimension: Dimension
    rows: list[Row] = field(default_factory=list)


def review_page(reader: Reader, review: Review) -> dict[str, Any]:
    """Everything on the team's page of a review. A fixed number of queries."""
    subjects = list(subjects_for(reader).filter(review=review).order_by("landlord__name"))
    criteria = tree_of(review.framework_id).criteria
    sides = sides_of_many(reader, subjects, reasons=False)
    seats = _seats_used(review)
    rows = [_progress(one, sides[one.pk], seats.get(one.pk, 0)) for one in subjects]
    still = [row for row in rows if not row.subject.has_left]
    after, before = stage_after(review.stage), stage_before(review.stage)
    return {
        "review": review,
        "rows": rows,
        "total": len(criteria),
        "waiting": sum(row.subject.self_submitted_at is None for row in still),
        "unmoderated": sum(len(criteria) - row.moderated for row in still),
        "due": due_of(review),
        "moves": list(review.moves.order_by("-number")),
        "samples": list(review.samples.order_by("-at")),
        "corrections": list(review.corrections.all()),
        "next_stage": after,
        "earlier_stage": before,
        "stages": [(one, one.label) for one in STAGES],
        "may_change": reader.may(Thing.REVIEW, Action.CHANGE),
        "may_moderate": reader.may(Thing.MODERATION, Action.CHANGE),
        "checking": review.stage in {Stage.ASSESSING, Stage.MODERATING},
        "crumbs": [(_("Reviews"), reverse("review-work:list")), (review.reference, "")],
    }


def _seats_used(review: Review) -> dict[int, int]:
    rows = review.subjects.order_by().values_list("pk").annotate(Count("sessions__seats__used_at"))
    return dict(rows)


def _progress(subject: Subject, sides: Sided, seats: int) -> Progress:
    found = list(sides.values())
    return Progress(
        subject=subject,
        own=sum(one.own is not None for one in found),
        residents=sum(one.residents.base > 0 for one in found),
        seats=seats,
        officers=sum(one.officers is not None for one in found),
        sampled=sum(one.sampled for one in found),
        sampled_done=sum(one.sampled and one.officers is not None for one in found),
        moderated=sum(one.moderated is not None for one in found),
        unevidenced=sum(
            one.own is not None and one.own.standing == Standing.SCORED and not one.evidenced
            for one in found
        ),
    )


def subject_page(reader: Reader, subject: Subject) -> dict[str, Any]:
    """Everything on the team's page of one landlord in a review."""
    review = subject.review
    sides, comments = sides_of(reader, subject), comments_of(subject)
    blocks = []
    for dimension, criteria in tree_of(review.framework_id).pairs():
        block = Block(dimension)
        for criterion in criteria:
            said = sides[criterion.pk]
            said.comment = comments.get(criterion.pk)
            block.rows.append(Row(criterion, said))
        blocks.append(block)
    may_moderate = reader.may(Thing.MODERATION, Action.CHANGE)
    return {
        "subject": subject,
        "review": review,
        "blocks": blocks,
        "overall": comments.get(None),
        "sessions": sessions_of(subject),
        "submissions": list(subject.submissions.order_by("-at", "-pk")),
        "may_change": reader.may(Thing.REVIEW, Action.CHANGE),
        "may_moderate": may_moderate and review.stage == Stage.MODERATING,
        "assessing": review.stage == Stage.ASSESSING and not subject.has_left,
        "checking": review.stage in {Stage.ASSESSING, Stage.MODERATING} and not subject.has_left,
        "agreeable": sum(
            one.officers is not None and one.moderated is None for one in sides.values()
        )
        if may_moderate and review.stage == Stage.MODERATING
        else 0,
        "crumbs": crumbs(subject),
    }


def sessions_of(subject: Subject) -> list[Any]:
    """The residents' sessions of a landlord, each with `made` and `used`, its seats."""
    rows = subject.sessions.annotate(made=Count("seats"), used=Count("seats__used_at"))
    return list(rows.order_by("open_from", "pk"))


def crumbs(subject: Subject, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page about one landlord in a review, or to one below it."""
    review = subject.review
    page = reverse("review-work:subject", args=[review.reference, subject.landlord.slug])
    return [
        (_("Reviews"), reverse("review-work:list")),
        (review.reference, reverse("review-work:review", args=[review.reference])),
        (subject.landlord.name, page if more else ""),
        *more,
    ]
