"""What was seen at a landlord's estates, for those who look for evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from heard.landlords.lineage import ancestors
from heard.landlords.selectors.lineage import edges
from heard.walkabouts.models import Observation

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from heard.landlords.models import Landlord
    from heard.walkabouts.models import EstateAction


@dataclass(frozen=True, slots=True)
class ObservationSeen:
    """One observation. The grade stands with its scheme, since grades of others aren't like it.

    `by_role` is in what role somebody saw it. `action` is "", "open", "late" or "closed".
    """

    key: UUID
    walkabout_key: UUID
    estate: str
    on: date
    place: str
    seen: str
    grade: str
    scheme: str
    by_role: str
    framework_code: str
    criterion_code: str
    action: str
    photos: int


def with_predecessors(landlord: Landlord) -> set[int]:
    """The landlord and those that became part of it whole."""
    known = [edge for edge in edges() if edge.whole]
    return {landlord.pk, *ancestors(known, landlord.pk)}


def observations_for(
    landlord: Landlord, period: tuple[date, date], *, keys: frozenset[UUID] | None = None
) -> list[ObservationSeen]:
    """What was seen on the landlord's walkabouts from the first to the last day of the period.

    Those of landlords that became part of it are there too. `keys`: of these only. Withdrawn ones
    aren't there. Two queries. Whoever calls it sees to who may read them.
    """
    start, end = period
    rows = Observation.objects.filter(
        walkabout__landlord__in=with_predecessors(landlord),
        walkabout__on__range=(start, end),
        withdrawn_at=None,
    )
    if keys is not None:
        rows = rows.filter(key__in=keys)
    rows = (
        rows.select_related("walkabout__estate", "walkabout__scheme", "grade", "action")
        .annotate(pictures=Count("photos"))
        .order_by("-walkabout__on", "seen_at", "pk")
    )
    today = timezone.localdate()
    return [_seen(row, row.pictures, today) for row in rows]


def _seen(row: Observation, photos: int, today: date) -> ObservationSeen:
    return ObservationSeen(
        key=row.key,
        walkabout_key=row.walkabout.key,
        estate=row.walkabout.estate.name,
        on=row.walkabout.on,
        place=row.place,
        seen=row.seen,
        grade=row.grade.word if row.grade else "",
        scheme=row.walkabout.scheme.name,
        by_role=row.by_role,
        framework_code=row.framework_code,
        criterion_code=row.criterion_code,
        action=_state(getattr(row, "action", None), today),
        photos=photos,
    )


def _state(action: EstateAction | None, today: date) -> str:
    if action is None or action.dropped_at is not None:
        return ""
    if action.closed_at is not None:
        return "closed"
    return "late" if action.due_on < today else "open"
