"""Bringing evidence, taking it back, and checking it."""

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
from heard.reviews.models import ConcernsFigure, Evidence, EvidenceCheck, Side, Stage, Verdict
from heard.reviews.services.assessing import OPEN, drafting_expect
from heard.reviews.services.locking import subject_lock

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from heard.accounts.models import User
    from heard.reviews.models import Criterion, Subject
    from heard.uploads.models import StoredFile

CHECKED = (Stage.ASSESSING, Stage.MODERATING)


@dataclass(frozen=True, slots=True)
class Brought:
    """A piece of evidence: what it is, and the one place where it is to be found."""

    kind: str
    title: str
    statement: str = ""
    dated: date | None = None
    link: str = ""
    file: StoredFile | None = None
    measure: str = ""
    figure: str = ""
    observation: UUID | None = None

    def checked(self) -> Brought:
        """The same, if it can be evidence.

        Raises:
            ReviewError: no place or several, or a date that hasn't come.
        """
        places = [self.link, self.file, self.measure, self.figure, self.observation]
        if sum(bool(place) for place in places) != 1:
            raise ReviewError(
                _("Say where it is: one link, file, measure, figure or observation."),
                field="where",
            )
        if self.figure and self.figure not in ConcernsFigure.values:
            raise ReviewError(_("Choose one of the figures."), field="figure")
        if self.dated and self.dated > timezone.localdate():
            raise ReviewError(_("That is in the future."), field="dated")
        return self


@transaction.atomic
def evidence_add(
    *, subject: Subject, criterion: Criterion, side: Side, brought: Brought, by: User | None
) -> Evidence:
    """Bring a piece of evidence.

    Raises:
        ReviewError: the stage is over, the landlord left or sent its assessment in, it brings a
            kind that the criterion doesn't take, or it has no place or several. What residents and
            officers bring may be of any kind.
    """
    own = side is Side.SELF
    held = subject_lock(subject, stages=OPEN if own else CHECKED)
    if own:
        drafting_expect(held)
    if own and criterion.evidence_kinds and brought.kind not in criterion.evidence_kinds:
        raise ReviewError(_("This criterion doesn’t take evidence of that kind."), field="kind")
    brought.checked()
    evidence = Evidence(
        subject=held,
        criterion=criterion,
        side=side,
        kind=brought.kind,
        title=brought.title.strip(),
        statement=brought.statement.strip(),
        dated=brought.dated,
        link=brought.link,
        file=brought.file,
        measure=brought.measure,
        figure=brought.figure,
        observation=brought.observation,
        **authored(by, landlord_id=held.landlord_id if own else None),
    )
    try:
        evidence.full_clean(validate_constraints=False)
    except ValidationError as error:
        raise _refusal(error) from error
    evidence.save()
    audit_record(
        event="evidence.add",
        target=evidence,
        by=by,
        about=f"{held.review.reference} {held.landlord.slug} {criterion.code}",
        after={"kind": evidence.kind, "side": evidence.side, "title": evidence.title},
    )
    return evidence


@transaction.atomic
def evidence_withdraw(*, evidence: Evidence, reason: str, by: User | None) -> Evidence:
    """Take a piece of evidence back. It stays on the record, with the reason.

    Raises:
        ReviewError: there is no reason, or it is too late.
    """
    own = evidence.side == Side.SELF
    held = subject_lock(evidence.subject, stages=OPEN if own else CHECKED)
    if own:
        drafting_expect(held)
    if not reason.strip():
        raise ReviewError(_("Say why it is withdrawn."), field="reason")
    row = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if row.withdrawn_at is not None:
        return row
    row.withdrawn_at = timezone.now()
    row.withdrawn_because = reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_because"])
    audit_record(
        event="evidence.withdraw",
        target=row,
        by=by,
        reason=reason,
        about=f"{held.review.reference} {held.landlord.slug}",
    )
    return row


@transaction.atomic
def evidence_check(
    *, evidence: Evidence, verdict: str, reason: str, by: User | None
) -> EvidenceCheck:
    """Keep what an officer found on looking at a piece of evidence.

    Raises:
        ReviewError: there is no verdict or reason, the evidence was withdrawn, or it is too late.
    """
    held = subject_lock(evidence.subject, stages=CHECKED)
    row = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if not row.stands:
        raise ReviewError(_("This evidence was withdrawn."))
    if verdict not in Verdict.values:
        raise ReviewError(_("Choose what you found."), field="verdict")
    if not reason.strip():
        raise ReviewError(_("Say how you found that."), field="reason")
    row.checks.filter(superseded_at=None).update(superseded_at=timezone.now())
    check = EvidenceCheck.objects.create(
        evidence=row, verdict=verdict, reason=reason.strip(), **authored(by)
    )
    audit_record(
        event="evidence.check",
        target=check,
        by=by,
        after={"verdict": verdict},
        about=f"{held.review.reference} {held.landlord.slug}",
    )
    return check


def _refusal(error: ValidationError) -> ReviewError:
    """The first thing that the model refuses, for its field."""
    field, said = next(iter(error.message_dict.items()))
    return ReviewError(said[0], field=field)
