"""A review of a borough's landlords for a period, how far it has come, and who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.accounts.authored import Authored, Keyed
from heard.landlords.models import Borough, Landlord
from heard.reviews.models.frameworks import Criterion, Framework

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class Stage(models.TextChoices):
    """How far a review has come. It goes one step at a time."""

    ASSESSING = "assessing", _("Being assessed")
    MODERATING = "moderating", _("Being moderated")
    COMMENTING = "commenting", _("Open for landlords’ comments")
    PUBLISHED = "published", _("Published")


STAGES = tuple(Stage)


class Review(Authored):
    """The review of a borough's landlords for a period.

    `stage` and `published_at` follow from the moves and are written by `services.stages` only.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    borough = models.ForeignKey(
        Borough, models.PROTECT, related_name="reviews", verbose_name=_("borough")
    )
    framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="reviews", verbose_name=_("framework")
    )
    title = models.CharField(_("title"), max_length=200)
    period_from = models.DateField(_("period from"))
    period_to = models.DateField(_("period to"))
    self_due = models.DateField(_("self-assessments due"))
    residents_due = models.DateField(_("residents’ answers due"))
    officers_due = models.DateField(_("officers’ checks due"))
    comments_due = models.DateField(_("landlords’ comments due"))
    stage = models.CharField(
        _("stage"),
        max_length=12,
        choices=Stage.choices,
        default=Stage.ASSESSING,
        editable=False,
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    statement = models.TextField(_("what the Champion says of it"), blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-period_to", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="review_period_ends_after_it_starts",
                condition=Q(period_to__gt=F("period_from")),
                violation_error_message=_("The end of the period must come after its start."),
            ),
            models.CheckConstraint(
                name="review_dates_follow_each_other",
                condition=Q(comments_due__gte=F("self_due"))
                & Q(comments_due__gte=F("residents_due"))
                & Q(comments_due__gte=F("officers_due")),
                violation_error_message=_(
                    "Landlords’ comments can’t be due before what they comment on."
                ),
            ),
            models.CheckConstraint(
                name="review_stage_is_known",
                condition=Q(stage="published", published_at__isnull=False)
                | Q(stage__in=["assessing", "moderating", "commenting"], published_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_published(self) -> bool:
        """Whether everybody may read it, and nobody change it."""
        return self.stage == Stage.PUBLISHED


class StageMove(Authored):
    """A step of a review, forwards or back. Never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    review = models.ForeignKey(Review, models.PROTECT, related_name="moves")
    number = models.PositiveSmallIntegerField()
    before = models.CharField(_("from"), max_length=12, choices=Stage.choices)
    after = models.CharField(_("to"), max_length=12, choices=Stage.choices)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of reviews")
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="stage_move_numbered_once"),
            # One step on, or one step back with a reason; nothing comes back from publication.
            models.CheckConstraint(
                name="stage_move_is_one_step",
                condition=Q(before="assessing", after="moderating")
                | Q(before="moderating", after="commenting")
                | Q(before="commenting", after="published")
                | ~Q(reason="") & Q(before="moderating", after="assessing")
                | ~Q(reason="") & Q(before="commenting", after="moderating"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Correction(Authored):
    """A note put to a published review, which itself isn't changed any more."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    review = models.ForeignKey(Review, models.PROTECT, related_name="corrections")
    text = models.TextField(_("what is put right"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["review", "at", "pk"]
        constraints = [
            models.CheckConstraint(name="correction_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk}"


class Subject(Keyed):
    """A landlord in a review.

    A landlord that leaves in mid-review keeps what was scored so far; nothing more is scored.
    `self_submitted_at` follows from the submissions.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    review = models.ForeignKey(Review, models.PROTECT, related_name="subjects")
    landlord = models.ForeignKey(
        Landlord, models.PROTECT, related_name="review_subjects", verbose_name=_("landlord")
    )
    self_submitted_at = models.DateTimeField(_("self-assessment sent in"), null=True)
    left_on = models.DateField(_("left on"), null=True)
    left_because = models.TextField(_("why it left"), blank=True)
    succeeded_by = models.ForeignKey(
        Landlord,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("landlord that came after it"),
    )

    class Meta:
        verbose_name = _("landlord in a review")
        verbose_name_plural = _("landlords in reviews")
        ordering = ["review", "landlord__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "landlord"], name="subject_once"),
            models.CheckConstraint(
                name="subject_leaves_with_a_reason",
                condition=Q(left_on=None, left_because="", succeeded_by=None)
                | Q(left_on__isnull=False) & ~Q(left_because=""),
            ),
            models.CheckConstraint(
                name="subject_is_not_its_own_successor",
                condition=Q(succeeded_by=None) | ~Q(succeeded_by=F("landlord")),
            ),
        ]

    def __str__(self) -> str:
        return f"Subject {self.pk}"

    @property
    def has_left(self) -> bool:
        """Whether it left, so that nothing more is scored."""
        return self.left_on is not None


class Submission(Authored):
    """A landlord sent in its self-assessment, or the team gave it back. Never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="submissions")
    given_back = models.BooleanField(_("given back"), default=False)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["subject", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="submission_given_back_with_a_reason",
                condition=Q(given_back=False) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Submission {self.pk}"


class Comment(Authored):
    """What a landlord says to its moderated results: to one criterion, or to the whole.

    A later comment supersedes it; both are kept.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="comments")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("comment"), blank=True)  # empty: an earlier comment is taken back
    superseded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("comment of a landlord")
        verbose_name_plural = _("comments of landlords")
        ordering = ["subject", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "criterion"],
                condition=Q(superseded_at=None, criterion__isnull=False),
                name="comment_current_once",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(superseded_at=None, criterion=None),
                name="comment_overall_current_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk}"
