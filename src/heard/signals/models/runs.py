"""Work on the history of concerns: scans and back-tests, with how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.accounts.authored import Authored
from heard.runs.models import Run, live_while_unfinished

if TYPE_CHECKING:
    from heard.access.privacy import Personal

MOST_PER_WEEK = 20


class By(models.TextChoices):
    """How long a period is."""

    WEEK = "week", _("Week")
    MONTH = "month", _("Month")


class Watch(Authored):
    """How the council watches from then on: the newest row counts, the others are its history."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    per_week = models.PositiveSmallIntegerField(_("warnings a week at most"), default=3)
    by_period = models.CharField(_("counted by"), max_length=5, choices=By.choices, default=By.WEEK)

    class Meta:
        verbose_name = _("setting of the watch")
        verbose_name_plural = _("settings of the watch")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="watch_is_possible",
                condition=Q(per_week__gte=1, per_week__lte=MOST_PER_WEEK, by_period__in=By.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.per_week} a week"


class RunStep(models.TextChoices):
    """What is being done."""

    NOTHING = "", ""
    READING = "reading", _("Counting concerns")
    LOOKING = "looking", _("Looking for what is unusual")
    REPLAYING = "replaying", _("Playing history again")
    KEEPING = "keeping", _("Writing down what was found")


class SignalRun(Run):
    """A run over the history of concerns."""

    by_period = models.CharField(max_length=5, choices=By.choices)
    per_week = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=10, choices=RunStep.choices, blank=True)

    class Meta:
        abstract = True


class ScanWhy(models.TextChoices):
    """What set a scan off."""

    DAILY = "daily", _("The daily scan")
    ASKED = "asked", _("Asked for")
    COMMAND = "command", _("By a command")


class Scan(SignalRun):
    """One look at all concerns as they were known at the end of a day."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    as_of = models.DateField(_("as known on"))
    why = models.CharField(max_length=10, choices=ScanWhy.choices)
    listed = models.PositiveSmallIntegerField(_("warnings on the list"), default=0)
    new = models.PositiveSmallIntegerField(_("of them new"), default=0)

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["-as_of", "-pk"]
        indexes = [models.Index(fields=["-as_of", "-id"], name="scan_latest")]
        constraints = [
            live_while_unfinished("scan_live_while_unfinished"),
        ]

    def __str__(self) -> str:
        return f"Scan of {self.as_of}"

    def get_absolute_url(self) -> str:
        """The page that shows how far it is."""
        return reverse("warnings:scan", args=[self.pk])


class Trial(SignalRun):
    """A back-test: what a year of warnings would have been worth, and what came of the trial."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    result = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("back-test")
        verbose_name_plural = _("back-tests")
        ordering = ["-pk"]
        constraints = [
            live_while_unfinished("trial_live_while_unfinished"),
            models.CheckConstraint(
                name="trial_ends_after_it_starts", condition=Q(last__gt=models.F("first"))
            ),
        ]

    def __str__(self) -> str:
        return f"Back-test of {self.first} to {self.last}"

    def get_absolute_url(self) -> str:
        """The page that shows how far it is, and its result."""
        return reverse("warnings:trial")
