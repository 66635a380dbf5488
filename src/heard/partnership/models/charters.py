"""Charters and improvement plans: what each version promises, and who signed what of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.accounts.authored import Authored, Keyed
from heard.landlords.models import Landlord

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class CharterKind(models.TextChoices):
    """What sort of paper it is. Both are kept and followed in the same way."""

    CHARTER = "charter", _("Charter")
    PLAN = "plan", _("Improvement plan")


class Every(models.IntegerChoices):
    """How many months a report on a commitment covers."""

    QUARTER = 3, _("Every three months")
    HALF_YEAR = 6, _("Every half year")
    YEAR = 12, _("Every year")


class Act(models.TextChoices):
    """What a signatory did about a commitment."""

    SIGNED = "signed", _("Signed")
    RESERVED = "reserved", _("Signed with a reservation")
    WITHDRAWN = "withdrawn", _("Withdrew")


class Charter(Authored):
    """A paper of numbered commitments. What it says stands in its versions, never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CharterKind.choices)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    ended_because = models.TextField(_("why it ended"), blank=True)

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="charter_kind_is_known", condition=Q(kind__in=CharterKind.values)
            ),
            models.CheckConstraint(
                name="charter_ended_with_a_reason",
                condition=Q(ended_on=None, ended_because="")
                | Q(ended_on__isnull=False) & ~Q(ended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class CharterVersion(Authored):
    """What a charter says from one day on. A draft until it is published, then never changed."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    charter = models.ForeignKey(Charter, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=150)
    introduction = models.TextField(_("introduction"), blank=True)
    changes = models.TextField(_("what changed, and why"), blank=True)
    report_within = models.PositiveSmallIntegerField(
        _("days to report after a period ends"), default=42
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    superseded_at = models.DateTimeField(_("replaced"), null=True, editable=False)

    class Meta:
        verbose_name = _("version of a charter")
        verbose_name_plural = _("versions of charters")
        ordering = ["charter", "number"]
        constraints = [
            models.UniqueConstraint(fields=["charter", "number"], name="charter_version_once"),
            models.UniqueConstraint(
                fields=["charter"],
                condition=Q(published_at=None),
                name="charter_has_one_draft",
            ),
            models.UniqueConstraint(
                fields=["charter"],
                condition=Q(published_at__isnull=False, superseded_at=None),
                name="charter_has_one_version_in_force",
            ),
            models.CheckConstraint(
                name="charter_version_titled_and_numbered",
                condition=~Q(title="") & Q(number__gte=1),
            ),
            models.CheckConstraint(
                name="charter_version_replaced_if_published",
                condition=Q(superseded_at=None) | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Commitment(Keyed):
    """One numbered promise of a version.

    `line` is the same for a promise in every version that keeps it, so that what was signed and
    reported on it is found again. `measures` are codes of measures, `criteria` of criteria as
    "framework:criterion", `evidence_kinds` kinds of evidence: what would show it.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    version = models.ForeignKey(CharterVersion, models.CASCADE, related_name="commitments")
    line = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what is promised"))
    shown_by = models.TextField(_("what would show it"), blank=True)
    measures = models.JSONField(_("measures"), default=list, blank=True)
    criteria = models.JSONField(_("criteria"), default=list, blank=True)
    evidence_kinds = models.JSONField(_("kinds of evidence"), default=list, blank=True)
    effective_from = models.DateField(_("in effect from"))
    effective_to = models.DateField(_("in effect until"), null=True, blank=True)
    every = models.PositiveSmallIntegerField(
        _("reported on"), choices=Every.choices, default=Every.YEAR
    )

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="commitment_number_once"),
            models.UniqueConstraint(fields=["version", "line"], name="commitment_line_once"),
            models.CheckConstraint(
                name="commitment_is_whole",
                condition=~Q(title="") & ~Q(text="") & Q(number__gte=1),
            ),
            models.CheckConstraint(
                name="commitment_ends_after_it_starts",
                condition=Q(effective_to=None) | Q(effective_to__gt=F("effective_from")),
            ),
            models.CheckConstraint(
                name="commitment_period_is_known", condition=Q(every__in=Every.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Signatory(Authored):
    """A landlord, or the council where there is none, that was asked to sign a charter."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    charter = models.ForeignKey(Charter, models.PROTECT, related_name="signatories")
    landlord = models.ForeignKey(
        Landlord, models.PROTECT, null=True, related_name="charter_signatories"
    )

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["charter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["charter", "landlord"],
                condition=Q(landlord__isnull=False),
                name="signatory_landlord_once",
            ),
            models.UniqueConstraint(
                fields=["charter"],
                condition=Q(landlord=None),
                name="signatory_council_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Signatory {self.pk}"


class Signing(Authored):
    """A signatory signed a commitment, with or without a reservation, or withdrew. Never changed.

    It stands for the words of that version. The latest that wasn't undone counts; one can be
    undone on the day on which it was done.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="signings")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="signings")
    act = models.CharField(_("act"), max_length=10, choices=Act.choices)
    words = models.TextField(_("reservation or reason"), blank=True)
    on = models.DateField(_("from which day"))
    undone_at = models.DateTimeField(_("undone"), null=True, editable=False)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signatory", "at", "pk"]
        constraints = [
            models.CheckConstraint(name="signing_act_is_known", condition=Q(act__in=Act.values)),
            models.CheckConstraint(
                name="signing_words_where_due",
                condition=Q(act="signed", words="")
                | Q(act__in=["reserved", "withdrawn"]) & ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.on:%Y-%m-%d}"
