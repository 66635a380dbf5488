"""What can be wrong with something done to a charter, in words for whoever did it."""

from __future__ import annotations

from heard.errors import HeardError


class CharterError(HeardError):
    """Something can't be done to a charter; `field` names what to mend in a form."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
