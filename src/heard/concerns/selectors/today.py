"""What the team has to do today, found by a fixed number of queries that each read few rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from heard.concerns.events import Status, Waiting
from heard.concerns.models import Deadline, LikelyDuplicate, Telling
from heard.concerns.selectors.finding import cases_for
from heard.concerns.selectors.lists import SHOWN, counted, new_and_unassigned, waiting_on

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.concerns.models import Concern

# What a line shows, and no more: this page is the one that is opened most.
ONLY = (
    "reference",
    "category",
    "status",
    "place_kind",
    "raised_at",
    "due_at",
    "due_rule",
    "suspicions",
    "landlord__name",
    "estate__name",
    "assigned_to__first_name",
    "assigned_to__last_name",
    "assigned_to__email",
)
FEW = 10  # rows of each list; the rest is behind a link
WHOSE = (Waiting.TEAM, Waiting.LANDLORD, Waiting.COUNCILLOR, Waiting.RESIDENT)
SOON = timedelta(days=7)  # for commitments, of which people are reminded early


@dataclass(frozen=True, slots=True)
class Listed:
    """The first rows of a list, and how many there are, counted up to `lists.MOST_COUNTED`."""

    rows: list[Concern]
    count: int

    @property
    def more(self) -> bool:
        """Whether there are others."""
        return self.count > len(self.rows)


@dataclass(frozen=True, slots=True)
class Today:
    """What is to be done, for one member of the team or for all of it."""

    now: datetime
    overdue: Listed
    today: Listed
    tomorrow: Listed
    not_fixed: Listed
    to_check: Listed
    new: Listed
    waiting: tuple[tuple[Waiting, int], ...]
    to_tell: list[Telling]
    commitments: list[Deadline]
    duplicates: list[LikelyDuplicate]


def today_for(reader: Reader, *, mine: bool, now: datetime | None = None) -> Today:
    """What is due, whose turn it is and what nobody has looked at yet.

    With `mine`, only cases assigned to the reader; what waits for anybody of the team is always
    everybody's.
    """
    now = now or timezone.now()
    every = cases_for(reader)
    cases = every.filter(assigned_to=reader.user_id) if mine else every
    midnight = _midnight(now)
    due = cases.filter(closed_at=None).order_by("due_at", "id")  # each part asks for days below one
    quiet = ("last_at", "id")
    return Today(
        now=now,
        overdue=_listed(due.filter(due_at__lt=now)),
        today=_listed(due.filter(due_at__gte=now, due_at__lt=midnight)),
        tomorrow=_listed(due.filter(due_at__gte=midnight, due_at__lt=midnight + _DAY)),
        not_fixed=_listed(_open(cases, Status.NOT_FIXED).order_by(*quiet)),
        to_check=_listed(_open(every, Status.TO_CHECK).order_by(*quiet)),
        new=_listed(new_and_unassigned(every).order_by(*quiet)),
        waiting=_waiting(cases, one=mine),
        to_tell=_to_tell(reader, mine=mine),
        commitments=_commitments(cases if mine else None, until=now + SOON),
        duplicates=_duplicates(),
    )


_DAY = timedelta(days=1)


def _midnight(now: datetime) -> datetime:
    """The moment at which today ends, in England."""
    day = timezone.localdate(now) + _DAY
    return timezone.make_aware(datetime.combine(day, time()))


def _open(cases: QuerySet[Concern], status: Status) -> QuerySet[Concern]:
    return cases.filter(closed_at=None, status=status)


def _listed(cases: QuerySet[Concern]) -> Listed:
    rows = cases.select_related(*SHOWN).only(*ONLY)[:FEW]
    return Listed(list(rows), counted(cases))


def _waiting(cases: QuerySet[Concern], *, one: bool) -> tuple[tuple[Waiting, int], ...]:
    """Whose turn it is in how many cases. One person's cases are few enough to count in one go."""
    if one:
        turns = cases.filter(closed_at=None).order_by().values_list("waiting_on")
        found = dict(turns.annotate(Count("pk")))
        return tuple((whom, found.get(whom.value, 0)) for whom in WHOSE)
    return tuple((whom, counted(waiting_on(cases, whom))) for whom in WHOSE)


def _to_tell(reader: Reader, *, mine: bool) -> list[Telling]:
    """People whom no e-mail reaches, those who wait longest first."""
    rows = Telling.objects.filter(done_at=None).select_related("concern", "party__person", "event")
    if mine:
        rows = rows.filter(concern__assigned_to=reader.user_id)
    shown = ("since", "concern__reference", "party__person__contact_by", "event__kind")
    return list(rows.only(*shown).order_by("since", "id")[:FEW])


def _commitments(cases: QuerySet[Concern] | None, *, until: datetime) -> list[Deadline]:
    """What landlords promised and haven't done, by the day they named.

    One person's open cases are asked for first: else stores read every promise there is, by its
    day, until enough of them are found to be that person's.
    """
    rows = Deadline.objects.filter(rule="commitment", due_at__lt=until)
    if cases is not None:
        rows = rows.filter(
            concern__in=list(cases.filter(closed_at=None).values_list("pk", flat=True))
        )
    shown = ("due_at", "concern__reference", "concern__category", "landlord__name")
    rows = rows.select_related("concern", "landlord").only(*shown)
    return list(rows.order_by("due_at", "id")[:FEW])


def _duplicates() -> list[LikelyDuplicate]:
    rows = LikelyDuplicate.objects.filter(settled_at=None).select_related("newer", "older")
    shown = ("reasons", "newer__reference", "newer__category", "older__reference")
    return list(rows.only(*shown).order_by("-score", "id")[:FEW])
