"""What a landlord's pages show of its assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from heard.reviews.models import STAGES, Stage
from heard.reviews.selectors.framework import tree_of
from heard.reviews.selectors.reviewing import subjects_for
from heard.reviews.selectors.scoring import comments_of, sides_of

if TYPE_CHECKING:
    from heard.access import Reader
    from heard.reviews.models import Comment, Criterion, Dimension, Subject
    from heard.reviews.selectors.scoring import Sides


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of an assessment."""

    criterion: Criterion
    sides: Sides
    comment: Comment | None


@dataclass(frozen=True, slots=True)
class Block:
    """A dimension with its lines, and how many of them are done."""

    dimension: Dimension
    lines: list[Line]

    @property
    def done(self) -> int:
        """Lines of which the landlord said something."""
        return sum(line.sides.own is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the review, and whether it is over, here or still to come."""

    label: str
    state: str  # "done", "now" or "next"


def assessments_page(reader: Reader) -> list[tuple[str, list[Subject]]]:
    """What waits for the landlord, what is with others, what was published."""
    rows = list(subjects_for(reader).order_by("-review__period_to", "landlord__name"))
    own = [row for row in rows if row.landlord_id in reader.landlords and not row.has_left]
    waiting = [
        row
        for row in own
        if (row.review.stage == Stage.ASSESSING and not row.self_submitted_at)
        or row.review.stage == Stage.COMMENTING
    ]
    finished = [row for row in rows if row.review.stage == Stage.PUBLISHED]
    others = [row for row in rows if row not in waiting and row not in finished]
    return [
        (_("Waiting for you"), waiting),
        (_("Under way"), others),
        (_("Published"), finished),
    ]


def overview_page(reader: Reader, subject: Subject) -> dict[str, Any]:
    """Everything on the overview of one assessment."""
    review = subject.review
    tree = tree_of(review.framework_id)
    sides, comments = sides_of(reader, subject), comments_of(subject)
    blocks = [
        Block(
            dimension,
            [Line(one, sides[one.pk], comments.get(one.pk)) for one in criteria],
        )
        for dimension, criteria in tree.pairs()
    ]
    lines = [line for block in blocks for line in block.lines]
    done = sum(block.done for block in blocks)
    mine = subject.landlord_id in reader.landlords
    drafting = review.stage == Stage.ASSESSING and not subject.self_submitted_at
    last = subject.submissions.last() if drafting else None
    return {
        "subject": subject,
        "review": review,
        "blocks": blocks,
        "done": done,
        "total": len(lines),
        "without_evidence": sum(
            line.sides.own is not None
            and line.sides.own.standing == "scored"
            and not line.sides.evidence
            for line in lines
        ),
        "first_open": next((line.criterion for line in lines if line.sides.own is None), None),
        "drafting": drafting and mine and not subject.has_left,
        "given_back": last if last is not None and last.given_back else None,
        "commenting": review.stage == Stage.COMMENTING and mine and not subject.has_left,
        "results": review.stage in {Stage.COMMENTING, Stage.PUBLISHED},
        "overall": comments.get(None),
        "steps": steps_of(subject),
        "crumbs": [(_("Reviews"), reverse("self-assessment:list")), (review.title, "")],
    }


def steps_of(subject: Subject) -> list[Step]:
    """The stages of the review as a landlord goes through them."""
    at = STAGES.index(Stage(subject.review.stage))
    names = [
        _("Assess yourselves"),
        _("The council moderates"),
        _("Comment on the results"),
        _("Published"),
    ]
    return [
        Step(name, "done" if number < at else "now" if number == at else "next")
        for number, name in enumerate(names)
    ]
