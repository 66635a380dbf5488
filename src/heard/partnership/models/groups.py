"""Working groups: which organisations are in them, who comes for each, and their calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.accounts.authored import Authored, Keyed
from heard.landlords.models import Landlord

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class OrganisationKind(models.TextChoices):
    """What an organisation is to the group."""

    COUNCIL = "council", _("Council")
    LANDLORD = "landlord", _("Landlord")
    RESIDENTS = "residents", _("Residents")


class WorkingGroup(Authored):
    """A group in which landlords, residents and the council meet, from its making to its end."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    slug = models.SlugField(_("short name"), max_length=60, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    purpose = models.TextField(_("what it is for"), max_length=2000, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_because = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(name="working_group_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="working_group_ends_with_a_reason",
                condition=Q(ended_at=None, ended_because="")
                | Q(ended_at__isnull=False) & ~Q(ended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The group's page."""
        return reverse("group:group", args=[self.slug])


class MemberOrganisation(Authored):
    """The council, a landlord, or a residents' association in a group, until it leaves."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="organisations")
    kind = models.CharField(_("kind"), max_length=10, choices=OrganisationKind.choices)
    landlord = models.ForeignKey(
        Landlord, models.PROTECT, null=True, related_name="group_memberships"
    )
    given_name = models.CharField(_("name"), max_length=120, blank=True)
    left_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("organisation in a group")
        verbose_name_plural = _("organisations in groups")
        ordering = ["group", "kind", "landlord__name", "given_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="member_organisation_is_named_by_its_kind",
                condition=Q(kind="landlord", landlord__isnull=False, given_name="")
                | Q(kind="council", landlord=None, given_name="")
                | Q(kind="residents", landlord=None) & ~Q(given_name=""),
            ),
            models.UniqueConstraint(
                fields=["group", "landlord"],
                condition=Q(kind="landlord", left_at=None),
                name="member_landlord_once",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(kind="council", left_at=None),
                name="member_council_once",
            ),
            models.UniqueConstraint(
                fields=["group", "given_name"],
                condition=Q(kind="residents", left_at=None),
                name="member_residents_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> str | _StrPromise:
        """What it is called; ask for its landlord with it."""
        if self.kind == OrganisationKind.COUNCIL:
            return _now("The council")
        return self.landlord.name if self.landlord else self.given_name


class MemberPerson(Authored):
    """Somebody who comes to a group's meetings for an organisation, until they leave."""

    PERSONAL: ClassVar[Personal] = Personal(
        {"user": "who comes to the meetings"}, kept="meeting", basis="public-task"
    )

    organisation = models.ForeignKey(MemberOrganisation, models.PROTECT, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="group_memberships"
    )
    left_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("person in a group")
        verbose_name_plural = _("people in groups")
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(left_at=None, user__isnull=False),
                name="member_person_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Member {self.pk}"

    @property
    def shown(self) -> str:
        """Their name, or that they left; ask for their account with them."""
        return str(self.user) if self.user else _now("Somebody who left")


class CalendarAddress(Keyed):
    """A private address at which somebody's calendar finds their groups' meetings.

    The store keeps the digest alone: the address is shown once, when it is made.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        {"user": "whose calendar it is", "digest": "what lets the calendar in"},
        kept="account",
        basis="public-task",
    )

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_addresses"
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        ordering = ["user", "made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="calendar_address_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Calendar {self.pk}"
