"""Scores of the four sources, kept apart, and the seats from which residents give theirs."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.accounts.authored import Authored, Keyed
from heard.reviews.models.frameworks import HIGHEST, Criterion
from heard.reviews.models.reviews import Review, Subject


class Method(models.TextChoices):
    """How residents were asked."""

    PANEL = "panel", _("Residents’ panel")
    SURVEY = "survey", _("Short survey")
    FOCUS_GROUP = "focus-group", _("Focus group")
    WALKABOUT = "walkabout", _("Walkabout")


class Source(models.TextChoices):
    """Whose score it is."""

    SELF = "self", _("Landlord")
    RESIDENTS = "residents", _("Residents")
    OFFICERS = "officers", _("Officers")
    MODERATED = "moderated", _("Moderated")


class Standing(models.TextChoices):
    """What a score says. Only the first has a level; the others are never numbers."""

    SCORED = "scored", _("Scored")
    NOT_ASSESSED = "not-assessed", _("Not assessed")
    NOT_EVIDENCED = "not-evidenced", _("Not evidenced")
    NOT_APPLICABLE = "not-applicable", _("Not applicable")
    UNKNOWN = "unknown", _("Don’t know")


class Session(Authored):
    """An occasion on which residents of one landlord say what they see."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="sessions")
    method = models.CharField(_("how residents are asked"), max_length=12, choices=Method.choices)
    title = models.CharField(_("title"), max_length=150)
    open_from = models.DateField(_("open from"))
    open_to = models.DateField(_("open to"))
    note = models.TextField(_("note"), blank=True)
    walkabout = models.UUIDField(_("walkabout"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    class Meta:
        verbose_name = _("residents’ session")
        verbose_name_plural = _("residents’ sessions")
        ordering = ["subject", "open_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(open_to__gte=F("open_from")),
                violation_error_message=_("The last day can’t come before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Seat(Keyed):
    """A resident's place in a session, known by number alone.

    The store keeps a digest of the code on the card, made with the installation's own key.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"code_digest": "what lets the holder of a card in"},
        kept="review",
        basis="public-task",
    )

    session = models.ForeignKey(Session, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField(_("number"))
    code_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    used_at = models.DateTimeField(_("answered"), null=True)
    entered_by_officer = models.BooleanField(_("entered from paper"), default=False)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="seat_number_once"),
            models.CheckConstraint(
                name="seat_numbered_from_one",
                condition=Q(number__gte=1) & (Q(code_digest=None) | ~Q(code_digest="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class SeatWords(Keyed):
    """What a resident wrote, to one criterion or in general. The team's until an officer approves.

    `shown` is what others may read: the same, or with parts taken out.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        fields={
            "text": "what a resident wrote",
            "shown": "the same with parts taken out, as others may read it",
        },
        kept="review",
        basis="public-task",
    )

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="words")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("words"), max_length=2000)
    shown = models.TextField(_("words that others may read"), max_length=2000, blank=True)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("resident’s own words")
        verbose_name_plural = _("residents’ own words")
        ordering = ["seat", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "criterion"],
                condition=Q(criterion__isnull=False),
                name="seat_words_once",
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(criterion=None), name="seat_words_overall_once"
            ),
            models.CheckConstraint(
                name="seat_words_shown_if_approved",
                condition=Q(approved_at=None, shown="")
                | Q(approved_at__isnull=False) & ~Q(shown=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Words {self.pk}"


class Score(Authored):
    """What one source says of one landlord on one criterion.

    A later score supersedes it; both are kept. `follows` is the moderated score of another
    landlord on the same criterion that a moderated score was judged alike with.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    source = models.CharField(_("whose"), max_length=10, choices=Source.choices)
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="scores")
    standing = models.CharField(_("what it says"), max_length=14, choices=Standing.choices)
    level = models.PositiveSmallIntegerField(_("level"), null=True)
    reason = models.TextField(_("why"), blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    superseded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["subject", "criterion", "source", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "criterion", "source"],
                condition=Q(superseded_at=None, seat=None),
                name="score_current_once",
            ),
            models.UniqueConstraint(
                fields=["seat", "criterion"],
                condition=Q(superseded_at=None, seat__isnull=False),
                name="score_of_seat_current_once",
            ),
            models.CheckConstraint(
                name="score_has_a_level_if_scored",
                condition=Q(standing="scored", level__isnull=False, level__lte=HIGHEST)
                | ~Q(standing="scored") & Q(level=None),
            ),
            models.CheckConstraint(
                name="score_of_residents_has_a_seat",
                condition=Q(source="residents", seat__isnull=False, reason="")
                | ~Q(source="residents") & Q(seat=None) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="score_standing_suits_its_source",
                condition=Q(source="residents", standing__in=["scored", "unknown"])
                | Q(
                    source__in=["self", "officers", "moderated"],
                    standing__in=["scored", "not-assessed", "not-evidenced", "not-applicable"],
                ),
            ),
            models.CheckConstraint(
                name="score_follows_only_in_moderation",
                condition=Q(follows=None) | Q(source="moderated"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["subject", "source", "criterion"],
                name="score_current",
                condition=Q(superseded_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Score {self.pk}"


class Sample(Authored):
    """A draw of what officers check. The seed lets anybody draw it again."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    review = models.ForeignKey(Review, models.PROTECT, related_name="samples")
    seed = models.PositiveIntegerField(_("seed"))
    size = models.PositiveIntegerField(_("how many for each landlord"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        ordering = ["review", "at", "pk"]

    def __str__(self) -> str:
        return f"Sample {self.pk}"


class SampleItem(Keyed):
    """One criterion of one landlord that officers are to check."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="items")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="sampled")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("item of a sample")
        verbose_name_plural = _("items of samples")
        ordering = ["sample", "subject", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "subject", "criterion"], name="sample_item_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Sample item {self.pk}"
