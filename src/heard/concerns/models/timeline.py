"""A concern's timeline: what happened, kept for good, and the words said with it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.concerns.events import Audience, Kind
from heard.concerns.models.concern import Concern
from heard.concerns.models.people import Party
from heard.landlords.models import Landlord, Ward


class Event(models.Model):
    """Something that happened to a concern. Never changed: the store refuses it (migration 0002).

    A mistake is undone by another event. `at` is when it happened in the world, `entered_at` when
    Heard learnt of it.
    """

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, choices=Kind.choices)
    at = models.DateTimeField()
    entered_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, help_text=_("In what role they did it"))
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    landlord = models.ForeignKey(Landlord, models.PROTECT, null=True, blank=True, related_name="+")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    target = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="+")
    about = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Number of the event that it is about")
    )
    audience = models.CharField(max_length=12, choices=Audience.choices)
    outcome = models.CharField(max_length=30, blank=True)
    clock = models.CharField(max_length=60, blank=True)
    hazard = models.CharField(max_length=40, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    details = models.JSONField(default=dict, blank=True, help_text=_("Nothing personal"))

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["concern", "number"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "number"], name="event_numbered_once"),
            models.CheckConstraint(
                name="event_commitment_has_a_date",
                condition=~Q(kind__in=["committed", "commitment-changed"])
                | Q(due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="event_end_has_an_outcome",
                condition=~Q(kind__in=["closed", "refused", "landlord-answered"]) | ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="event_referral_says_to_whom",
                condition=(~Q(kind="referred") | Q(landlord__isnull=False))
                & (~Q(kind="referred-to-councillor") | Q(ward__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class Words(models.Model):
    """What was said with an event. May be redacted: the original stays for those allowed."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="words", primary_key=True)
    text = models.TextField()
    redacted = models.TextField(blank=True)
    redacted_at = models.DateTimeField(null=True, blank=True)
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    redaction_reason = models.CharField(max_length=300, blank=True)

    PERSONAL: ClassVar[Personal] = Personal(
        fields={
            "text": "what somebody wrote or said",
            "redacted": "the same with parts taken out",
            "redaction_reason": "why parts were taken out",
        },
        kept="case",
        basis="public-task",
    )

    class Meta:
        verbose_name = _("words of an event")
        verbose_name_plural = _("words of events")
        constraints = [
            models.CheckConstraint(
                name="words_redaction_is_whole",
                condition=Q(redacted_at=None, redacted_by=None, redaction_reason="", redacted="")
                | Q(redacted_at__isnull=False, redacted_by__isnull=False) & ~Q(redaction_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Words of {self.pk}"


class Deadline(models.Model):
    """A clock of a concern as it stood when its timeline last changed. Derived."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="deadlines")
    rule = models.CharField(max_length=60)
    pack = models.CharField(max_length=60)
    landlord = models.ForeignKey(Landlord, models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12)
    provisional = models.BooleanField(default=False)

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        indexes = [
            models.Index(
                fields=["landlord", "due_at"],
                name="deadline_running",
                condition=Q(stopped_at=None),
            ),
            models.Index(
                fields=["due_at", "id"],
                name="deadline_commitment",
                condition=Q(rule="commitment"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} by {self.due_at:%Y-%m-%d}"
