"""Which estates are walked when, along which places, and who takes part."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.access.roles import Role
from heard.accounts.authored import Authored
from heard.landlords.models import Estate, Landlord
from heard.walkabouts.models.schemes import Scheme

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class Stop(Authored):
    """A place on an estate at which those who walk it stop and look."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="stops")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("place"), max_length=120)
    look_for = models.CharField(_("what to look for"), max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("place on a route")
        verbose_name_plural = _("places on a route")
        ordering = ["estate", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["estate", "name"], condition=Q(retired_at=None), name="stop_once"
            ),
            models.CheckConstraint(name="stop_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Plan(Authored):
    """An estate is to be walked every so many months, from a first day on until it is ended."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="walkabout_plans")
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="+")
    every = models.PositiveSmallIntegerField(_("every so many months"))
    first_on = models.DateField(_("first on"))
    at_time = models.TimeField(_("at"))
    meet_at = models.CharField(_("meet at"), max_length=200, blank=True)
    residents_welcome = models.BooleanField(_("residents may come along"), default=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_because = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("plan of walkabouts")
        verbose_name_plural = _("plans of walkabouts")
        ordering = ["estate", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["estate"], condition=Q(ended_at=None), name="walkabout_plan_once"
            ),
            models.CheckConstraint(
                name="walkabout_plan_repeats", condition=Q(every__gte=1, every__lte=24)
            ),
            models.CheckConstraint(
                name="walkabout_plan_ends_with_a_reason",
                condition=Q(ended_at=None, ended_because="")
                | Q(ended_at__isnull=False) & ~Q(ended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate}, every {self.every} months"


class Walkabout(Authored):
    """One walk of an estate. `due_on` is the day it was first planned for, whatever came of it.

    The landlord is the one that the estate had then. It is held once something was noted on it or
    somebody says that it was.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="walkabouts")
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="walkabouts")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="walkabouts")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="walkabouts")
    due_on = models.DateField(_("first planned for"))
    on = models.DateField(_("day"))
    at_time = models.TimeField(_("at"))
    meet_at = models.CharField(_("meet at"), max_length=200, blank=True)
    residents_welcome = models.BooleanField(_("residents may come along"), default=True)
    note = models.TextField(_("for those who walk"), blank=True)
    residents_came = models.PositiveSmallIntegerField(_("residents who came"), null=True)
    held_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_because = models.CharField(_("why it was cancelled"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("walkabout")
        verbose_name_plural = _("walkabouts")
        ordering = ["on", "at_time", "pk"]
        indexes = [
            models.Index(fields=["landlord", "on"], name="walkabout_by_landlord"),
            models.Index(fields=["estate", "on"], name="walkabout_by_estate"),
            models.Index(fields=["on"], name="walkabout_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "due_on"],
                condition=Q(plan__isnull=False),
                name="walkabout_due_once",
            ),
            models.CheckConstraint(
                name="walkabout_is_held_or_cancelled",
                condition=Q(held_at=None) | Q(cancelled_at=None),
            ),
            models.CheckConstraint(
                name="walkabout_cancelled_with_a_reason",
                condition=Q(cancelled_at=None, cancelled_because="")
                | Q(cancelled_at__isnull=False) & ~Q(cancelled_because=""),
            ),
            models.CheckConstraint(
                name="walkabout_residents_came_if_held",
                condition=Q(residents_came=None) | Q(held_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate}, {date_format(self.on, 'j F Y')}"

    def get_absolute_url(self) -> str:
        """The page for those who work on it."""
        return reverse("walkabouts:walkabout", args=[self.key])

    @property
    def starts_at(self) -> datetime:
        """When it begins, in the borough's own time."""
        return timezone.make_aware(datetime.combine(self.on, self.at_time))

    @property
    def is_open(self) -> bool:
        """Whether it is neither held nor cancelled."""
        return self.held_at is None and self.cancelled_at is None


class Move(Authored):
    """A walkabout was put off or brought forward, and why."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    walkabout = models.ForeignKey(Walkabout, models.PROTECT, related_name="moves")
    on_before = models.DateField()
    time_before = models.TimeField()
    on_after = models.DateField()
    time_after = models.TimeField()
    reason = models.CharField(_("why"), max_length=300)

    class Meta:
        verbose_name = _("move of a walkabout")
        verbose_name_plural = _("moves of walkabouts")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="move_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="move_goes_somewhere",
                condition=~Q(on_before=F("on_after"), time_before=F("time_after")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on_before} → {self.on_after}"


class Companion(Authored):
    """Somebody asked to take part in a walkabout, in what role. Who it is goes with the account."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    walkabout = models.ForeignKey(Walkabout, models.PROTECT, related_name="companions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices, blank=True)
    left_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("companion on a walkabout")
        verbose_name_plural = _("companions on walkabouts")
        ordering = ["walkabout", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["walkabout", "user"],
                condition=Q(left_at=None, user__isnull=False),
                name="companion_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.walkabout}: {self.get_role_display()}"
