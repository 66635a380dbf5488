"""What can be wrong with something done to a practice, in words for whoever did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.errors import HeardError

if TYPE_CHECKING:
    from collections.abc import Sequence


class PracticeError(HeardError):
    """Something can't be done to a practice; `field` names what to mend in a form."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class UnfinishedError(PracticeError):
    """A practice can't be sent in yet: what is missing, each in a sentence."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = tuple(missing)
