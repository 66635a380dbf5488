"""Officers' scores, and the Champion's moderation of what all sides say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from heard.reviews.errors import ReviewError
from heard.reviews.models import Evidence, Score, Source, Stage, Standing
from heard.reviews.scales import ENOUGH
from heard.reviews.services.evidence import CHECKED
from heard.reviews.services.locking import subject_lock
from heard.reviews.services.scoring import Said, score_keep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.accounts.models import User
    from heard.reviews.models import Criterion, Subject

MODERATED = (Stage.MODERATING,)


@transaction.atomic
def officers_score(
    *, subject: Subject, criterion: Criterion, said: Said, seen: str, by: User | None
) -> Score:
    """Keep what the council's officers say of a landlord on a criterion.

    Raises:
        ReviewError: the stage is over, or it says too little.
        StaleError: a colleague saved meanwhile.
    """
    held = subject_lock(subject, stages=CHECKED)
    return score_keep(
        subject=held, criterion=criterion, source=Source.OFFICERS, said=said, seen=seen, by=by
    )


@transaction.atomic
def score_moderate(
    *,
    subject: Subject,
    criterion: Criterion,
    said: Said,
    seen: str,
    by: User | None,
    follows: Score | None = None,
) -> Score:
    """Keep the moderated score, with its reason.

    `follows` is the moderated score of another landlord on the same criterion that this one was
    judged alike with.

    Raises:
        ReviewError: the review isn't being moderated; it is scored without any evidence; the
            actor gave the officers' score that is to be moderated; or moderated scores would
            follow each other in a circle.
        StaleError: somebody moderated it meanwhile.
    """
    held = subject_lock(subject, stages=MODERATED)
    if said.standing == Standing.SCORED and not _evidenced(held, criterion):
        raise ReviewError(
            _(
                "There is no evidence for this criterion, so it can’t have a level. Choose "
                "“Not evidenced”, or have evidence brought first."
            ),
            field="says",
        )
    _not_ones_own(held, criterion, by)
    if follows is not None:
        _no_circle(held, criterion, follows)
    return score_keep(
        subject=held,
        criterion=criterion,
        source=Source.MODERATED,
        said=said,
        seen=seen,
        by=by,
        follows=follows,
    )


@transaction.atomic
def officers_agreed(
    *, subject: Subject, criteria: Iterable[Criterion], reason: str, by: User | None
) -> int:
    """Moderate as the officers scored, where nothing was moderated yet; how many were.

    Where there is no evidence, or the actor gave the officers' score, nothing is moderated.

    Raises:
        ReviewError: there is no reason, or the review isn't being moderated.
    """
    held = subject_lock(subject, stages=MODERATED)
    if not reason.strip():
        raise ReviewError(_("Give the reason."), field="reason")
    rows = Score.objects.filter(subject=held, superseded_at=None, seat=None)
    moderated = set(rows.filter(source=Source.MODERATED).values_list("criterion_id", flat=True))
    officers = {row.criterion_id: row for row in rows.filter(source=Source.OFFICERS)}
    done = 0
    for criterion in criteria:
        score = officers.get(criterion.pk)
        if score is None or criterion.pk in moderated:
            continue
        said = Said(score.standing, score.level, reason)
        try:
            score_moderate(subject=held, criterion=criterion, said=said, seen="", by=by)
        except ReviewError:
            continue
        done += 1
    return done


def _evidenced(subject: Subject, criterion: Criterion) -> bool:
    """Whether something was brought, or enough residents spoke."""
    brought = Evidence.objects.filter(subject=subject, criterion=criterion, withdrawn_at=None)
    if brought.exists():
        return True
    spoke = Score.objects.filter(
        subject=subject,
        criterion=criterion,
        source=Source.RESIDENTS,
        standing=Standing.SCORED,
        superseded_at=None,
    )
    return spoke.count() >= ENOUGH


def _not_ones_own(subject: Subject, criterion: Criterion, by: User | None) -> None:
    officers = Score.objects.filter(
        subject=subject, criterion=criterion, source=Source.OFFICERS, superseded_at=None
    ).first()
    if officers is not None and by is not None and officers.by_id == by.pk:
        raise ReviewError(
            _(
                "You gave the officers’ score here, and nobody moderates their own. An officer can "
                "score it in your place."
            )
        )


def _no_circle(subject: Subject, criterion: Criterion, follows: Score) -> None:
    """Refuse moderated scores that rest on each other and on nothing else."""
    if follows.source != Source.MODERATED or follows.criterion_id != criterion.pk:
        raise ReviewError(_("Choose a moderated score on the same criterion."), field="follows")
    rows = Score.objects.filter(
        criterion=criterion,
        source=Source.MODERATED,
        superseded_at=None,
        subject__review_id=subject.review_id,
    )
    judged = dict(rows.values_list("subject_id", "follows__subject_id"))
    at: int | None = follows.subject_id
    passed: set[int] = set()
    while at is not None and at not in passed:
        if at == subject.pk:
            raise ReviewError(
                _(
                    "That would be a cycle of moderation: %(landlord)s was itself judged alike "
                    "with this landlord. Judge one of them on its own evidence."
                )
                % {"landlord": follows.subject.landlord.name},
                field="follows",
            )
        passed.add(at)
        at = judged.get(at)
