"""Meetings of a group: when and where, what for, with which papers, and who came."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.accounts.authored import Authored
from heard.partnership.models.groups import MemberPerson, WorkingGroup
from heard.uploads.models import StoredFile

if TYPE_CHECKING:
    from datetime import date


class MeetingStage(models.TextChoices):
    """How far a meeting has come. It follows from its dates and is kept nowhere."""

    PLANNED = "planned", _("Planned")
    CALLED = "called", _("Agenda sent")
    MINUTING = "minuting", _("Minutes being written")
    CIRCULATED = "circulated", _("Minutes sent")
    AGREED = "agreed", _("Minutes agreed")
    CANCELLED = "cancelled", _("Cancelled")


class Meeting(Authored):
    """One meeting. `revision` counts its moves, for calendars."""

    PERSONAL: ClassVar[Personal] = Personal(
        {"chair": "who chairs it", "guests": "who came as guests, by name"},
        kept="meeting",
        basis="public-task",
    )

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("number"))
    on = models.DateField(_("day"))
    at_time = models.TimeField(_("at"))
    minutes_long = models.PositiveSmallIntegerField(_("how long, in minutes"), default=120)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link to join"), max_length=500, blank=True)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    guests = models.CharField(_("guests"), max_length=500, blank=True)
    revision = models.PositiveSmallIntegerField(default=0, editable=False)
    called_at = models.DateTimeField(_("agenda sent"), null=True, editable=False)
    circulated_at = models.DateTimeField(_("minutes sent"), null=True, editable=False)
    agreed_at = models.DateTimeField(_("minutes agreed"), null=True, editable=False)
    agreed_in = models.ForeignKey("self", models.PROTECT, null=True, related_name="agreed_minutes")
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_because = models.CharField(_("why it was cancelled"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["group", "on", "number"]
        indexes = [models.Index(fields=["on"], name="meeting_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                name="meeting_is_somewhere", condition=~Q(place="") | ~Q(link="")
            ),
            models.CheckConstraint(
                name="meeting_minutes_sent_before_agreed",
                condition=Q(agreed_at=None, agreed_in=None) | Q(circulated_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_with_a_reason",
                condition=Q(cancelled_at=None, cancelled_because="")
                | Q(cancelled_at__isnull=False, circulated_at=None) & ~Q(cancelled_because=""),
            ),
        ]

    def __str__(self) -> str:
        return date_format(self.on, "j F Y")

    def get_absolute_url(self) -> str:
        """The meeting's page; ask for its group with it."""
        return reverse("group:meeting", args=[self.group.slug, self.number])

    @property
    def starts_at(self) -> datetime:
        """When it begins, in the borough's own time."""
        return timezone.make_aware(datetime.combine(self.on, self.at_time))

    @property
    def ends_at(self) -> datetime:
        """When it is to end."""
        return self.starts_at + timedelta(minutes=self.minutes_long)

    @property
    def stage(self) -> MeetingStage:
        """How far it has come, today."""
        if self.cancelled_at:
            return MeetingStage.CANCELLED
        if self.agreed_at:
            return MeetingStage.AGREED
        if self.circulated_at:
            return MeetingStage.CIRCULATED
        if self.starts_at <= timezone.now():
            return MeetingStage.MINUTING
        return MeetingStage.CALLED if self.called_at else MeetingStage.PLANNED

    @property
    def has_begun(self) -> bool:
        """Whether it took place, as far as anybody said."""
        return self.cancelled_at is None and self.starts_at <= timezone.now()

    @property
    def is_to_come(self) -> bool:
        """Whether people can still be asked to come."""
        return self.cancelled_at is None and self.starts_at > timezone.now()


class MeetingMove(Authored):
    """A meeting was put off, brought forward or held elsewhere, and why."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="moves")
    on_before: models.DateField[date, date] = models.DateField()
    time_before = models.TimeField()
    place_before = models.CharField(max_length=200, blank=True)
    reason = models.CharField(_("why"), max_length=300)

    class Meta:
        verbose_name = _("move of a meeting")
        verbose_name_plural = _("moves of meetings")
        ordering = ["meeting", "at", "pk"]
        constraints = [
            models.CheckConstraint(name="meeting_move_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.on_before}"


class AgendaItem(Authored):
    """Something that a meeting deals with. One that was proposed says by what, once a meeting."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("place in the order"))
    title = models.CharField(_("title"), max_length=200)
    words = models.TextField(_("what for"), max_length=2000, blank=True)
    minutes_long = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    source = models.CharField(max_length=30, blank=True, editable=False)
    source_key = models.CharField(max_length=100, blank=True, editable=False)
    link = models.CharField(max_length=300, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(name="agenda_item_has_a_title", condition=~Q(title="")),
            models.UniqueConstraint(
                fields=["meeting", "source", "source_key"],
                condition=Q(removed_at=None) & ~Q(source=""),
                name="agenda_item_proposed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Paper(Authored):
    """A file for a meeting. Members get it once it is circulated, which follows from the agenda."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="papers")
    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    circulated_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("paper of a meeting")
        verbose_name_plural = _("papers of meetings")
        ordering = ["meeting", "item__position", "pk"]
        constraints = [
            models.CheckConstraint(name="meeting_paper_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title


class Came(models.TextChoices):
    """Whether somebody came. Nobody having said so is no row, and not absence."""

    PRESENT = "present", _("Present")
    APOLOGIES = "apologies", _("Apologies")
    ABSENT = "absent", _("Absent")


class Attendance(Authored):
    """Whether a member came to a meeting, as it was last said."""

    PERSONAL: ClassVar[Personal] = Personal(
        {"person": "whose attendance it is"}, kept="meeting", basis="public-task"
    )

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(MemberPerson, models.PROTECT, related_name="attendance")
    came = models.CharField(_("came"), max_length=10, choices=Came.choices)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["meeting", "person__organisation", "person"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
            models.CheckConstraint(name="attendance_is_known", condition=Q(came__in=Came.values)),
        ]

    def __str__(self) -> str:
        return str(self.get_came_display())
