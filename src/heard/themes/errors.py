"""What can't be done with themes, in words for whoever asked for it."""

from __future__ import annotations

from heard.errors import HeardError


class ThemeError(HeardError):
    """Something can't be done with themes; `field` names the box that it is about."""

    def __init__(self, said: str, *, field: str = "") -> None:
        super().__init__(said)
        self.field = field
