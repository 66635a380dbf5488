"""How many walkabouts a landlord held of those planned, and how many actions it closed on time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils import timezone

from heard.analysis.intervals import share_interval
from heard.analysis.small_numbers import LEAST_BASE
from heard.walkabouts.models import EstateAction, Walkabout
from heard.walkabouts.selectors.evidence import with_predecessors

if TYPE_CHECKING:
    from datetime import date

    from heard.landlords.models import Landlord


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many. `share`, `low` and `high` (0 to 1, 95%) are None on a base of nought."""

    count: int
    base: int
    share: float | None
    low: float | None
    high: float | None

    @property
    def has_percentage(self) -> bool:
        """Whether the base bears a percentage; otherwise say "3 of 5"."""
        return self.base >= LEAST_BASE


@dataclass(frozen=True, slots=True)
class WalkaboutFigures:
    """Figures of one landlord and one period.

    `held`: walkabouts held, of those first planned for a day of the period that has passed. One
    moved counts where it was first planned; one cancelled counts as planned and not held.
    `on_time`: actions done by the date first given, of those first due in the period up to
    yesterday or done already. `estates_walked`: estates with at least one walkabout held, of
    estates that have one planned or held.
    """

    held: Rate
    cancelled: int
    unsaid: int
    on_time: Rate
    open_late: int
    estates_walked: Rate


def walkabout_figures(landlord: Landlord, period: tuple[date, date]) -> WalkaboutFigures:
    """The landlord's figures from the first to the last day, with its predecessors'."""
    start, end = period
    landlords = with_predecessors(landlord)
    today = timezone.localdate()
    planned = Walkabout.objects.filter(landlord__in=landlords, due_on__range=(start, end))
    # One to come counts once it is due; one brought forward and held counts at once. Those that
    # went with the plan they belonged to weren't called off: they aren't planned any more.
    over = Q(due_on__lt=today) | Q(held_at__isnull=False)
    ended = Q(plan__ended_at__isnull=False, cancelled_at__gte=F("plan__ended_at"))
    walks = (
        planned.filter(over)
        .exclude(ended)
        .aggregate(
            base=Count("pk"),
            held=Count("pk", filter=Q(held_at__isnull=False)),
            cancelled=Count("pk", filter=Q(cancelled_at__isnull=False)),
            unsaid=Count("pk", filter=Q(held_at=None, cancelled_at=None, on__lt=today)),
            estates=Count("estate", distinct=True),
            walked=Count("estate", filter=Q(held_at__isnull=False), distinct=True),
        )
    )
    due = EstateAction.objects.filter(
        landlord__in=landlords, dropped_at=None, first_due_on__range=(start, end)
    )
    done = Q(closed_at__isnull=False)
    acts = due.filter(done | Q(first_due_on__lt=today)).aggregate(
        base=Count("pk"),
        on_time=Count("pk", filter=done & Q(closed_on__lte=F("first_due_on"))),
        late=Count("pk", filter=Q(closed_at=None)),
    )
    return WalkaboutFigures(
        held=rate(walks["held"], walks["base"]),
        cancelled=walks["cancelled"],
        unsaid=walks["unsaid"],
        on_time=rate(acts["on_time"], acts["base"]),
        open_late=acts["late"],
        estates_walked=rate(walks["walked"], walks["estates"]),
    )


def rate(count: int, base: int) -> Rate:
    """So many of so many, with Wilson's interval."""
    if not base:
        return Rate(0, 0, None, None, None)
    low, high = share_interval(count / base, base)
    return Rate(count, base, count / base, low, high)
