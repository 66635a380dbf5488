"""Scan the made-up concerns week by week, and tell what was done about what was found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from heard.accounts.authored import authored
from heard.accounts.models import User
from heard.concerns.models import Concern
from heard.demo.concerns.days import DAY, moment
from heard.demo.concerns.slow import slow_problems
from heard.demo.signals.story import Told, dangers_tell, warning_tell
from heard.landlords.models import Estate
from heard.runs.models import RunState
from heard.signals.looking import EDITION, look
from heard.signals.models import EarlyWarning, KnownProblem, Scan, ScanWhy, Watch
from heard.signals.periods import last_day
from heard.signals.selectors.cells import history_read
from heard.signals.services.dangers import danger_of
from heard.signals.services.keeping import Register, danger_keep, found_keep
from heard.signals.services.trying import known_problems, trial_keep, trial_new, trial_play

if TYPE_CHECKING:
    from datetime import date, datetime

PER_WEEK = 3
WEEKS = 30
DANGER_DAYS = 21


@transaction.atomic
def warnings_enter(*, seed: int, now: datetime | None = None) -> int:
    """Enter thirty weeks of scans with what became of each warning; gives how many warnings.

    The lists are the real method's, taken in one walk as if everything had come in at once. Nobody
    is told of any: no message is queued.
    """
    now = now or timezone.now()
    yesterday = timezone.localdate(now) - DAY
    officer = User.objects.get(username="staff@demo.example")
    opened = moment(yesterday - (WEEKS + 1) * 7 * DAY, 9, 30)
    Watch.objects.create(per_week=PER_WEEK, **authored(officer) | {"at": opened})
    told = Told(seed, now, slow_problems(seed), officer)
    history = history_read(by="week", as_of=yesterday)
    register, read = Register(), history.notes()
    for listed in look(history, per_week=PER_WEEK, back=WEEKS):
        latest = listed.period == history.cells.periods[-1]
        day = yesterday if latest else last_day(listed.period, "week")
        told_of = {"series": listed.series} if latest else {"series": listed.series, "share": 1.0}
        scan = _scan(day, now, read | told_of)
        new = found_keep(scan=scan, listed=listed, register=register)
        scan.listed, scan.new = len(listed.warned), len(new)
        scan.save(update_fields=["listed", "new"])
        for warning in new:
            warning_tell(warning, told)
    _dangers(told)
    _problems(told)
    trial = trial_new(by=officer, last=yesterday)
    trial.save()
    known = known_problems()
    result = trial_play(trial, history, known, late=None)
    trial_keep(trial=trial, history=history, known=known, told=result)
    return EarlyWarning.objects.count()


def _scan(day: date, now: datetime, read: dict[str, object]) -> Scan:
    """The daily scan of a day, done on the next morning."""
    done = min(moment(day + DAY, 5, 10), now)
    return Scan.objects.create(
        as_of=day,
        at=done,
        why=ScanWhy.DAILY,
        by_period="week",
        per_week=PER_WEEK,
        state=RunState.DONE,
        live=None,
        attempts=1,
        done=3,
        total=3,
        started_at=done,
        beat_at=done,
        finished_at=done,
        edition=EDITION,
        read=read,
    )


def _dangers(told: Told) -> None:
    """Concerns of the last weeks that speak of danger, each read by somebody soon after."""
    since = told.now - timedelta(days=DANGER_DAYS)
    rows = Concern.objects.filter(entered_at__gte=since).select_related(
        "estate", "ward", "landlord"
    )
    for concern in rows.order_by("entered_at", "pk"):
        danger = danger_of(concern)
        warning = danger_keep(concern=concern, danger=danger) if danger else None
        if warning is not None:
            dangers_tell(warning, concern.entered_at, told)


def _problems(told: Told) -> None:
    """What the demonstration hides, noted so that warnings are tried against it."""
    for problem in told.slow:
        estate = Estate.objects.get(name=problem.estate, landlord__name=problem.landlord)
        KnownProblem.objects.create(
            estate=estate,
            category=problem.category,
            started_on=problem.started(timezone.localdate(told.now)),
            **authored(told.officer),
        )
