"""Warnings: what was unusual where, the concerns behind it, and what was done about it.

Where a warning stands is kept beside it and written only together with the event that changed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.accounts.authored import Authored
from heard.concerns.models import Concern
from heard.landlords.models import Estate, Landlord, Ward
from heard.signals.events import OPEN, Dismissal, Kind, Level, Status, Verdict
from heard.signals.models.runs import Scan

if TYPE_CHECKING:
    from datetime import date


class EarlyWarning(models.Model):
    """One happening. What was found last stands here; each finding is kept as a `Sighting`.

    Names are kept as they were, so that a warning reads the same years later. `series` tells the
    same series again in a later scan.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    level = models.CharField(_("of what"), max_length=15, choices=Level.choices)
    series = models.CharField(max_length=150, db_index=True)
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, related_name="+")
    landlord = models.ForeignKey(Landlord, models.PROTECT, null=True, related_name="+")
    category = models.CharField(_("what it is about"), max_length=40, blank=True)
    place_name = models.CharField(max_length=200, blank=True)
    landlord_name = models.CharField(max_length=200, blank=True)
    category_name = models.CharField(max_length=200, blank=True)
    danger = models.CharField(_("danger"), max_length=40, blank=True)
    by_period = models.CharField(max_length=5, default="week")
    found_on = models.DateField(_("found on"))
    seen_on = models.DateField(_("last found on"))
    since: models.DateField[date, date] = models.DateField(_("more than usual since"))
    period: models.DateField[date, date] = models.DateField(_("period that it was last found in"))
    observed = models.PositiveIntegerField(_("counted"))
    expected = models.FloatField(_("usual"))
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    score = models.FloatField()
    p = models.FloatField()
    total = models.PositiveIntegerField(_("counted since it began"), default=0)
    usual_total = models.FloatField(_("usual since it began"), default=0)
    concerns = models.ManyToManyField(Concern, through="WarningConcern", related_name="warnings")

    # Derived.
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.NEW, editable=False
    )
    verdict = models.CharField(
        _("was it real"), max_length=10, choices=Verdict.choices, blank=True, editable=False
    )
    reason = models.CharField(
        _("why it was dismissed"),
        max_length=10,
        choices=Dismissal.choices,
        blank=True,
        editable=False,
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    events_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("early warning")
        verbose_name_plural = _("early warnings")
        ordering = ["-score", "pk"]
        indexes = [
            models.Index(
                fields=["-score", "id"], name="warning_open", condition=Q(ended_at__isnull=True)
            ),
            models.Index(fields=["-found_on", "-id"], name="warning_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="warning_ended_has_a_time",
                condition=Q(status__in=OPEN, ended_at=None)
                | ~Q(status__in=OPEN) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="warning_settled_has_a_verdict",
                condition=Q(status="settled") & ~Q(verdict="")
                | ~Q(status="settled") & Q(verdict=""),
            ),
            models.CheckConstraint(
                name="warning_dismissed_has_a_reason",
                condition=Q(status="dismissed") & ~Q(reason="")
                | ~Q(status="dismissed") & Q(reason=""),
            ),
            models.CheckConstraint(
                name="warning_of_danger_says_which",
                condition=Q(level="danger") & ~Q(danger="") | ~Q(level="danger") & Q(danger=""),
            ),
            models.UniqueConstraint(
                fields=["series"], condition=Q(level="danger"), name="warning_of_danger_once"
            ),
            models.CheckConstraint(
                name="warning_seen_once_found", condition=Q(seen_on__gte=F("found_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """The team's page of it."""
        return reverse("warnings:warning", args=[self.pk])

    @property
    def reference(self) -> str:
        """What people call it by."""
        return f"W{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody may still have something to do."""
        return self.ended_at is None

    @property
    def is_danger(self) -> bool:
        """Whether one concern was enough."""
        return self.level == Level.DANGER


class Sighting(models.Model):
    """What one scan found of a warning, with the whole series as it was seen then. Never changed.

    `points` are rows of first day, counted, usual, and the lowest and highest that are usual.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    warning = models.ForeignKey(EarlyWarning, models.PROTECT, related_name="sightings")
    scan = models.ForeignKey(Scan, models.PROTECT, null=True, related_name="sightings")
    rank = models.PositiveSmallIntegerField(default=1)
    period = models.DateField()
    since = models.DateField()
    observed = models.PositiveIntegerField()
    expected = models.FloatField()
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    score = models.FloatField()
    p = models.FloatField()
    points = models.JSONField(default=list)
    parts = models.JSONField(_("narrower warnings that it explains"), default=list)

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        ordering = ["warning", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["warning", "scan"], name="sighting_once_a_scan"),
        ]

    def __str__(self) -> str:
        return f"{self.warning_id} in {self.period}"


class WarningConcern(models.Model):
    """A concern that was counted in what was unusual."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    warning = models.ForeignKey(EarlyWarning, models.CASCADE, related_name="behind")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("concern behind a warning")
        verbose_name_plural = _("concerns behind warnings")
        constraints = [
            models.UniqueConstraint(fields=["warning", "concern"], name="behind_warning_once"),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} behind {self.warning_id}"


class WarningEvent(Authored):
    """Something that happened to a warning. Never changed: the store refuses it (migration 0002).

    `code` is a verdict or the reason of a dismissal; `on` the day of what was done.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        {"words": "what somebody wrote about a warning"}, kept="warning", basis="public-task"
    )

    warning = models.ForeignKey(EarlyWarning, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=10, blank=True)
    landlord = models.ForeignKey(Landlord, models.PROTECT, null=True, related_name="+")
    on = models.DateField(null=True)
    words = models.TextField(_("in words"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("event of a warning")
        verbose_name_plural = _("events of warnings")
        ordering = ["warning", "number"]
        constraints = [
            models.UniqueConstraint(fields=["warning", "number"], name="warning_event_once"),
            models.CheckConstraint(
                name="warning_event_is_whole",
                condition=(~Q(kind__in=["dismissed", "settled"]) | ~Q(code=""))
                & (~Q(kind__in=["shared", "answered"]) | Q(landlord__isnull=False))
                & (~Q(kind__in=["deed", "answered"]) | ~Q(words="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class KnownProblem(Authored):
    """Trouble that is known to have been, against which warnings are tried.

    What a warning was found to be real for counts too, without a row here.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    category = models.CharField(_("what it is about"), max_length=40)
    started_on = models.DateField(_("began about"))
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("known problem")
        verbose_name_plural = _("known problems")
        ordering = ["started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["estate", "category", "started_on"],
                condition=Q(removed_at=None),
                name="known_problem_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} from {self.started_on}"
