"""A framework: what landlords are asked about, and what each level of it looks like in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.accounts.authored import Authored, Keyed

if TYPE_CHECKING:
    from heard.access.privacy import Personal

LEVELS = (0, 1, 2, 3, 4)
HIGHEST = LEVELS[-1]


class EvidenceKind(models.TextChoices):
    """What sort of evidence something is."""

    DOCUMENT = "document", _("Document")
    METRIC = "metric", _("Measure")
    TESTIMONY = "testimony", _("What residents told")
    OBSERVATION = "observation", _("What was seen")
    CASE_SAMPLE = "case-sample", _("Sample of cases")


class Framework(Authored):
    """One version of a set of criteria. Never changed once a review follows it."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    slug = models.SlugField(_("code"), max_length=60)
    version = models.PositiveIntegerField(_("version"), validators=[MinValueValidator(1)])
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        ordering = ["slug", "version"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="framework_version_once"),
            models.CheckConstraint(
                name="framework_is_named", condition=~Q(name="") & Q(version__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(name)s, version %(version)s")) % {
            "name": self.name,
            "version": self.version,
        }


class Dimension(Keyed):
    """Criteria that belong together."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="dimensions")
    code = models.SlugField(_("code"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what it is about"), blank=True)

    class Meta:
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        ordering = ["framework", "position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "code"], name="dimension_code_once"),
            models.UniqueConstraint(
                fields=["framework", "position"], name="dimension_position_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(Keyed):
    """One thing that a landlord does well or badly.

    Without a question residents aren't asked: they can't see what a board is told.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="criteria")
    code = models.SlugField(_("code"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=200)
    what_good = models.TextField(_("what good looks like"))
    question = models.CharField(_("question to residents"), max_length=300, blank=True)
    weight = models.DecimalField(
        _("weight"),
        max_digits=6,
        decimal_places=3,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.001"))],
    )
    evidence_kinds = models.JSONField(_("kinds of evidence"), default=list)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["dimension__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["dimension", "code"], name="criterion_code_once"),
            models.UniqueConstraint(
                fields=["dimension", "position"], name="criterion_position_once"
            ),
            models.CheckConstraint(name="criterion_weighs_something", condition=Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Level(Keyed):
    """What a level of a criterion looks like, in words."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField(_("level"), validators=[MaxValueValidator(HIGHEST)])
    words = models.TextField(_("what it looks like"))

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["criterion", "level"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "level"], name="level_once"),
            models.CheckConstraint(
                name="level_is_known", condition=Q(level__lte=HIGHEST) & ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.words}"
