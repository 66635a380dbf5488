"""What a review finds and recommends."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.accounts.authored import Authored, Keyed
from heard.reviews.models.evidence import Evidence
from heard.reviews.models.frameworks import Criterion
from heard.reviews.models.reviews import Review, Subject

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class Finding(Authored):
    """What a review found of one landlord, or of all."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    review = models.ForeignKey(Review, models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField(_("number"))
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="findings"
    )
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what was found"))
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="finding_numbered_once"),
            models.CheckConstraint(name="finding_has_words", condition=~Q(title="") & ~Q(text="")),
            models.CheckConstraint(
                name="finding_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FindingEvidence(Keyed):
    """A finding rests on a piece of evidence."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="rests_on")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="findings")

    class Meta:
        verbose_name = _("evidence of a finding")
        verbose_name_plural = _("evidence of findings")
        ordering = ["finding", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "evidence"], name="finding_evidence_once"),
        ]

    def __str__(self) -> str:
        return f"Evidence of a finding {self.pk}"


class Recommendation(Authored):
    """What should be done about a finding."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="recommendations")
    reference = models.CharField(_("reference"), max_length=30, unique=True)
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("what should be done"))
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True)

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["finding__review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "number"], name="recommendation_once"),
            models.CheckConstraint(name="recommendation_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="recommendation_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class EarlierWords(Authored):
    """What a finding or a recommendation said before it was changed. Never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="earlier")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, related_name="earlier"
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("words"))

    class Meta:
        verbose_name = _("earlier words")
        verbose_name_plural = _("earlier words")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="earlier_words_are_of_one",
                condition=Q(finding__isnull=False, recommendation=None) & ~Q(title="")
                | Q(finding=None, recommendation__isnull=False, title=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Earlier words {self.pk}"
