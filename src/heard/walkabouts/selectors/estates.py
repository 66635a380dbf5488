"""Estates with when they were last walked, when they will be, and what is still to be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, DateField, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.access import COUNCIL, LANDLORD, Role
from heard.errors import NotFoundError
from heard.landlords.models import Estate
from heard.walkabouts.models import (
    Companion,
    EstateAction,
    Observation,
    Photo,
    Plan,
    Verdict,
    Walkabout,
)
from heard.walkabouts.selectors.finding import landlord_ids, may_run
from heard.walkabouts.showing import shown_verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.walkabouts.showing import Shown

PER_PAGE = 25
CLOSED_SHOWN = 25  # the latest closed actions on an estate's public page


@dataclass(frozen=True, slots=True)
class EstateRow:
    """What a list of estates filters by."""

    landlord: int | None = None
    ward: int | None = None
    q: str = ""
    order: str = ""  # name, or "longest": longest not walked first


@dataclass(frozen=True, slots=True)
class PublicAction:
    """An action as residents see it, with what they said of it and photos that were approved."""

    action: EstateAction
    place: str
    is_late: bool
    shown: Shown
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class LastWalk:
    """The latest walk that was held, with how many places got which grade of the scheme then."""

    walkabout: Walkabout
    grades: tuple[tuple[str, int], ...]
    ungraded: int


@dataclass(frozen=True, slots=True)
class PublicEstate:
    """All that residents see of an estate."""

    estate: Estate
    coming: Walkabout | None
    last: LastWalk | None
    open_actions: tuple[PublicAction, ...]
    closed_actions: tuple[PublicAction, ...]
    closed_in_all: int


def estate_public_list(wanted: EstateRow, *, page: int | str = 1) -> Page[Estate]:
    """One page of all estates."""
    return Paginator(_told(_filtered(Estate.objects.all(), wanted), wanted), PER_PAGE).get_page(
        page
    )


def estate_list_for(reader: Reader, wanted: EstateRow, *, page: int | str = 1) -> Page[Estate]:
    """One page of the estates that the reader has to do with."""
    rows = _told(_filtered(_estates_for(reader), wanted), wanted)
    return Paginator(rows, PER_PAGE).get_page(page)


def estate_get_for(reader: Reader, pk: int, *, runs: bool = False) -> Estate:
    """One of these; `runs`: only if they may plan its walkabouts.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = _estates_for(reader).filter(pk=pk).select_related("landlord", "ward").first()
    if found is None or (runs and not may_run(reader, found.landlord_id)):
        raise NotFoundError(_("There is no estate at this address that you may see."))
    return found


def plan_open_of(estate: Estate) -> Plan | None:
    """The plan by which the estate's walkabouts repeat, if there is one."""
    return Plan.objects.filter(estate=estate, ended_at=None).first()


def estate_public(pk: int) -> PublicEstate:
    """What residents see of an estate: the next and the last walk, and every action's state.

    Raises:
        NotFoundError: there is none.
    """
    estate = Estate.objects.filter(pk=pk).select_related("landlord", "ward").first()
    if estate is None:
        raise NotFoundError(_("There is no estate at this address."))
    today = timezone.localdate()
    seen = actions_public().filter(estate=estate)
    still = list(seen.filter(closed_at=None).order_by("due_on", "pk"))
    closed = seen.filter(closed_at__isnull=False)
    done = list(closed.order_by("-closed_on", "-pk")[:CLOSED_SHOWN])
    told = {one.action.pk: one for one in public_actions([*still, *done], today)}
    walks = Walkabout.objects.filter(estate=estate).select_related("landlord", "scheme")
    coming = walks.filter(held_at=None, cancelled_at=None, on__gte=today).order_by("on", "pk")
    last = walks.filter(held_at__isnull=False).order_by("-on", "-pk").first()
    return PublicEstate(
        estate,
        coming.first(),
        last_walk(last) if last else None,
        tuple(told[row.pk] for row in still),
        tuple(told[row.pk] for row in done),
        closed.count() if len(done) == CLOSED_SHOWN else len(done),
    )


def actions_public() -> QuerySet[EstateAction]:
    """Actions that residents see."""
    return EstateAction.objects.filter(
        dropped_at=None, hidden_at=None, observation__withdrawn_at=None
    ).select_related("observation", "estate")


