"""Enter two years of walkabouts that end with today, by landlords who grade in different ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from heard.access import LANDLORD, Role
from heard.accounts.models import Membership, User
from heard.demo.chance import stream
from heard.demo.concerns.days import DAY, moment
from heard.demo.walkabouts.rows import Gathered, Walker
from heard.demo.walkabouts.seen import walk_tell
from heard.demo.walkabouts.sights import CANCELLED, MOVED, SCHEMES, STOPS
from heard.landlords.models import Estate, Landlord
from heard.walkabouts.models import Companion, Grade, Move, Plan, Scheme, Stop, Walkabout
from heard.walkabouts.repeating import repeated_days
from heard.walkabouts.schemes import shipped_scheme
from heard.walkabouts.services.planning import AHEAD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    import numpy as np

AMBASSADOR = "ambassador@demo.example"
DAYS_TOLD = 730
QUARTER = 91
TIMES = (time(10, 0), time(14, 0), time(17, 30))
UNSAID_FOR = timedelta(days=40)  # of older ones somebody has said whether they were held
INVITED_FOR = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Walkers:
    """Who walks: each landlord's officer, ward councillors, the team, the ambassador."""

    officers: Mapping[int, Walker]
    councillors: Mapping[int, Walker]
    team: Walker
    ambassador: Walker

    def of(self, estate: Estate) -> list[Walker]:
        """Those who walk an estate, the landlord's officer first."""
        there = [self.officers[estate.landlord_id], self.ambassador, self.team]
        if estate.ward_id in self.councillors:
            there.append(self.councillors[estate.ward_id])
        return there


@dataclass(frozen=True, slots=True)
class Round:
    """One estate's walkabouts: its plan, places, grades and people."""

    estate: Estate
    scheme: Scheme
    grades: Sequence[Grade]
    plan: Plan
    stops: Mapping[str, Stop]
    walkers: Sequence[Walker]
    chance: np.random.Generator


@transaction.atomic
def walkabouts_enter(*, seed: int, now: datetime | None = None) -> int:
    """Enter made-up walkabouts with what came of them; gives how many rows.

    Nobody is told of any: no message is queued.
    """
    today = timezone.localdate(now)
    gathered = Gathered(seed)
    walkers = _walkers(moment(today - (DAYS_TOLD + 30) * DAY, 9, 0))
    landlords = {row.name: row for row in Landlord.objects.filter(name__in=SCHEMES)}
    estates = Estate.objects.filter(landlord__in=landlords.values()).order_by("name", "pk")
    known = list(estates.select_related("landlord", "ward"))
    start = moment(today - (DAYS_TOLD + 5) * DAY, 9, 0)
    schemes = {
        landlords[name].pk: _scheme(gathered, landlords[name], code, walkers, start)
        for name, code in SCHEMES.items()
        if name in landlords
    }
    for estate in known:
        one = _round(gathered, estate, schemes[estate.landlord_id], walkers, today)
        for day in repeated_days(one.plan.first_on, one.plan.every, today + AHEAD):
            _walk(gathered, one, day, today)
    if known:
        main = min(known, key=lambda one: (one.landlord.name != next(iter(SCHEMES)), one.name))
        _todays(gathered, main, schemes[main.landlord_id], walkers, today)
    return gathered.write()


def _walkers(since: datetime) -> Walkers:
    held = Membership.objects.filter(user__is_made_up=True, ended_at=None).select_related(
        "user", "landlord"
    )
    officers: dict[int, Walker] = {}
    councillors: dict[int, Walker] = {}
    team = Walker(None, Role.OFFICER)
    for row in held.order_by("pk"):
        role = Role(row.role)
        if role in LANDLORD and row.landlord_id is not None:
            officers.setdefault(row.landlord_id, Walker(row.user, role, row.landlord))
        elif role is Role.COUNCILLOR and row.ward_id is not None:
            councillors.setdefault(row.ward_id, Walker(row.user, role))
        elif role is Role.OFFICER and team.user is None:
            team = Walker(row.user, role)
    return Walkers(officers, councillors, team, Walker(_ambassador(since), Role.REPRESENTATIVE))


def _ambassador(since: datetime) -> User:
    user, _new = User.objects.get_or_create(
        username=AMBASSADOR,
        defaults={
            "email": AMBASSADOR,
            "first_name": "Hester",
            "last_name": "Amankwah",
            "is_made_up": True,
            "password": make_password(None),
            "date_joined": since,
        },
    )
    Membership.objects.get_or_create(
        user=user, role=Role.REPRESENTATIVE, ended_at=None, defaults={"granted_at": since}
    )
    return user


