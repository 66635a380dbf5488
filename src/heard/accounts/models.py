"""People who sign in. The next parts of Heard replace passwords; the model is ours from the start."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who signs in; `is_staff` means the council's own staff."""
