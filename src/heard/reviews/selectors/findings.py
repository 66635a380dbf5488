"""What a review finds and recommends, with evidence, answers and actions, for its reader."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.reviews.errors import NoSuchReviewError
from heard.reviews.models import (
    Address,
    EarlierWords,
    Evidence,
    Finding,
    FindingEvidence,
    Recommendation,
    Side,
)
from heard.reviews.selectors.recommendations import answered_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.reviews.models import Criterion, Review, Subject
    from heard.reviews.selectors.recommendations import Answered


@dataclass(frozen=True, slots=True)
class Advised:
    """A recommendation, to whom it is put and what they answer, and what it said before."""

    recommendation: Recommendation
    answers: tuple[Answered, ...]
    earlier: tuple[EarlierWords, ...]

    @property
    def seen(self) -> str:
        """Which wording this is, to tell whether somebody else changed it meanwhile."""
        return str(self.earlier[-1].key) if self.earlier else ""


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """A finding, the evidence that it rests on and what is recommended, and what it said before."""

    finding: Finding
    evidence: tuple[Evidence, ...]
    recommendations: tuple[Advised, ...]
    earlier: tuple[EarlierWords, ...]

    @property
    def seen(self) -> str:
        """Which wording this is, to tell whether somebody else changed it meanwhile."""
        return str(self.earlier[-1].key) if self.earlier else ""


def findings_for(reader: Reader, review: Review) -> list[FindingSeen]:
    """A review's findings in order: for the team all, for others those that were published.

    A landlord's people see those of it and of all once they may comment. Seven queries.
    """
    rows = _named(Finding.objects.filter(review=review)).order_by("number")
    if reader.may(Thing.REVIEW, Action.READ):
        return _seen(rows, drafts=True)
    return _seen(
        rows.exclude(withdrawn_at__isnull=False, review__published_at=None).exclude(_early())
    )


def findings_of_landlords(landlords: Collection[int]) -> list[FindingSeen]:
    """Published findings of these landlords, and others that led to recommendations to them.

    The latest review first, each with the answers of these landlords alone.
    """
    told = Q(subject__landlord__in=landlords) | Q(
        recommendations__addressed__subject__landlord__in=landlords
    )
    rows = _named(Finding.objects.filter(told, review__stage="published")).exclude(_early())
    rows = rows.order_by("-review__period_to", "-review_id", "number").distinct()
    return _seen(rows, landlords=landlords)


def findings_about(subject: Subject) -> list[FindingSeen]:
    """Findings of one landlord or of all in its review that stand, as its people see them."""
    rows = Finding.objects.filter(review=subject.review_id).exclude(_early())
    if not subject.review.is_published:
        rows = rows.filter(withdrawn_at=None)
    mine = Q(subject=None) | Q(subject=subject)
    return _seen(_named(rows.filter(mine)).order_by("number"), landlords=[subject.landlord_id])


def finding_get_for(reader: Reader, review: Review, pk: int) -> Finding:
    """One finding, for the team.

    Raises:
        NoSuchReviewError: there is none, or the reader isn't of the council.
    """
    rows = _named(Finding.objects.filter(review=review, pk=pk))
    found = rows.first() if reader.may(Thing.REVIEW, Action.READ) else None
    if found is None:
        raise NoSuchReviewError(_("There is no such finding."))
    return found


def recommendation_get_for(reader: Reader, review: Review, reference: str) -> Recommendation:
    """One recommendation, for the team.

    Raises:
        NoSuchReviewError: there is none, or the reader isn't of the council.
    """
    rows = Recommendation.objects.filter(finding__review=review, reference=reference)
    rows = rows.select_related("finding__review", "finding__subject", "finding__criterion")
    found = rows.first() if reader.may(Thing.REVIEW, Action.READ) else None
    if found is None:
        raise NoSuchReviewError(_("There is no such recommendation."))
    return found


def evidence_choices(
    review: Review, subject: Subject | None, criterion: Criterion | None
) -> QuerySet[Evidence]:
    """Evidence that stands and that a finding may rest on. A landlord's draft stays its own."""
    rows = Evidence.objects.filter(subject__review=review, withdrawn_at=None).exclude(
        side=Side.SELF, subject__self_submitted_at=None
    )
    if subject is not None:
        rows = rows.filter(subject=subject)
    if criterion is not None:
        rows = rows.filter(criterion=criterion)
    return rows.select_related("subject__landlord", "criterion").order_by(
        "subject__landlord__name", "criterion__dimension__position", "criterion__position", "at"
    )


def _named(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    return rows.select_related(
        "review__borough", "review__framework", "subject__landlord", "criterion"
    )


def _early() -> Q:
    """Withdrawn before anybody outside the team read it."""
    return Q(withdrawn_at__lt=F("review__published_at"))


def _seen(
    rows: QuerySet[Finding], *, drafts: bool = False, landlords: Collection[int] | None = None
) -> list[FindingSeen]:
    findings = list(rows)
    advised = Recommendation.objects.filter(finding__in=findings)
    if not drafts:
        advised = advised.exclude(
            withdrawn_at__isnull=False, finding__review__published_at=None
        ).exclude(withdrawn_at__lt=F("finding__review__published_at"))
    recommendations = list(advised.order_by("number"))
    answers = _answers(findings, recommendations, landlords)
    earlier = _earlier(findings, recommendations) if drafts else {}
    resting = _resting(findings)
    by_finding: dict[int, list[Advised]] = defaultdict(list)
    for one in recommendations:
        if landlords is None or answers[one.pk]:
            words = tuple(earlier.get(("recommendation", one.pk), ()))
            by_finding[one.finding_id].append(Advised(one, tuple(answers[one.pk]), words))
    return [
        FindingSeen(
            one,
            tuple(resting[one.pk]),
            tuple(by_finding[one.pk]),
            tuple(earlier.get(("finding", one.pk), ())),
        )
        for one in findings
    ]


def _answers(
    findings: list[Finding],
    recommendations: list[Recommendation],
    landlords: Collection[int] | None,
) -> dict[int, list[Answered]]:
    found = {one.pk: one for one in findings}
    known = {one.pk: one for one in recommendations}
    rows = Address.objects.filter(recommendation__in=recommendations)
    if landlords is not None:
        rows = rows.filter(subject__landlord__in=landlords)
    addresses = list(
        rows.select_related("subject__landlord", "subject__succeeded_by").order_by(
            "subject__landlord__name", "pk"
        )
    )
    for one in addresses:
        one.recommendation = known[one.recommendation_id]
        one.recommendation.finding = found[one.recommendation.finding_id]
    answers: dict[int, list[Answered]] = defaultdict(list)
    for given in answered_of(addresses):
        answers[given.address.recommendation_id].append(given)
    return answers


def _earlier(
    findings: Iterable[Finding], recommendations: Iterable[Recommendation]
) -> dict[tuple[str, int], list[EarlierWords]]:
    words: dict[tuple[str, int], list[EarlierWords]] = defaultdict(list)
    rows = EarlierWords.objects.filter(
        Q(finding__in=findings) | Q(recommendation__in=recommendations)
    )
    for row in rows.order_by("at", "pk"):
        if row.finding_id:
            words["finding", row.finding_id].append(row)
        elif row.recommendation_id:
            words["recommendation", row.recommendation_id].append(row)
    return words


def _resting(findings: list[Finding]) -> dict[int, list[Evidence]]:
    rows = FindingEvidence.objects.filter(finding__in=findings).select_related(
        "evidence__subject__landlord", "evidence__criterion"
    )
    resting: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows.order_by("pk"):
        resting[row.finding_id].append(row.evidence)
    return resting
