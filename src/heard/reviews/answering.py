"""Where a recommendation and what is done about it stand: worked out, never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.analysis import share_interval
from heard.reviews.scales import ENOUGH

if TYPE_CHECKING:
    from datetime import date

    from heard.reviews.models import Address, RecommendedAction

LEAST_TIME = timedelta(days=14)  # to answer, from publication on
USUAL_TIME = timedelta(days=56)
HALF = 0.5


class Standing(TextChoices):
    """Where a recommendation to one landlord stands."""

    WAITING = "waiting", _("Not answered yet")
    OVERDUE = "overdue", _("Answer overdue")
    ACCEPT = "accept", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    REJECT = "reject", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Progress(TextChoices):
    """Where an action stands."""

    DUE = "due", _("To be done")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", _("Said to be done")
    DROPPED = "dropped", _("Dropped")


class Verified(StrEnum):
    """What residents make of an action that the landlord says is done."""

    NOBODY = "nobody"  # said anything
    FEW = "few"  # too few to say
    SEEN = "seen"  # clearly more than half see it done
    NOT_SEEN = "not-seen"  # clearly fewer than half do
    MIXED = "mixed"  # neither is clear


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many residents say what of an action since it was said to be done.

    Examples:
        >>> Verdicts(9, 0, 0).verified, Verdicts(10, 0, 0).verified
        (<Verified.FEW: 'few'>, <Verified.SEEN: 'seen'>)
        >>> Verdicts(6, 2, 4).verified, Verdicts(1, 3, 12).verified
        (<Verified.MIXED: 'mixed'>, <Verified.NOT_SEEN: 'not-seen'>)
    """

    seen: int = 0
    partly: int = 0
    not_seen: int = 0

    @property
    def base(self) -> int:
        """How many said anything."""
        return self.seen + self.partly + self.not_seen

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of the share that sees it done; none on a small base."""
        if self.base < ENOUGH:
            return None
        low, high = share_interval(self.seen / self.base, self.base)
        return low, high

    @property
    def verified(self) -> Verified:
        """What follows: half or more must be clear of the interval."""
        if not self.base:
            return Verified.NOBODY
        if self.interval is None:
            return Verified.FEW
        low, high = self.interval
        return Verified.SEEN if low > HALF else Verified.NOT_SEEN if high < HALF else Verified.MIXED


def standing_of(address: Address, *, today: date, withdrawn: bool = False) -> Standing:
    """Where a recommendation to a landlord stands on a day."""
    if withdrawn:
        return Standing.WITHDRAWN
    if address.answer:
        return Standing(address.answer)
    return Standing.OVERDUE if address.due_on < today else Standing.WAITING


def days_late(address: Address, *, today: date) -> int:
    """By how many days the first answer came late, or is late by now; nought if it isn't."""
    given = timezone.localdate(address.answered_at) if address.answered_at else today
    return max(0, (given - address.due_on).days)


def progress_of(action: RecommendedAction, *, today: date) -> Progress:
    """Where an action stands on a day."""
    if action.dropped_at is not None:
        return Progress.DROPPED
    if action.done_at is not None:
        return Progress.DONE
    return Progress.OVERDUE if action.due_on < today else Progress.DUE
