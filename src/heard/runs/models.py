"""The base of rows that stand for work in the background, with how far each is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.accounts.authored import Authored


class RunState(models.TextChoices):
    """How far some work is."""

    WAITING = "waiting", _("Waiting to start")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Failed")


LIVE = (RunState.WAITING, RunState.RUNNING)


class Run(Authored):
    """Work in the background. It writes what it found once, at its end, so it can be begun again.

    `live` is true while there is more to come and null afterwards, so that the store itself lets
    one run of a kind go at a time. `beat_at` is when it last gave a sign of life.
    """

    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    live = models.BooleanField(null=True, default=True, unique=True, editable=False)
    step = models.CharField(max_length=10, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    edition = models.CharField(_("edition of the method"), max_length=20, blank=True)
    read = models.JSONField(_("what it read"), default=dict)

    class Meta:
        abstract = True

    @property
    def is_live(self) -> bool:
        """Whether more is to come."""
        return self.state in LIVE


def live_while_unfinished(name: str) -> models.CheckConstraint:
    """What the store holds every run to: `live` says whether it is over, and nothing else."""
    return models.CheckConstraint(
        name=name, condition=Q(live=True, state__in=LIVE) | Q(live=None) & ~Q(state__in=LIVE)
    )
