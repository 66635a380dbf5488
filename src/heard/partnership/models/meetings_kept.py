"""What meetings leave behind: minutes with their corrections, decisions, actions to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.accounts.authored import Authored
from heard.partnership.models.groups import MemberOrganisation, MemberPerson, WorkingGroup
from heard.partnership.models.meetings import AgendaItem, Meeting

if TYPE_CHECKING:
    from datetime import date


class Minute(Authored):
    """What was said on an item. A later one supersedes it; both are kept."""

    PERSONAL: ClassVar[Personal] = Personal(
        {"text": "what was said, which may name people"}, kept="meeting", basis="public-task"
    )

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("minutes"), max_length=10_000, blank=True)
    # Why minutes that were sent already are corrected; nothing while they are a draft.
    reason = models.CharField(_("why it is corrected"), max_length=300, blank=True)
    superseded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("minutes of an item")
        verbose_name_plural = _("minutes of items")
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="minute_numbered_once"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(superseded_at=None), name="minute_current_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Minute {self.pk}"


class Decision(Authored):
    """What a group decided: numbered, never changed. A later decision can replace it."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("number"))
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="decisions")
    text = models.CharField(_("what was decided"), max_length=1000)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="decision_number_once"),
            models.CheckConstraint(name="decision_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="decision_replaces_another",
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return f"D{self.number}"


class ActionStage(models.TextChoices):
    """Where an action stands. It follows from its dates and is kept nowhere."""

    OPEN = "open", _("Open")
    LATE = "late", _("Late")
    DONE = "done", _("Done")
    DONE_LATE = "done-late", _("Done late")
    DROPPED = "dropped", _("Dropped")


class GroupAction(Authored):
    """What an organisation is to do, and by when. `first_due_on` stays when the date is moved."""

    PERSONAL: ClassVar[Personal] = Personal(
        {"person": "who does it"}, kept="meeting", basis="public-task"
    )

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField(_("number"))
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="actions")
    what = models.CharField(_("what is to be done"), max_length=300)
    organisation = models.ForeignKey(
        MemberOrganisation, models.PROTECT, related_name="group_actions"
    )
    person = models.ForeignKey(
        MemberPerson, models.PROTECT, null=True, related_name="group_actions"
    )
    first_due_on = models.DateField(_("first due"))
    due_on = models.DateField(_("due"))
    done_at = models.DateTimeField(null=True, editable=False)
    done_on = models.DateField(_("done on"), null=True)
    done_words = models.CharField(_("what was done"), max_length=1000, blank=True)
    dropped_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("action of a group")
        verbose_name_plural = _("actions of groups")
        ordering = ["group", "number"]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(done_at=None, dropped_at=None),
                name="group_action_open_by_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="group_action_number_once"),
            models.CheckConstraint(name="group_action_has_words", condition=~Q(what="")),
            models.CheckConstraint(
                name="group_action_done_with_words",
                condition=Q(done_at=None, done_on=None, done_words="")
                | Q(done_at__isnull=False, done_on__isnull=False, dropped_at=None)
                & ~Q(done_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"A{self.number}"

    def get_absolute_url(self) -> str:
        """The action's page; ask for its group with it."""
        return reverse("group:action", args=[self.group.slug, self.number])

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.done_at is None and self.dropped_at is None

    @property
    def stage(self) -> ActionStage:
        """Where it stands today. Late is measured by the date as it was last agreed."""
        if self.dropped_at:
            return ActionStage.DROPPED
        if self.done_on:
            late = self.done_on > self.due_on
            return ActionStage.DONE_LATE if late else ActionStage.DONE
        return ActionStage.LATE if self.due_on < timezone.localdate() else ActionStage.OPEN

    def days_late(self, today: date) -> int:
        """How many days past its date it is; below nought how many are left."""
        return (today - self.due_on).days


class ActionChange(models.TextChoices):
    """What happened to an action."""

    SET = "set", _("Set")
    CHANGED = "changed", _("Changed")
    DONE = "done", _("Done")
    REOPENED = "reopened", _("Opened again")
    DROPPED = "dropped", _("Dropped")


class GroupActionStep(Authored):
    """One thing that happened to an action: added to, never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    action = models.ForeignKey(GroupAction, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=ActionChange.choices)
    what = models.CharField(max_length=300)
    organisation = models.ForeignKey(MemberOrganisation, models.PROTECT, related_name="+")
    due_on = models.DateField()
    words = models.CharField(_("why, or what was done"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("step of a group’s action")
        verbose_name_plural = _("steps of groups’ actions")
        ordering = ["action", "at", "pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())
