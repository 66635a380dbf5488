"""Themes with the names that a machine and people gave them, and quotes that people approved."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.accounts.authored import Authored
from heard.themes.models.studies import Study, Text


class Theme(Authored):
    """What some of a study's texts are about.

    The machine's name and the person's are kept apart; the person's is shown where there is one.
    A theme that is not kept is the machine's proposal: the next search puts others in its place.
    `merged_into` says whose texts its own count among; `split_at` that others took its place.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    study = models.ForeignKey(Study, models.CASCADE, related_name="themes")
    code = models.CharField(_("mark in a codebook"), max_length=80)
    machine_name = models.CharField(max_length=200, blank=True)
    model_name = models.CharField(_("a language model's name"), max_length=80, blank=True)
    person_name = models.CharField(_("name"), max_length=80, blank=True)
    description = models.TextField(_("what belongs to it"), max_length=1000, blank=True)
    words = models.JSONField(_("its most telling words"), default=list)
    is_none = models.BooleanField(default=False)
    kept_at = models.DateTimeField(null=True, editable=False)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="parts"
    )
    split_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["study", "code"], name="theme_code_once"),
            models.UniqueConstraint(
                fields=["study"], condition=Q(is_none=True), name="theme_none_once"
            ),
            models.CheckConstraint(
                name="theme_has_a_name",
                condition=~Q(machine_name="") | ~Q(person_name="") | Q(is_none=True),
            ),
            models.CheckConstraint(
                name="theme_named_by_a_person_is_kept",
                condition=Q(person_name="") | Q(kept_at__isnull=False),
            ),
            models.CheckConstraint(
                name="theme_is_not_merged_into_itself", condition=~Q(merged_into=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called."""
        return self.person_name or self.machine_name or str(_("None of these"))

    @property
    def is_kept(self) -> bool:
        """Whether a person took it for a theme."""
        return self.kept_at is not None

    @property
    def is_standing(self) -> bool:
        """Whether texts can have it: it wasn't merged, split or removed."""
        return self.merged_into_id is None and self.split_at is None and self.removed_at is None

    def get_absolute_url(self) -> str:
        """The team's page of it."""
        return reverse("themes:theme", args=[self.study_id, self.pk])


class Quote(Authored):
    """A text that shows what a theme is about. No words are kept: only which of them are shown.

    `pieces` are the first and last+1 characters of what is shown, counted in the text after what
    is personal was taken out; none means all of it. `seal` is a digest of that text. Where either
    text or rules have changed since, the seal breaks, and the quote is not shown until somebody
    approves it again. Where the text is erased, the quote goes with it.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        {"seal": "a digest of what a person wrote"}, kept="study", basis="public-task"
    )

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="quotes")
    text = models.ForeignKey(Text, models.CASCADE, related_name="quotes")
    rank = models.PositiveSmallIntegerField(default=1)
    by_machine = models.BooleanField(default=True)
    pieces = models.JSONField(default=list)
    seal = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["theme", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "text"], name="quote_once"),
            models.CheckConstraint(
                name="quote_approved_is_sealed",
                condition=Q(approved_at=None, seal="")
                | Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(seal=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id}: {self.text_id}"