def public_actions(rows: Sequence[EstateAction], today: date) -> Iterable[PublicAction]:
    """Each with its photos and verdicts, in two queries for all."""
    said = verdicts_of(rows)
    photos: dict[int, list[Photo]] = {}
    for photo in Photo.objects.filter(
        observation__in=[row.observation_id for row in rows], approved_at__isnull=False
    ):
        photos.setdefault(photo.observation_id, []).append(photo)
    for row in rows:
        counts = said.get(row.pk, Counter())
        yield PublicAction(
            row,
            row.observation.place,
            row.closed_at is None and row.due_on < today,
            shown_verdicts(done=counts[True], not_done=counts[False]),
            tuple(photos.get(row.observation_id, ())),
        )


def verdicts_of(
    rows: Sequence[EstateAction], *, doubtful: bool = False
) -> dict[int, Counter[bool]]:
    """How many residents said since each was closed that it was done, and that it wasn't."""
    closed = {row.pk: row.closed_at for row in rows if row.closed_at is not None}
    verdicts = Verdict.objects.filter(action__in=list(closed))
    if not doubtful:
        verdicts = verdicts.filter(doubtful=False)
    found: dict[int, Counter[bool]] = {}
    for action, done, at in verdicts.values_list("action_id", "done", "at").order_by():
        since = closed[action]
        if at >= since:
            found.setdefault(action, Counter())[done] += 1
    return found


def last_walk(walkabout: Walkabout) -> LastWalk:
    """A walk with its grades counted, best first; those that nobody gave aren't there."""
    words = list(
        walkabout.scheme.grades.annotate(
            given=Count(
                "observations",
                filter=Q(observations__walkabout=walkabout, observations__withdrawn_at=None),
            )
        ).values_list("word", "given")
    )
    ungraded = Observation.objects.filter(
        walkabout=walkabout, withdrawn_at=None, grade=None
    ).count()
    return LastWalk(walkabout, tuple(words), ungraded)


def _estates_for(reader: Reader) -> QuerySet[Estate]:
    rows = Estate.objects.all()
    if reader.roles & COUNCIL:
        return rows
    found = Q(pk__in=[])
    if reader.roles & LANDLORD:
        found |= Q(landlord__in=landlord_ids(reader))
    if Role.COUNCILLOR in reader.roles:
        found |= Q(ward__in=reader.wards)
    if reader.roles & {Role.COUNCILLOR, Role.REPRESENTATIVE} and reader.user_id is not None:
        mine = Companion.objects.filter(user=reader.user_id, left_at=None)
        found |= Q(pk__in=mine.values("walkabout__estate"))
    return rows.filter(found)


def _filtered(rows: QuerySet[Estate], wanted: EstateRow) -> QuerySet[Estate]:
    if wanted.landlord is not None:
        rows = rows.filter(landlord=wanted.landlord)
    if wanted.ward is not None:
        rows = rows.filter(ward=wanted.ward)
    if wanted.q.strip():
        rows = rows.filter(name__icontains=wanted.q.strip())
    return rows


def _told(rows: QuerySet[Estate], wanted: EstateRow) -> QuerySet[Estate]:
    """The estates with `last_on`, `next_on`, `open_actions`; worked out for one page only."""
    of_estate = Walkabout.objects.filter(estate=OuterRef("pk")).order_by()
    last = of_estate.filter(held_at__isnull=False).order_by("-on").values("on")[:1]
    coming = of_estate.filter(
        held_at=None, cancelled_at=None, on__gte=timezone.localdate()
    ).order_by("on")
    still = (
        EstateAction.objects.filter(estate=OuterRef("pk"), closed_at=None, dropped_at=None)
        .order_by()
        .values("estate")
        .annotate(number=Count("pk"))
        .values("number")
    )
    told = rows.select_related("landlord", "ward").annotate(
        last_on=Subquery(last, output_field=DateField()),
        next_on=Subquery(coming.values("on")[:1], output_field=DateField()),
        open_actions=Coalesce(Subquery(still, output_field=IntegerField()), 0),
    )
    if wanted.order == "longest":
        return told.order_by(F("last_on").asc(nulls_first=True), "name", "pk")
    return told.order_by("name", "pk")
