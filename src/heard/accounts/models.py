"""People who sign in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person who signs in; `is_staff` means the council's own staff."""


class HealthCheck(models.Model):
    """One row that is written and read back to see whether the store works."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.at.isoformat()
