"""Counts of what was done lately, by whom nobody can tell."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import Personal


class ThrottleCount(models.Model):
    """How often something was done within one stretch of time by one person or address.

    The row's name is a keyed digest in which the stretch of time takes part: no address can be
    read from it, and no two stretches can be put together without the installation's key.
    """

    PERSONAL: ClassVar[Personal] = Personal(
        fields={"digest": "a keyed digest of an internet address, e-mail address or session"},
        kept="session",
        basis="public-task",
    )

    digest = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    expires = models.BigIntegerField(db_index=True, help_text=_("Seconds of the epoch."))

    class Meta:
        verbose_name = _("count of what was done lately")
        verbose_name_plural = _("counts of what was done lately")

    def __str__(self) -> str:
        return f"{self.digest[:8]}: {self.count}"
