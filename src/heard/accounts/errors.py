"""What can go wrong with people and their roles."""

from __future__ import annotations

from heard.errors import HeardError


class PeopleError(HeardError):
    """An invitation or a role that can't be given as asked."""