def _scheme(
    gathered: Gathered, landlord: Landlord, code: str, walkers: Walkers, at: datetime
) -> tuple[Scheme, list[Grade]]:
    said = shipped_scheme(code)
    by = walkers.officers[landlord.pk]
    scheme = gathered.add(
        Scheme(landlord=landlord, name=said.name, kind=said.kind, worst_if=said.worst_if),
        at=at,
        by=by,
    )
    grades = []
    for place, one in enumerate(said.grades, start=1):
        row = Grade(
            scheme=scheme, position=place, word=one.word, meaning=one.meaning, most=one.most
        )
        grades.append(gathered.add_keyed(row))
    return scheme, grades


def _round(
    gathered: Gathered,
    estate: Estate,
    graded: tuple[Scheme, list[Grade]],
    walkers: Walkers,
    today: date,
) -> Round:
    chance = stream(gathered.seed, "walkabouts of", estate.name)
    first = today - timedelta(days=DAYS_TOLD - int(chance.integers(0, QUARTER)))
    first -= timedelta(days=max(0, first.weekday() - 4))  # on a working day
    people = walkers.of(estate)
    at = moment(first - 20 * DAY, 11, 0)
    plan = gathered.add(
        Plan(
            estate=estate,
            landlord=estate.landlord,
            every=3 if chance.random() < 0.8 else 6,  # noqa: PLR2004 - most are walked each quarter
            first_on=first,
            at_time=TIMES[int(chance.integers(len(TIMES)))],
            meet_at="The main entrance",
        ),
        at=at,
        by=people[0],
    )
    chosen = sorted(chance.permutation(len(STOPS))[: int(chance.integers(5, len(STOPS) + 1))])
    stops = {
        STOPS[place][0]: gathered.add(
            Stop(estate=estate, position=number, name=STOPS[place][0], look_for=STOPS[place][1]),
            at=at,
            by=people[0],
        )
        for number, place in enumerate(chosen, start=1)
    }
    return Round(estate, graded[0], graded[1], plan, stops, people, chance)


def _walk(gathered: Gathered, one: Round, day: date, today: date) -> None:
    """One walkabout of the plan, as it went."""
    chance, by = one.chance, one.walkers[0]
    planned_at = moment(max(one.plan.first_on - 20 * DAY, day - 300 * DAY), 11, 0)
    walkabout = gathered.add(
        Walkabout(
            estate=one.estate,
            landlord=one.estate.landlord,
            scheme=one.scheme,
            plan=one.plan,
            due_on=day,
            on=day,
            at_time=one.plan.at_time,
            meet_at=one.plan.meet_at,
        ),
        at=planned_at,
        by=by,
    )
    luck = chance.random()
    if day < today and luck < 0.07:  # noqa: PLR2004 - a few fall through
        walkabout.cancelled_at = moment(day - DAY, 15, 0)
        walkabout.cancelled_because = CANCELLED[int(chance.integers(len(CANCELLED)))]
    elif day + 12 * DAY < today and luck < 0.15:  # noqa: PLR2004 - some are moved
        _move(gathered, walkabout, one)
    if day - INVITED_FOR < today:
        for walker in one.walkers[: 2 + int(chance.integers(0, 3))]:
            _invite(gathered, walkabout, walker, planned_at, by)
    unsaid = day > today - UNSAID_FOR and luck > 0.85  # noqa: PLR2004 - somebody forgot
    if day < today and walkabout.cancelled_at is None and not unsaid:
        walk_tell(gathered, one, walkabout, today)


def _move(gathered: Gathered, walkabout: Walkabout, one: Round) -> None:
    before = walkabout.on
    walkabout.on = before + 7 * DAY
    gathered.add(
        Move(
            walkabout=walkabout,
            on_before=before,
            time_before=walkabout.at_time,
            on_after=walkabout.on,
            time_after=walkabout.at_time,
            reason=MOVED[int(one.chance.integers(len(MOVED)))],
        ),
        at=moment(before - 4 * DAY, 12, 0),
        by=one.walkers[0],
    )


def _invite(
    gathered: Gathered, walkabout: Walkabout, walker: Walker, at: datetime, by: Walker
) -> None:
    row = Companion(walkabout=walkabout, user=walker.user, role=walker.role)
    gathered.add(row, at=at, by=by)


def _todays(
    gathered: Gathered,
    estate: Estate,
    graded: tuple[Scheme, list[Grade]],
    walkers: Walkers,
    today: date,
) -> None:
    """One walkabout of today, on which whoever tries the demonstration can note something."""
    people = walkers.of(estate)
    walkabout = gathered.add(
        Walkabout(
            estate=estate,
            landlord=estate.landlord,
            scheme=graded[0],
            due_on=today,
            on=today,
            at_time=time(11, 15),
            meet_at="The gate by the shops",
            note="Keys to the bin store are with the caretaker.",
        ),
        at=moment(today - 21 * DAY, 11, 0),
        by=people[0],
    )
    for walker in people:
        _invite(gathered, walkabout, walker, walkabout.at, people[0])
