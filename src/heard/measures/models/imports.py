"""Workbooks that staff uploaded."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from heard.access.privacy import Personal
from heard.measures.models.choices import ImportState


class ImportJob(models.Model):
    """Workbooks that a member of staff uploaded, read in the background."""

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"created_by": "who uploaded it", "files": "what they called the files"},
        kept="record",
        basis="public-task",
    )

    files = models.JSONField(default=list)  # [{"name": as uploaded, "stored": where it is kept}]
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    report = models.JSONField(default=list)  # one object a workbook
    faults = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Import of {', '.join(file['name'] for file in self.files)}"

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in {ImportState.DONE, ImportState.REFUSED}
