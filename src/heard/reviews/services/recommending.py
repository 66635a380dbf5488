"""Recommending what should be done, to one landlord or to many at once, with a day to answer by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.answering import LEAST_TIME
from heard.reviews.errors import ReviewError
from heard.reviews.models import Address, FindingEvidence, Recommendation
from heard.reviews.services.finding import (
    LONGEST,
    WRITING,
    earlier_keep,
    finding_lock,
    places_swap,
)
from heard.reviews.services.locking import review_lock, stage_expect

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from heard.accounts.models import User
    from heard.reviews.models import Finding, Review, Subject


@dataclass(frozen=True, slots=True)
class Advice:
    """What should be done, by which landlords, and by when each is to answer."""

    text: str
    subjects: tuple[Subject, ...]
    due_on: date

    def checked(self, review: Review) -> Advice:
        """The same without spaces around it, if it is said to somebody who can answer in time.

        Raises:
            ReviewError: it isn't.
        """
        text = self.text.strip()
        if not text:
            raise ReviewError(_("Write what should be done."), field="text")
        if len(text) > LONGEST:
            raise ReviewError(
                _("Keep it under %(most)s characters.") % {"most": LONGEST}, field="text"
            )
        if not self.subjects:
            raise ReviewError(_("Choose at least one landlord."), field="landlords")
        if any(one.review_id != review.pk for one in self.subjects):
            raise ReviewError(_("Choose landlords of this review."), field="landlords")
        _due_expect(self.due_on)
        return Advice(text, self.subjects, self.due_on)


@transaction.atomic
def recommendation_write(*, finding: Finding, advice: Advice, by: User | None) -> Recommendation:
    """Recommend something on a finding, to as many landlords as are named.

    Raises:
        ReviewError: the review is published, or it is said to nobody or gives too little time.
    """
    held, found = finding_lock(finding)
    advice = advice.checked(held)
    _fits(found, advice)
    last = found.recommendations.aggregate(last=Max("number"))["last"] or 0
    made = Recommendation.objects.create(
        finding=found,
        reference=_reference_next(held),
        number=last + 1,
        text=advice.text,
        **authored(by),
    )
    _address(made, advice)
    _log("recommendation.write", made, by, after={"to": len(advice.subjects)})
    return made


@transaction.atomic
def recommendation_change(
    *, recommendation: Recommendation, advice: Advice, seen: str, by: User | None
) -> Recommendation:
    """Word it anew, say it to others, or give another day. What it said before is kept.

    Raises:
        ReviewError: the review is published, or it is said to nobody or gives too little time.
        StaleError: somebody else saved meanwhile.
    """
    held, row = recommendation_lock(recommendation)
    advice = advice.checked(held)
    _fits(row.finding, advice)
    if row.text != advice.text:
        earlier_keep(row, seen=seen, by=by)
        row.text = advice.text
        row.save(update_fields=["text"])
    row.addressed.exclude(subject__in=advice.subjects).delete()
    row.addressed.update(due_on=advice.due_on)
    _address(row, advice)
    _log("recommendation.change", row, by, after={"to": len(advice.subjects)})
    return row


@transaction.atomic
def recommendation_place(
    *, recommendation: Recommendation, up: bool, by: User | None
) -> Recommendation:
    """Put it one place up or down among those of its finding. Its reference stays.

    Raises:
        ReviewError: the review is published.
    """
    _review, row = recommendation_lock(recommendation)
    places_swap(row, list(row.finding.recommendations.order_by("number")), up=up)
    _log("recommendation.place", row, by, after={"number": row.number})
    return row


@transaction.atomic
def recommendation_withdraw(
    *, recommendation: Recommendation, reason: str, by: User | None
) -> Recommendation:
    """Withdraw it, with the reason. After publication it stays to be read, struck out.

    Raises:
        ReviewError: there is no reason.
    """
    review_lock(recommendation.finding.review)
    row = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if not reason.strip():
        raise ReviewError(_("Say why it is withdrawn."), field="reason")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_because = timezone.now(), reason.strip()
        row.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _log("recommendation.withdraw", row, by, reason=reason)
    return row


@transaction.atomic
def recommendation_restore(*, recommendation: Recommendation, by: User | None) -> Recommendation:
    """Put it back, before the review is published.

    Raises:
        ReviewError: the review is published.
    """
    _review, row = recommendation_lock(recommendation, withdrawn=True)
    if row.withdrawn_at is not None:
        row.withdrawn_at, row.withdrawn_because = None, ""
        row.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _log("recommendation.restore", row, by)
    return row


@transaction.atomic
def answers_due_set(*, review: Review, due_on: date, by: User | None) -> int:
    """Give all recommendations of a review the same day to answer by; how many it is given to.

    Raises:
        ReviewError: the review is published, nothing is recommended, or it gives too little time.
    """
    held = review_lock(review)
    stage_expect(held, WRITING)
    _due_expect(due_on)
    many = standing_addresses(held).update(due_on=due_on)
    if not many:
        raise ReviewError(_("Nothing is recommended in this review yet."))
    audit_record(
        event="recommendation.due",
        target=held,
        by=by,
        after={"of": many, "due_on": due_on.isoformat()},
    )
    return many


def publication_expect(review: Review) -> None:
    """Refuse to publish findings that rest on nothing, or that can't be answered in time.

    Raises:
        ReviewError: with the first thing to mend.
    """
    rests = FindingEvidence.objects.filter(finding=OuterRef("pk"), evidence__withdrawn_at=None)
    hollow = review.findings.filter(~Exists(rests), withdrawn_at=None, criterion=None)
    if first := hollow.first():
        raise ReviewError(
            _("Finding %(number)s rests on evidence that was withdrawn. Change or withdraw it.")
            % {"number": first.number}
        )
    early = standing_addresses(review).filter(due_on__lt=timezone.localdate() + LEAST_TIME)
    if late := early.order_by("due_on").first():
        raise ReviewError(
            _(
                "Give landlords two weeks at least. An answer to %(reference)s would be due on "
                "%(day)s. Set another day on the page of findings."
            )
            % {
                "reference": late.recommendation.reference,
                "day": date_format(late.due_on, "j F Y"),
            }
        )


def standing_addresses(review: Review) -> QuerySet[Address]:
    """Recommendations of a review that stand, each as put to one landlord."""
    return Address.objects.filter(
        recommendation__finding__review=review,
        recommendation__finding__withdrawn_at=None,
        recommendation__withdrawn_at=None,
    )


def recommendation_lock(
    recommendation: Recommendation, *, withdrawn: bool = False
) -> tuple[Review, Recommendation]:
    """A review that is still written, and a recommendation of it, held until the end.

    Raises:
        ReviewError: the review is published, or the recommendation was withdrawn.
    """
    held, finding = finding_lock(recommendation.finding)
    row = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    row.finding = finding
    if row.withdrawn_at is not None and not withdrawn:
        raise ReviewError(_("This recommendation was withdrawn. Put it back to change it."))
    return held, row


def _fits(finding: Finding, advice: Advice) -> None:
    """A finding of one landlord leads to recommendations to that landlord."""
    if finding.subject is not None and set(advice.subjects) != {finding.subject}:
        raise ReviewError(
            _("The finding is of one landlord, so that is whom to recommend it to."),
            field="landlords",
        )


def _due_expect(due_on: date) -> None:
    if due_on < timezone.localdate() + LEAST_TIME:
        raise ReviewError(_("Give landlords two weeks at least."), field="due_on")


def _address(recommendation: Recommendation, advice: Advice) -> None:
    known = set(recommendation.addressed.values_list("subject_id", flat=True))
    Address.objects.bulk_create(
        Address(recommendation=recommendation, subject=one, due_on=advice.due_on)
        for one in advice.subjects
        if one.pk not in known
    )


def _reference_next(review: Review) -> str:
    """The next reference in the review. A withdrawn one isn't given again."""
    taken = Recommendation.objects.filter(finding__review=review).values_list(
        "reference", flat=True
    )
    start = f"{review.reference}-R"
    numbers = [int(tail) for one in taken if (tail := one.removeprefix(start)).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"


def _log(
    event: str,
    row: Recommendation,
    by: User | None,
    *,
    reason: str = "",
    after: dict[str, object] | None = None,
) -> None:
    audit_record(event=event, target=row, by=by, reason=reason, about=row.reference, after=after)
