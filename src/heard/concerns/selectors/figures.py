"""Figures of a landlord that residents' concerns give: counted, each with its base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from heard.analysis import share_interval
from heard.concerns.events import Felt
from heard.concerns.models import Concern, Deadline
from heard.concerns.rules import rule_packs

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

SMALLEST_BASE = 10  # on fewer, no share is given to anybody outside the team


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a base, with Wilson's interval of the share."""

    count: int
    base: int

    @property
    def is_enough(self) -> bool:
        """Whether the base is large enough for a share."""
        return self.base >= SMALLEST_BASE

    @property
    def share(self) -> float | None:
        """Share of the base, 0–1; none where the base is too small."""
        return self.count / self.base if self.is_enough else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Both ends of the share's 95% interval."""
        if self.share is None:
            return None
        low, high = share_interval(self.share, self.base)
        return low, high


NOTHING = Figure(0, 0)


def clocks_met_of(
    landlords: Collection[int], *, first: date, last: date, now: datetime | None = None
) -> dict[int, Figure]:
    """How many of a landlord's deadlines that fell due in the period were kept, by landlord.

    The landlord's own alone: neither the council's nor those still running. One query.
    """
    now = now or timezone.now()
    theirs = {rule.code for pack in rule_packs() for rule in pack.rules if rule.who == "landlord"}
    over = Q(state__in=["met", "missed"]) | Q(state="running", due_at__lt=now)
    rows = (
        Deadline.objects.filter(
            over,
            landlord__in=landlords,
            rule__in=theirs,
            due_at__date__range=(first, last),
        )
        .order_by()
        .values_list("landlord_id")
        .annotate(met=Count("pk", filter=Q(state="met")), base=Count("pk"))
    )
    return {landlord: Figure(met, base) for landlord, met, base in rows}


def felt_listened_of(landlords: Collection[int], *, first: date, last: date) -> dict[int, Figure]:
    """How many residents felt listened to, of those who said, by landlord.

    Of concerns that closed in the period. "Partly" is not yes. One query.
    """
    rows = (
        Concern.objects.filter(
            landlord__in=landlords, closed_at__date__range=(first, last), merged_into=None
        )
        .exclude(felt="")
        .order_by()
        .values_list("landlord_id")
        .annotate(yes=Count("pk", filter=Q(felt=Felt.YES)), base=Count("pk"))
    )
    return {landlord: Figure(yes, base) for landlord, yes, base in rows}
