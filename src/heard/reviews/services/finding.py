"""Writing down what a review finds: from evidence, in an order, withdrawn and put back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError, StaleError
from heard.reviews.models import EarlierWords, Finding, FindingEvidence, Stage
from heard.reviews.services.locking import review_lock, stage_expect

if TYPE_CHECKING:
    from collections.abc import Collection

    from heard.accounts.models import User
    from heard.reviews.models import Criterion, Evidence, Recommendation, Review, Subject

WRITING = (Stage.ASSESSING, Stage.MODERATING, Stage.COMMENTING)
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Found:
    """What a finding says, and the pieces of evidence that it rests on."""

    title: str
    text: str
    evidence: tuple[Evidence, ...] = ()

    def checked(self, criterion: Criterion | None) -> Found:
        """The same without spaces around it, if it says something and rests on something.

        Raises:
            ReviewError: it doesn't.
        """
        title, text = self.title.strip(), self.text.strip()
        if not title:
            raise ReviewError(_("Give it a title."), field="title")
        if not text:
            raise ReviewError(_("Write what was found."), field="text")
        if len(text) > LONGEST:
            raise ReviewError(
                _("Keep it under %(most)s characters.") % {"most": LONGEST}, field="text"
            )
        if criterion is None and not self.evidence:
            raise ReviewError(_("Choose the evidence that this rests on."), field="evidence")
        return Found(title, text, self.evidence)


@transaction.atomic
def finding_write(
    *,
    review: Review,
    subject: Subject | None,
    criterion: Criterion | None,
    found: Found,
    by: User | None,
) -> Finding:
    """Write a finding of one landlord, or of all where there is none.

    Raises:
        ReviewError: the review is published, or the finding says or rests on nothing.
    """
    held = review_lock(review)
    stage_expect(held, WRITING)
    found = found.checked(criterion)
    _about_expect(held, subject, criterion, found)
    last = held.findings.aggregate(last=Max("number"))["last"] or 0
    finding = Finding.objects.create(
        review=held,
        number=last + 1,
        subject=subject,
        criterion=criterion,
        title=found.title,
        text=found.text,
        **authored(by),
    )
    _rest_on(finding, found.evidence)
    _log("finding.write", finding, held, by, after={"evidence": len(found.evidence)})
    return finding


@transaction.atomic
def finding_change(*, finding: Finding, found: Found, seen: str, by: User | None) -> Finding:
    """Word a finding anew. What it said before is kept.

    Raises:
        ReviewError: the review is published, or the finding says or rests on nothing.
        StaleError: somebody else saved meanwhile.
    """
    held, row = finding_lock(finding)
    found = found.checked(row.criterion)
    _about_expect(held, row.subject, row.criterion, found)
    changed = (row.title, row.text) != (found.title, found.text)
    if changed:
        earlier_keep(row, seen=seen, by=by)
        row.title, row.text = found.title, found.text
        row.save(update_fields=["title", "text"])
    wanted = {one.pk for one in found.evidence}
    kept = set(row.rests_on.values_list("evidence_id", flat=True))
    if not changed and wanted == kept:
        return row
    row.rests_on.exclude(evidence__in=wanted).delete()
    _rest_on(row, [one for one in found.evidence if one.pk not in kept])
    _log("finding.change", row, held, by, after={"evidence": len(wanted)})
    return row


@transaction.atomic
def finding_place(*, finding: Finding, up: bool, by: User | None) -> Finding:
    """Put a finding one place up or down. At the end of the list it stays where it is.

    Raises:
        ReviewError: the review is published.
    """
    held, row = finding_lock(finding)
    places_swap(row, list(held.findings.order_by("number")), up=up)
    _log("finding.place", row, held, by, after={"number": row.number})
    return row


@transaction.atomic
def finding_withdraw(*, finding: Finding, reason: str, by: User | None) -> Finding:
    """Withdraw a finding, with the reason. After publication it stays to be read, struck out.

    Its recommendations go with it: nobody is waited for any more.

    Raises:
        ReviewError: there is no reason.
    """
    held = review_lock(finding.review)
    row = Finding.objects.select_for_update().get(pk=finding.pk)
    if not reason.strip():
        raise ReviewError(_("Say why it is withdrawn."), field="reason")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_because = timezone.now(), reason.strip()
        row.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _log("finding.withdraw", row, held, by, reason=reason)
    return row


@transaction.atomic
def finding_restore(*, finding: Finding, by: User | None) -> Finding:
    """Put a withdrawn finding back, before the review is published.

    Raises:
        ReviewError: the review is published.
    """
    held, row = finding_lock(finding, withdrawn=True)
    if row.withdrawn_at is not None:
        row.withdrawn_at, row.withdrawn_because = None, ""
        row.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _log("finding.restore", row, held, by)
    return row


def finding_lock(finding: Finding, *, withdrawn: bool = False) -> tuple[Review, Finding]:
    """A review that is still written, and a finding of it, held until the transaction ends.

    Raises:
        ReviewError: the review is published, or the finding was withdrawn.
    """
    held = review_lock(finding.review)
    stage_expect(held, WRITING)
    rows = Finding.objects.select_for_update(of=("self",)).select_related("subject", "criterion")
    row = rows.get(pk=finding.pk)
    if row.withdrawn_at is not None and not withdrawn:
        raise ReviewError(_("This finding was withdrawn. Put it back to change it."))
    return held, row


def earlier_keep(row: Finding | Recommendation, *, seen: str, by: User | None) -> None:
    """Keep what a finding or recommendation says now, before it is changed.

    Raises:
        StaleError: somebody changed it since the writer saw it.
    """
    last = row.earlier.last()
    if str(last.key if last else "") != seen:
        raise StaleError(
            _(
                "A colleague changed this meanwhile: “%(text)s”. Yours isn’t saved yet and is "
                "still below. Save it again to put it in place of theirs."
            )
            % {"text": row.text},
            current=last,
        )
    EarlierWords.objects.create(
        **{"finding" if isinstance(row, Finding) else "recommendation": row},
        title=row.title if isinstance(row, Finding) else "",
        text=row.text,
        **authored(by),
    )


def places_swap(row: Finding | Recommendation, rows: list[Any], *, up: bool) -> None:
    """Change numbers with the one before or after in the list, by way of a free number."""
    at = next(place for place, one in enumerate(rows) if one.pk == row.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    other, free = rows[to], max(one.number for one in rows) + 1
    mine, theirs = row.number, other.number
    for one, number in ((other, free), (row, theirs), (other, mine)):
        one.number = number
        one.save(update_fields=["number"])


def _rest_on(finding: Finding, evidence: Collection[Evidence]) -> None:
    FindingEvidence.objects.bulk_create(
        FindingEvidence(finding=finding, evidence=one) for one in evidence
    )


def _about_expect(
    review: Review, subject: Subject | None, criterion: Criterion | None, found: Found
) -> None:
    """Refuse a landlord, criterion or evidence of something else."""
    strange = (subject is not None and subject.review_id != review.pk) or (
        criterion is not None and criterion.dimension.framework_id != review.framework_id
    )
    if strange:
        raise ReviewError(_("Choose a landlord and a criterion of this review."))
    for one in found.evidence:
        fits = (
            one.stands
            and one.subject.review_id == review.pk
            and subject in {None, one.subject}
            and criterion in {None, one.criterion}
        )
        if not fits:
            raise ReviewError(
                _("“%(title)s” was withdrawn, or is about something else.") % {"title": one.title},
                field="evidence",
            )


def _log(
    event: str,
    finding: Finding,
    review: Review,
    by: User | None,
    *,
    reason: str = "",
    after: dict[str, object] | None = None,
) -> None:
    audit_record(
        event=event,
        target=finding,
        by=by,
        reason=reason,
        about=f"{review.reference} {finding.number}",
        after=after,
    )
