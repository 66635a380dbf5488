"""What was seen on one made-up walk, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from heard.demo.concerns.days import DAY, moment
from heard.demo.walkabouts.pictures import picture_kept
from heard.demo.walkabouts.sights import GRAFFITI, KEEPS_DATES, SIGHTS
from heard.uploads.models import StoredFile
from heard.walkabouts.models import (
    ActionStep,
    Channel,
    EstateAction,
    Observation,
    Photo,
    StepKind,
    Verdict,
)
from heard.walkabouts.schemes import COUNTED, grade_of_count

if TYPE_CHECKING:
    from datetime import date, datetime

    from heard.demo.walkabouts.loading import Round
    from heard.demo.walkabouts.rows import Gathered, Walker
    from heard.demo.walkabouts.sights import Sight
    from heard.walkabouts.models import Grade, Walkabout

FEWEST, MOST = 3, 7  # sights of a walk
WORST = 3  # how bad a sight can be
PICTURED = 8  # actions that have photos of before and after
DAYS_GIVEN = (14, 28, 28, 42)


def walk_tell(gathered: Gathered, one: Round, walkabout: Walkabout, today: date) -> None:
    """The walk was held: what was seen, what was to be done, and whether it was."""
    chance = one.chance
    hour = walkabout.at_time.hour
    walkabout.held_at = moment(walkabout.on, hour, 20)
    if chance.random() < 0.8:  # noqa: PLR2004 - mostly somebody counts
        walkabout.residents_came = int(chance.poisson(2.2))
    there = [sight for sight in SIGHTS if sight.place in one.stops]
    number = min(len(there), int(chance.integers(FEWEST, MOST)))
    seen = [there[place] for place in chance.permutation(len(there))[:number]]
    if chance.random() < 0.06 and GRAFFITI.place in one.stops:  # noqa: PLR2004 - now and then
        seen.append(GRAFFITI)
    for minute, sight in enumerate(seen):
        at = moment(walkabout.on, hour, 20) + timedelta(minutes=6 * minute)
        _see(gathered, one, walkabout, sight, at, today)


def _see(
    gathered: Gathered,
    one: Round,
    walkabout: Walkabout,
    sight: Sight,
    at: datetime,
    today: date,
) -> None:
    chance = one.chance
    by = one.walkers[int(chance.integers(len(one.walkers)))]
    counted = None
    by_rule = sight is GRAFFITI and bool(one.scheme.worst_if)
    if one.scheme.kind == COUNTED:
        counted = int(chance.poisson((0.6, 4, 8, 14)[sight.bad]))
        grade: Grade = grade_of_count(one.grades, counted)
    else:
        grade = one.grades[round(sight.bad * (len(one.grades) - 1) / WORST)]
    is_criterion = by.user is not None and chance.random() < 0.05  # noqa: PLR2004 - a few serve a review
    observation = gathered.add(
        Observation(
            walkabout=walkabout,
            stop=one.stops[sight.place],
            place=sight.place,
            seen=sight.words,
            seen_at=at,
            grade=one.grades[-1] if by_rule else grade,
            counted=counted,
            graded_by_rule=by_rule,
            framework_code="health-check" if is_criterion else "",
            criterion_code="26" if is_criterion else "",
        ),
        at=at,
        by=by,
    )
    if sight.what:
        _act(gathered, one, observation, sight, by, today)


def _act(
    gathered: Gathered,
    one: Round,
    observation: Observation,
    sight: Sight,
    by: Walker,
    today: date,
) -> None:
    chance = one.chance
    on = observation.walkabout.on
    due = on + int(chance.choice(DAYS_GIVEN)) * DAY
    action = gathered.add(
        EstateAction(
            observation=observation,
            estate=one.estate,
            landlord=one.estate.landlord,
            what=sight.what,
            owner=sight.owner,
            first_due_on=due,
            due_on=due,
        ),
        at=observation.at,
        by=by,
    )
    _step(gathered, action, StepKind.OPENED, observation.at, by)
    if chance.random() < 0.12 and due - 3 * DAY < today:  # noqa: PLR2004 - some get another date
        action.due_on = due + 21 * DAY
        at = moment(due - 4 * DAY, 10, 0)
        _step(gathered, action, StepKind.CHANGED, at, one.walkers[0], "Parts are on order")
    closed = _closed_on(one, on, due)
    if closed is not None and closed < today:
        _close(gathered, one, action, sight, closed, today)


def _closed_on(one: Round, on: date, due: date) -> date | None:
    """The day on which the landlord closed it; none if it never did."""
    chance = one.chance
    keeps = KEEPS_DATES[one.estate.landlord.name]
    if chance.random() < keeps:
        return on + max(1, int((due - on).days * chance.beta(4, 2))) * DAY
    if chance.random() < 0.06:  # noqa: PLR2004 - forgotten altogether
        return None
    return due + (2 + int(chance.exponential(25))) * DAY


def _close(
    gathered: Gathered,
    one: Round,
    action: EstateAction,
    sight: Sight,
    closed: date,
    today: date,
) -> None:
    at = moment(closed, 15, 30)
    action.closed_on, action.closed_at, action.closed_words = closed, at, sight.done
    _step(gathered, action, StepKind.CLOSED, at, one.walkers[0], sight.done)
    pictured = len(gathered.rows.get(Photo, [])) // 2
    if pictured < PICTURED and closed > today - 200 * DAY:
        _picture(gathered, action, one.walkers[0], pictured)
    _verdicts(gathered, one, action, today)


def _verdicts(gathered: Gathered, one: Round, action: EstateAction, today: date) -> None:
    """What residents said: mostly few say something, now and then many."""
    chance = one.chance
    many = chance.random() < 0.1  # noqa: PLR2004 - what a whole block waited for
    agree = 0.92 if chance.random() < 0.85 else 0.35  # noqa: PLR2004 - some weren't done at all
    closed = action.closed_at
    days = (today - closed.date()).days - 1 if closed is not None else 0  # all of it has passed
    if closed is None or days < 1:
        return
    for _one in range(int(chance.poisson(22 if many else 0.9))):
        by_phone = chance.random() < 0.15  # noqa: PLR2004 - some ring
        at = closed + timedelta(days=float(chance.uniform(0, min(days, 30))))
        row = Verdict(
            action=action,
            done=bool(chance.random() < agree),
            channel=Channel.PHONE if by_phone else Channel.WEB,
        )
        gathered.add(row, at=at, by=one.walkers[2] if by_phone else None)


def _picture(gathered: Gathered, action: EstateAction, by: Walker, number: int) -> None:
    """Photos of before and after, approved but for every fourth pair."""
    approved = number % 4 != WORST
    for after in (False, True):
        at = action.closed_at if after else action.at
        if at is None:
            continue
        file = picture_kept(number, after=after, at=at, seed=gathered.seed)
        gathered.rows.setdefault(StoredFile, []).append(file)
        photo = Photo(
            observation=action.observation,
            action=action if after else None,
            file=file,
            approved_at=at + DAY if approved else None,
        )
        gathered.add(photo, at=at, by=by)


def _step(
    gathered: Gathered,
    action: EstateAction,
    kind: StepKind,
    at: datetime,
    by: Walker,
    words: str = "",
) -> None:
    gathered.add(
        ActionStep(
            action=action,
            kind=kind,
            what=action.what,
            owner=action.owner,
            due_on=action.due_on,
            words=words,
        ),
        at=at,
        by=by,
    )
