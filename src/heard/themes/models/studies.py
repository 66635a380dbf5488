"""A study: a set of texts, and the work of sorting them into themes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import NONE_PERSONAL, Personal
from heard.accounts.authored import Authored
from heard.concerns.models import Concern
from heard.landlords.models import Landlord, Tenure, Ward
from heard.runs.models import Run, live_while_unfinished


class Source(models.TextChoices):
    """Where the texts come from."""

    CONCERNS = "concerns", _("Concerns that residents raised")
    FILE = "file", _("A file, such as answers to a question")


class Study(Authored):
    """A set of texts that is sorted into themes: concerns of a period, or the rows of a file.

    A study of concerns without `last` goes on: new concerns fall into its kept themes every day.
    `texts_count` and `base` are written with the texts: how many there are, and how many of them
    were sorted.
    """

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    title = models.CharField(_("title"), max_length=120)
    source = models.CharField(max_length=10, choices=Source.choices)
    question = models.CharField(_("what people were asked"), max_length=500, blank=True)
    first = models.DateField(_("from"), null=True, blank=True)
    last = models.DateField(_("to"), null=True, blank=True)
    category = models.CharField(_("about"), max_length=40, blank=True)
    landlord = models.ForeignKey(Landlord, models.PROTECT, null=True, blank=True, related_name="+")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    left_out = models.PositiveIntegerField(_("rows left out"), default=0)
    texts_count = models.PositiveIntegerField(default=0, editable=False)
    shared_at = models.DateTimeField(_("shown to landlords since"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    watched_at = models.DateTimeField(_("warned of since"), null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("study of themes")
        verbose_name_plural = _("studies of themes")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="study_of_concerns_has_a_start",
                condition=~Q(source="concerns") | Q(first__isnull=False),
            ),
            models.CheckConstraint(
                name="study_ends_after_it_starts", condition=Q(last=None) | Q(last__gte=F("first"))
            ),
            models.CheckConstraint(
                name="study_removed_is_not_shown",
                condition=Q(removed_at=None)
                | Q(shared_at=None, published_at=None, watched_at=None),
            ),
            models.CheckConstraint(
                name="study_watched_is_of_concerns_and_goes_on",
                condition=Q(watched_at=None) | Q(source="concerns", last=None),
            ),
            models.UniqueConstraint(
                Value(1), condition=Q(watched_at__isnull=False), name="study_watched_one"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The team's page of it."""
        return reverse("themes:study", args=[self.pk])

    @property
    def goes_on(self) -> bool:
        """Whether new concerns fall into it."""
        return self.source == Source.CONCERNS and self.last is None


class Text(models.Model):
    """One text of a study, with the machine's theme and a person's, kept apart.

    Words of a concern are read from the concern and never copied. `theme` follows from the other
    two: a person's before the machine's, and what that was merged into. Null is "not sorted yet";
    texts that no theme fits have the study's theme that `is_none`.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        {"words": "what a person wrote", "mark": "the row's own number"},
        kept="study",
        basis="public-task",
    )

    study = models.ForeignKey(Study, models.CASCADE, related_name="texts")
    concern = models.ForeignKey(Concern, models.CASCADE, null=True, related_name="+")
    mark = models.CharField(max_length=100, blank=True)
    words = models.TextField(max_length=10_000, blank=True)
    day = models.DateField(null=True)
    landlord = models.ForeignKey(Landlord, models.PROTECT, null=True, related_name="+")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, related_name="+")
    tenure = models.CharField(max_length=20, choices=Tenure.choices, blank=True)
    machine = models.ForeignKey("Theme", models.SET_NULL, null=True, related_name="+")
    score = models.FloatField(_("how clear that is, 0-1"), default=0)
    person = models.ForeignKey("Theme", models.SET_NULL, null=True, related_name="+")
    person_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    person_at = models.DateTimeField(null=True)
    theme = models.ForeignKey(
        "Theme", models.SET_NULL, null=True, related_name="texts", editable=False
    )

    class Meta:
        verbose_name = _("text of a study")
        verbose_name_plural = _("texts of studies")
        ordering = ["pk"]
        indexes = [models.Index(fields=["study", "theme", "-score"], name="text_by_theme")]
        constraints = [
            models.UniqueConstraint(fields=["study", "concern"], name="text_of_concern_once"),
            models.CheckConstraint(
                name="text_has_words_or_a_concern",
                condition=Q(concern=None) & ~Q(words="") | Q(concern__isnull=False, words=""),
            ),
            models.CheckConstraint(
                name="text_score_is_a_share", condition=Q(score__gte=0, score__lte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.mark or str(self.pk)

    @property
    def shown_words(self) -> str:
        """The words as they may be read: what was taken out of a concern's stays out."""
        return self.concern.shown_words if self.concern else self.words


class What(models.TextChoices):
    """What a run does."""

    FIND = "find", _("Find themes")
    FOLLOW = "follow", _("Sort new texts into the kept themes")
    SPLIT = "split", _("Split a theme")
    GIVEN = "given", _("Sort all texts into the kept themes")
    NAME = "name", _("Ask for names of themes")


class Step(models.TextChoices):
    """What is being done."""

    READING = "reading", _("Reading the texts")
    SORTING = "sorting", _("Sorting them into themes")
    ASKING = "asking", _("Asking for names")
    KEEPING = "keeping", _("Writing down what was found")


class Sorting(Run):
    """The work of sorting a study's texts. One at a time in each study."""

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    study = models.ForeignKey(Study, models.CASCADE, related_name="sortings")
    what = models.CharField(max_length=10, choices=What.choices)
    theme = models.ForeignKey("Theme", models.SET_NULL, null=True, related_name="+")
    k = models.PositiveSmallIntegerField(_("how many themes"), null=True)
    seed = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=10, choices=Step.choices, blank=True)
    live = models.BooleanField(null=True, default=True, editable=False)

    class Meta:
        verbose_name = _("sorting of texts")
        verbose_name_plural = _("sortings of texts")
        ordering = ["-pk"]
        constraints = [
            live_while_unfinished("sorting_live_while_unfinished"),
            models.UniqueConstraint(fields=["study", "live"], name="sorting_one_a_study"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        """The page that shows how far it is."""
        return reverse("themes:sorting", args=[self.study_id, self.pk])
