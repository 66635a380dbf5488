"""What hangs on a concern: files, other concerns, its entry in the search; and unfinished ones."""

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
from heard.concerns.models.timeline import Event
from heard.uploads.models import StoredFile


class Attachment(models.Model):
    """A file that came with an event. Whoever is shown the event may be shown the file."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="attachments")
    event = models.ForeignKey(Event, models.PROTECT, related_name="attachments")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="attachment")
    caption = models.CharField(_("what it shows"), max_length=200, blank=True)

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"file": "a photo or document", "caption": "what it shows"},
        kept="case",
        basis="public-task",
    )

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return f"Attachment {self.pk}"


class LinkKind(models.TextChoices):
    """How two concerns belong together."""

    DUPLICATE = "duplicate", _("The same concern, raised twice")
    GROUP = "group", _("Part of a concern of many households")
    SPLIT = "split", _("Split from")
    RELATED = "related", _("Belongs together with")


class Link(models.Model):
    """Two concerns that belong together. Only the team sees it."""

    kind = models.CharField(max_length=10, choices=LinkKind.choices)
    source = models.ForeignKey(Concern, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Concern, models.CASCADE, related_name="links_in")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(fields=["kind", "source", "target"], name="link_once"),
            models.CheckConstraint(name="link_joins_two", condition=~Q(source=F("target"))),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class LikelyDuplicate(models.Model):
    """Two concerns that look alike, until somebody says whether they are the same."""

    newer = models.ForeignKey(Concern, models.CASCADE, related_name="+")
    older = models.ForeignKey(Concern, models.CASCADE, related_name="+")
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    class Meta:
        verbose_name = _("likely duplicate")
        verbose_name_plural = _("likely duplicates")
        constraints = [
            models.UniqueConstraint(fields=["newer", "older"], name="likely_duplicate_once"),
            models.CheckConstraint(
                name="likely_duplicate_is_a_share", condition=Q(score__gte=0, score__lte=1)
            ),
        ]
        indexes = [
            models.Index(
                fields=["-score", "id"],
                name="likely_duplicate_unsettled",
                condition=Q(settled_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"Likely duplicate {self.pk}"


class Telling(models.Model):
    """Somebody whom no e-mail reaches, to be told of an event by telephone or letter."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="tellings")
    party = models.ForeignKey(Party, models.CASCADE, related_name="tellings")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    class Meta:
        verbose_name = _("person to be told")
        verbose_name_plural = _("people to be told")
        constraints = [
            models.UniqueConstraint(fields=["party", "event"], name="telling_once"),
        ]
        indexes = [
            models.Index(fields=["since", "id"], name="telling_open", condition=Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return f"Telling {self.pk}"


class SearchEntry(models.Model):
    """What the team's search looks through. Rewritten with the concern; erased with it."""

    concern = models.OneToOneField(
        Concern, models.CASCADE, primary_key=True, related_name="search_entry"
    )
    text = models.TextField()

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"text": "names, places and words of a concern"}, kept="case", basis="public-task"
    )

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return f"Search entry {self.pk}"


class ReplyTemplate(models.Model):
    """Words that the team says often, to start from."""

    title = models.CharField(_("title"), max_length=100, unique=True)
    body = models.TextField(_("words"), max_length=5000)
    edited_at = models.DateTimeField(default=timezone.now)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar[Personal] = NONE_PERSONAL

    class Meta:
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Draft(models.Model):
    """A concern that somebody is still writing. Gone within a day unless it is sent."""

    key = models.CharField(max_length=64, unique=True, editable=False)
    submission = models.UUIDField(unique=True, editable=False)
    data = models.JSONField(default=dict)
    shown_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="+")

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"data": "what somebody has written so far", "files": "their photos"},
        kept="draft",
        basis="public-task",
    )

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return f"Draft {self.pk}"
