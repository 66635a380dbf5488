"""What can't be done to a review, in words for whoever tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.errors import HeardError, NotFoundError

if TYPE_CHECKING:
    from heard.reviews.models import Comment, EarlierWords, Score


class ReviewError(HeardError):
    """Something can't be done as it was asked; `field` says what to mend, if one thing is it."""

    def __init__(self, message: object, *, field: str = "") -> None:
        super().__init__(str(message))
        self.field = field


class StaleError(ReviewError):
    """Somebody else saved first. What was typed isn't lost: the form comes back with both."""

    def __init__(
        self, message: object, *, current: Score | Comment | EarlierWords | None = None
    ) -> None:
        super().__init__(message)
        self.current = current


class NoSuchReviewError(NotFoundError):
    """There is no such review, landlord, criterion, session or seat, or not for this reader."""
