"""Lists of walkabouts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone

from heard.walkabouts.selectors.finding import walkabouts_for

if TYPE_CHECKING:
    from datetime import date

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.walkabouts.models import Walkabout

PER_PAGE = 25
SHOWS = ("coming", "unsaid", "held", "cancelled", "all")


@dataclass(frozen=True, slots=True)
class WalkaboutsWanted:
    """Which walkabouts. `unsaid`: their day has passed and nobody said whether they were held."""

    show: str = "coming"
    landlord: int | None = None
    estate: int | None = None
    ward: int | None = None
    q: str = ""
    since: date | None = None
    until: date | None = None


def walkabout_list_for(
    reader: Reader, wanted: WalkaboutsWanted, *, page: int | str = 1, per_page: int = PER_PAGE
) -> Page[Walkabout]:
    """One page of walkabouts: those to come with the next first, others with the latest first."""
    rows = walkabouts_wanted(reader, wanted)
    return Paginator(rows, per_page).get_page(page)


def walkabouts_wanted(reader: Reader, wanted: WalkaboutsWanted) -> QuerySet[Walkabout]:
    """All of them, each with how many observations and open actions it has."""
    rows = walkabouts_for(reader).filter(_asked(wanted), **_where(wanted))
    order = ("on", "at_time", "pk") if wanted.show == "coming" else ("-on", "-at_time", "-pk")
    return (
        rows.select_related("estate__ward", "landlord", "scheme")
        .annotate(
            noted=Count("observations", filter=Q(observations__withdrawn_at=None), distinct=True),
            still_open=Count(
                "observations__action",
                filter=Q(
                    observations__action__closed_at=None, observations__action__dropped_at=None
                ),
                distinct=True,
            ),
        )
        .order_by(*order)
    )


def _asked(wanted: WalkaboutsWanted) -> Q:
    today = timezone.localdate()
    neither = Q(held_at=None, cancelled_at=None)
    match wanted.show:
        case "held":
            return Q(held_at__isnull=False)
        case "cancelled":
            return Q(cancelled_at__isnull=False)
        case "unsaid":
            return neither & Q(on__lt=today)
        case "all":
            return Q()
    # One of today stays at hand all day, also once something was noted on it.
    return Q(cancelled_at=None) & (Q(on=today) | Q(held_at=None, on__gt=today))


def _where(wanted: WalkaboutsWanted) -> dict[str, object]:
    given = {
        "landlord": wanted.landlord,
        "estate": wanted.estate,
        "estate__ward": wanted.ward,
        "estate__name__icontains": wanted.q or None,
        "on__gte": wanted.since,
        "on__lte": wanted.until,
    }
    return {name: value for name, value in given.items() if value is not None}
