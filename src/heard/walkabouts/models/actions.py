"""What is to be done about what was seen, each step of it, and whether residents say that it was.

Where an action stands is kept beside it and written only together with the step that changed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.accounts.authored import Authored
from heard.landlords.models import Estate, Landlord

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class EstateAction(Authored):
    """One thing to be done on an estate, by whom and by when. Residents see it.

    `owner` is a team or a job, never a person's name. `first_due_on` stays when the date is moved,
    so that what was promised first is what counts as on time.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    observation = models.OneToOneField(
        "walkabouts.Observation", models.PROTECT, related_name="action"
    )
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="walkabout_actions")
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="walkabout_actions")
    what = models.CharField(_("what is to be done"), max_length=250)
    owner = models.CharField(_("who does it"), max_length=120)
    first_due_on = models.DateField(_("first due"))
    due_on = models.DateField(_("due"))
    closed_on = models.DateField(_("done on"), null=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_words = models.CharField(_("what was done"), max_length=500, blank=True)
    dropped_at = models.DateTimeField(null=True, editable=False)
    hidden_at = models.DateTimeField(null=True, editable=False)
    hidden_because = models.CharField(_("why residents don’t see it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["landlord", "due_on"], name="estate_action_by_landlord"),
            models.Index(fields=["estate", "due_on"], name="estate_action_by_estate"),
            models.Index(
                fields=["due_on"], condition=Q(closed_at=None), name="estate_action_open_by_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="estate_action_is_whole", condition=~Q(what="") & ~Q(owner="")
            ),
            models.CheckConstraint(
                name="estate_action_closed_with_words",
                condition=Q(closed_at=None, closed_on=None, closed_words="")
                | Q(closed_at__isnull=False, closed_on__isnull=False) & ~Q(closed_words=""),
            ),
            models.CheckConstraint(
                name="estate_action_hidden_with_a_reason",
                condition=Q(hidden_at=None, hidden_because="")
                | Q(hidden_at__isnull=False) & ~Q(hidden_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """The page for those who work on it."""
        return reverse("walkabouts:action", args=[self.key])


class StepKind(models.TextChoices):
    """What happened to an action."""

    OPENED = "opened", _("Set")
    CHANGED = "changed", _("Changed")
    CLOSED = "closed", _("Done")
    REOPENED = "reopened", _("Opened again")
    DROPPED = "dropped", _("Dropped with the observation")
    HIDDEN = "hidden", _("Hidden from residents")
    SHOWN = "shown", _("Shown to residents again")


class ActionStep(Authored):
    """One thing that happened to an action: added to, never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    action = models.ForeignKey(EstateAction, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    what = models.CharField(max_length=250)
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    words = models.CharField(_("why, or what was done"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("step of an action")
        verbose_name_plural = _("steps of actions")
        ordering = ["action", "at", "pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Channel(models.TextChoices):
    """How a resident said it."""

    WEB = "web", _("On the web")
    PHONE = "phone", _("By telephone")
    LETTER = "letter", _("By letter")
    VISIT = "visit", _("In person")


class Verdict(Authored):
    """A resident says whether an action was done. Nothing is kept of who they are.

    One on the web has no author; one that an officer entered has the officer. `doubtful` ones came
    in ways that machines do, and are left out of what residents are shown.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    action = models.ForeignKey(EstateAction, models.PROTECT, related_name="verdicts")
    done = models.BooleanField(_("it was done"))
    channel = models.CharField(_("how"), max_length=10, choices=Channel.choices)
    doubtful = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("resident’s verdict")
        verbose_name_plural = _("residents’ verdicts")
        ordering = ["action", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="verdict_on_the_web_is_nobodys",
                condition=~Q(channel="web") | Q(by=None, by_role="", by_landlord=None),
            ),
        ]

    def __str__(self) -> str:
        return "done" if self.done else "not done"
