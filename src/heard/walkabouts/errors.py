"""What a walkabout can't take, in words for whoever asked for it."""

from __future__ import annotations

from heard.errors import HeardError


class WalkaboutError(HeardError):
    """Something can't be done with a walkabout; `field` names the box that it is about."""

    def __init__(self, said: str, *, field: str = "") -> None:
        super().__init__(said)
        self.field = field
