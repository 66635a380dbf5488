"""A landlord's own assessment: scored as it goes, sent in once, given back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError
from heard.reviews.models import Score, Source, Stage, Submission
from heard.reviews.selectors.framework import tree_of
from heard.reviews.services.locking import subject_lock
from heard.reviews.services.scoring import score_keep
from heard.reviews.services.telling import landlord_tell

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.reviews.models import Criterion, Subject
    from heard.reviews.services.scoring import Said

OPEN = (Stage.ASSESSING,)


def drafting_expect(subject: Subject) -> None:
    """Refuse changes to an assessment that was sent in.

    Raises:
        ReviewError: it was.
    """
    if subject.self_submitted_at is not None:
        raise ReviewError(
            _("This self-assessment was sent in. Ask the council’s team to give it back.")
        )


@transaction.atomic
def self_score(
    *, subject: Subject, criterion: Criterion, said: Said, seen: str, by: User | None
) -> Score:
    """Keep what a landlord says of itself. Nobody else sees it before it is sent in.

    Raises:
        ReviewError: the stage is over, it was sent in, or it says too little.
        StaleError: a colleague saved meanwhile.
    """
    held = subject_lock(subject, stages=OPEN)
    drafting_expect(held)
    return score_keep(
        subject=held, criterion=criterion, source=Source.SELF, said=said, seen=seen, by=by
    )


def self_missing(subject: Subject) -> list[Criterion]:
    """Criteria of which the landlord has said nothing yet, not even that it wasn't assessed."""
    rows = Score.objects.filter(subject=subject, source=Source.SELF, superseded_at=None)
    done = set(rows.values_list("criterion_id", flat=True))
    criteria = tree_of(subject.review.framework_id).criteria
    return [one for one in criteria if one.pk not in done]


@transaction.atomic
def self_submit(*, subject: Subject, by: User | None) -> Submission:
    """Send a landlord's assessment in. The council's team sees it from now on.

    Raises:
        ReviewError: a criterion has no answer yet, or it was sent in already.
    """
    held = subject_lock(subject, stages=OPEN)
    drafting_expect(held)
    missing = self_missing(held)
    if missing:
        raise ReviewError(
            ngettext(
                "Say something of every criterion first. One is still open: %(first)s.",
                "Say something of every criterion first. "
                "%(n)s are still open, the first: %(first)s.",
                len(missing),
            )
            % {"n": len(missing), "first": missing[0].name}
        )
    held.self_submitted_at = timezone.now()
    held.save(update_fields=["self_submitted_at"])
    made = Submission.objects.create(subject=held, **authored(by, landlord_id=held.landlord_id))
    audit_record(
        event="self-assessment.submit",
        target=made,
        by=by,
        about=f"{held.review.reference} {held.landlord.slug}",
    )
    return made


@transaction.atomic
def self_give_back(*, subject: Subject, reason: str, by: User | None) -> Submission:
    """Give an assessment back to the landlord to mend, with the reason.

    Raises:
        ReviewError: there is no reason, it wasn't sent in, or the stage is over.
    """
    held = subject_lock(subject, stages=OPEN)
    if held.self_submitted_at is None:
        raise ReviewError(_("This landlord hasn’t sent its assessment in."))
    if not reason.strip():
        raise ReviewError(_("Say what is to be mended."), field="reason")
    held.self_submitted_at = None
    held.save(update_fields=["self_submitted_at"])
    made = Submission.objects.create(
        subject=held, given_back=True, reason=reason.strip(), **authored(by)
    )
    audit_record(
        event="self-assessment.give-back",
        target=made,
        by=by,
        reason=reason,
        about=f"{held.review.reference} {held.landlord.slug}",
    )
    landlord_tell(
        subject=held, template="review.given-back", due=held.review.self_due, once=str(made.key)
    )
    return made
