"""Sample checks: two people give the same texts themes, without seeing the machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL
from heard.accounts.authored import Authored
from heard.themes.models.studies import Study, Text
from heard.themes.models.themes import Theme

if TYPE_CHECKING:
    from heard.access.privacy import Personal


class Check(Authored):
    """A sample of a study's texts that two people read apart from each other."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    study = models.ForeignKey(Study, models.CASCADE, related_name="checks")
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    seed = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("sample check")
        verbose_name_plural = _("sample checks")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="check_by_two_people",
                condition=Q(second=None) | Q(first__isnull=False) & ~Q(second=F("first")),
            ),
        ]

    def __str__(self) -> str:
        return f"Check {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("themes:check", args=[self.study_id, self.pk])


class CheckText(models.Model):
    """A text of a sample. `machine` is where the machine had it when the sample was drawn."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    check_of = models.ForeignKey(Check, models.CASCADE, related_name="texts")
    text = models.ForeignKey(Text, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    machine = models.ForeignKey(Theme, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("text of a sample")
        verbose_name_plural = _("texts of samples")
        ordering = ["check_of", "number"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "text"], name="checked_once"),
            models.UniqueConstraint(fields=["check_of", "number"], name="checked_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.check_of_id}: {self.number}"


class Mark(Authored):
    """The theme that one person gave a text of a sample."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    checked = models.ForeignKey(CheckText, models.CASCADE, related_name="marks")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("mark of a sample check")
        verbose_name_plural = _("marks of sample checks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["checked", "by"], name="mark_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.checked_id}: {self.theme_id}"
