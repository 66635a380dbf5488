"""What may be shared with whom, and what only some may see."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.concerns.models.concern import Concern
from heard.concerns.models.people import Party
from heard.landlords.models import Landlord, Ward


class Consent(models.Model):
    """A party's agreement that one landlord may be shown this concern, and how much of it."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="consents")
    party = models.ForeignKey(Party, models.CASCADE, related_name="consents")
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="+")
    name = models.BooleanField(_("my name"), default=True)
    contact = models.BooleanField(_("how to reach me"), default=False)
    address = models.BooleanField(_("my address"), default=False)
    files = models.BooleanField(_("my photos and files"), default=True)
    how = models.CharField(max_length=10, default="web")
    given_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "landlord"],
                condition=Q(withdrawn_at=None),
                name="consent_one_at_a_time",
            ),
            models.CheckConstraint(
                name="consent_withdrawn_after_given",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Consent {self.pk}"


class Sharing(models.Model):
    """Who beside the team may see a concern now: a landlord, or a ward's councillors. Derived."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="sharings")
    landlord = models.ForeignKey(Landlord, models.PROTECT, null=True, related_name="+")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, related_name="+")
    is_open = models.BooleanField(default=True, help_text=_("As the concern is"))

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    class Meta:
        verbose_name = _("sharing")
        verbose_name_plural = _("sharings")
        constraints = [
            models.CheckConstraint(
                name="sharing_is_with_one",
                condition=Q(landlord=None, ward__isnull=False)
                | Q(landlord__isnull=False, ward=None),
            ),
            models.UniqueConstraint(
                fields=["landlord", "concern"],
                condition=Q(landlord__isnull=False),
                name="sharing_landlord_once",
            ),
            models.UniqueConstraint(
                fields=["ward", "concern"],
                condition=Q(ward__isnull=False),
                name="sharing_ward_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["landlord", "concern"],
                name="sharing_landlord_open",
                condition=Q(is_open=True, landlord__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Sharing {self.pk}"


class FlagKind(models.TextChoices):
    """What needs particular care."""

    SAFEGUARDING = "safeguarding", _("Safeguarding")
    DOMESTIC_ABUSE = "domestic-abuse", _("Domestic abuse")


class Flag(models.Model):
    """A restricted mark on a concern, seen by named people only."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=20, choices=FlagKind.choices)
    note = models.TextField(blank=True, max_length=2000)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"kind": "a risk to somebody", "note": "what is known of the risk"},
        kept="sensitive",
        basis="special",
    )

    class Meta:
        verbose_name = _("restricted flag")
        verbose_name_plural = _("restricted flags")
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "kind"], condition=Q(lifted_at=None), name="flag_one_at_a_time"
            ),
            models.CheckConstraint(
                name="flag_lifting_is_whole",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Flag {self.pk}"
