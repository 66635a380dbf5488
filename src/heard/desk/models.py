"""Who of a landlord's people takes on what waits for it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.access.privacy import Personal


class Taken(models.Model):
    """Somebody says to their colleagues: I do this. It ends when they say so, or it is done."""

    PERSONAL: ClassVar[Personal] = Personal(
        {"user": "who takes it on"}, kept="account", basis="public-task"
    )

    item = models.CharField(_("what"), max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("task taken on")
        verbose_name_plural = _("tasks taken on")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "user"], name="desk_taken_once"),
        ]

    def __str__(self) -> str:
        return self.item
