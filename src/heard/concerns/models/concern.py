"""A concern: what is wrong, where, and where it stands."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import Personal
from heard.concerns.events import Status, Waiting
from heard.landlords.models import Estate, Landlord, Tenure, Ward


class Channel(models.TextChoices):
    """How a concern came in."""

    WEB = "web", _("Web")
    PHONE = "phone", _("Telephone")
    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Visit")
    DROP_IN = "drop-in", _("Drop-in")
    EMAIL = "email", _("E-mail")


class PlaceKind(models.TextChoices):
    """What sort of place a concern is about."""

    HOME = "home", _("Inside the home")
    BLOCK = "block", _("The block or a shared part of it")
    ESTATE = "estate", _("The estate or the grounds")
    OTHER = "other", _("Somewhere else, or no place")


class Told(models.TextChoices):
    """Whether the landlord was told already."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("Not sure")


class Concern(models.Model):
    """What somebody says is wrong with how their home or estate is run.

    The columns under "derived" follow from the events and are written by `services.timeline` only;
    `heard concerns rebuild` works them out again.
    """

    reference = models.CharField(max_length=11, unique=True, editable=False)
    submission = models.UUIDField(
        unique=True, editable=False, help_text=_("Sent with the form, so that no form counts twice")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    raised_at = models.DateTimeField(_("raised"))
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_group = models.BooleanField(_("about many households"), default=False)
    category = models.CharField(_("what it is about"), max_length=40)
    answers = models.JSONField(_("answers to the category's questions"), default=dict, blank=True)
    description = models.TextField(_("in the resident's words"), max_length=10_000)
    redacted = models.TextField(_("the same with parts taken out"), blank=True)
    redacted_at = models.DateTimeField(null=True, blank=True, editable=False)
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    redaction_reason = models.CharField(max_length=300, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    since_words = models.CharField(_("since, in words"), max_length=100, blank=True)
    landlord = models.ForeignKey(
        Landlord, models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    landlord_said = models.CharField(_("the landlord, as it was said"), max_length=200, blank=True)
    tenure = models.CharField(_("tenure"), max_length=20, choices=Tenure.choices, blank=True)
    place_kind = models.CharField(_("sort of place"), max_length=10, choices=PlaceKind.choices)
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, blank=True, related_name="+")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(_("block, lift or other place"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    told_landlord = models.CharField(
        _("landlord told"), max_length=10, choices=Told.choices, default=Told.UNSURE
    )
    told_on = models.DateField(_("landlord told on"), null=True, blank=True)
    landlord_reference = models.CharField(_("landlord's reference"), max_length=60, blank=True)
    suspicions = models.JSONField(default=list, blank=True, editable=False)

    # Derived.
    status = models.CharField(
        max_length=20, choices=Status.choices, default=Status.TO_CHECK, editable=False
    )
    waiting_on = models.CharField(
        max_length=12, choices=Waiting.choices, default=Waiting.TEAM, editable=False
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    due_rule = models.CharField(max_length=60, blank=True, editable=False)
    last_at = models.DateTimeField(editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    not_fixed_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=30, blank=True, editable=False)
    felt = models.CharField(max_length=10, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )
    events_count = models.PositiveIntegerField(default=0, editable=False)

    PERSONAL: ClassVar[Personal] = Personal(
        fields={
            "answers": "what the resident answered",
            "description": "the resident's own words",
            "redacted": "the same with parts taken out",
            "redaction_reason": "why parts were taken out",
            "place": "a place that may be a home",
            "postcode": "a postcode that may be a home's",
            "since_words": "the resident's own words",
            "landlord_said": "the resident's own words",
            "landlord_reference": "the landlord's reference for the resident",
        },
        kept="case",
        basis="public-task",
    )

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        constraints = [
            models.CheckConstraint(
                name="concern_ended_has_a_time",
                condition=Q(status__in=["closed", "merged", "refused"], closed_at__isnull=False)
                | (~Q(status__in=["closed", "merged", "refused"]) & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="concern_merged_says_where",
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(name="concern_has_words", condition=~Q(description="")),
            models.CheckConstraint(
                name="concern_redaction_is_whole",
                condition=Q(redacted_at=None, redacted_by=None, redaction_reason="", redacted="")
                | Q(redacted_at__isnull=False, redacted_by__isnull=False) & ~Q(redaction_reason=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="concern_due",
                condition=Q(closed_at=None, due_at__isnull=False),
            ),
            models.Index(
                fields=["status", "last_at", "id"],
                name="concern_open_by_status",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["assigned_to", "due_at", "id"],
                name="concern_open_by_person",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["waiting_on", "due_at", "id"],
                name="concern_open_by_turn",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["raised_at", "id"],
                name="concern_open_by_age",
                condition=Q(closed_at=None),
            ),
            models.Index(fields=["raised_at", "id"], name="concern_raised"),
            models.Index(
                fields=["closed_at"],
                name="concern_not_asked",
                condition=Q(status="closed", felt=""),
            ),
            models.Index(fields=["landlord", "raised_at", "id"], name="concern_landlord"),
            models.Index(fields=["category", "raised_at"], name="concern_category"),
            models.Index(fields=["postcode", "category"], name="concern_postcode"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """The team's page of it."""
        return reverse("cases:case", args=[self.reference])

    @property
    def text(self) -> str:
        """The words at first, under the name that they have in events."""
        return self.description

    @property
    def shown_words(self) -> str:
        """The words as those read them who may not see what was taken out."""
        return self.redacted if self.redacted_at else self.description

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.closed_at is None
