"""What can be wrong with something done to a concern, each in words for whoever did it."""

from __future__ import annotations

from heard.errors import HeardError, NotFoundError


class ConcernError(HeardError):
    """Something can't be done to a concern; `field` names what to mend in a form."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NoSuchConcernError(NotFoundError):
    """There is none, or it is none of the reader's."""
