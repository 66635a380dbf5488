"""Schemes of grades, each its landlord's own. Grades of two schemes are never put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.accounts.authored import Authored, Keyed
from heard.landlords.models import Landlord

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class SchemeKind(models.TextChoices):
    """How a grade is come by."""

    WORDS = "words", _("Somebody picks the grade")
    COUNTED = "counted", _("Issues are counted, and the number gives the grade")


class Scheme(Authored):
    """The grades that a landlord gives, in its own words. A changed scheme is a new row."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="walkabout_schemes")
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=SchemeKind.choices)
    worst_if = models.CharField(
        _("always the lowest grade if there is"), max_length=120, blank=True
    )
    superseded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("scheme of grades")
        verbose_name_plural = _("schemes of grades")
        ordering = ["landlord", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["landlord"], condition=Q(superseded_at=None), name="scheme_current_once"
            ),
            models.CheckConstraint(name="scheme_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="scheme_kind_is_known", condition=Q(kind__in=["words", "counted"])
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Grade(Keyed):
    """One grade of a scheme. The first position is the best, the last the lowest."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="grades")
    position = models.PositiveSmallIntegerField()
    word = models.CharField(_("grade"), max_length=60)
    meaning = models.CharField(_("what it looks like"), max_length=300, blank=True)
    most = models.PositiveSmallIntegerField(
        _("at most so many issues"), null=True, blank=True, help_text=_("Empty: any number above.")
    )

    class Meta:
        verbose_name = _("grade")
        verbose_name_plural = _("grades")
        ordering = ["scheme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "position"], name="grade_position_once"),
            models.UniqueConstraint(fields=["scheme", "word"], name="grade_word_once"),
            models.CheckConstraint(name="grade_has_a_word", condition=~Q(word="")),
        ]

    def __str__(self) -> str:
        return self.word
