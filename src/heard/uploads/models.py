"""Files that people sent, as Heard keeps them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import Personal


class Kind(models.TextChoices):
    """What a file is to people."""

    IMAGE = "image", _("Photo or picture")
    PDF = "pdf", _("PDF")


class VirusCheck(models.TextChoices):
    """Whether a virus checker looked at the file. One that it refused is never stored."""

    CLEAN = "clean", _("Nothing found")
    UNCHECKED = "unchecked", _("Not checked")


class StoredFile(models.Model):
    """A photo or PDF that was opened, found safe and written anew. The original isn't kept."""

    PERSONAL: ClassVar[Personal] = Personal(
        fields={
            "path": "the photo or document itself, which may show people and their homes",
            "sha256": "a fingerprint of the photo or document",
            "original_name": "what the person called it",
            "uploaded_by": "who sent it",
            "removed_by": "who removed it",
            "removed_because": "why, in their own words",
        },
        kept="case",
        basis="public-task",
    )

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    size = models.PositiveIntegerField(help_text=_("Bytes, as kept."))
    sha256 = models.CharField(max_length=64, blank=True, help_text=_("Of the bytes kept."))
    original_name = models.CharField(_("name"), max_length=100, blank=True)
    path = models.CharField(max_length=40, blank=True)
    virus_check = models.CharField(max_length=10, choices=VirusCheck.choices)
    uploaded_at = models.DateTimeField(_("sent"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(_("removed"), null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    removed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["path"], condition=~Q(path=""), name="stored_file_path_once"
            ),
            models.CheckConstraint(
                name="stored_file_is_kept_or_removed",
                condition=Q(removed_at=None) & ~Q(path="") & ~Q(sha256="")
                | Q(removed_at__isnull=False, path="", sha256="", original_name=""),
            ),
            models.CheckConstraint(
                name="stored_file_is_picture_or_pages",
                condition=Q(kind="image", width__isnull=False, height__isnull=False, pages=None)
                | Q(kind="pdf", width=None, height=None, pages__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.original_name or str(_("a file that was removed"))

    @property
    def is_image(self) -> bool:
        """Whether it can be shown on a page."""
        return self.kind == Kind.IMAGE
