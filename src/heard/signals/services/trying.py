"""Back-tests: history played again as it was known, against a plain z-score and no warnings."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django_tasks import task

from heard.accounts.authored import authored
from heard.analysis.warnings import Problem, backtest
from heard.audit.services import audit_record
from heard.concerns.models import Event
from heard.runs.models import RunState
from heard.runs.steering import (
    StopAskedError,
    run_beat,
    run_begin,
    run_claim,
    run_end,
    runs_resume,
)
from heard.signals.events import Level, Verdict
from heard.signals.looking import EDITION
from heard.signals.models import EarlyWarning, KnownProblem, RunStep, Trial
from heard.signals.selectors.cells import history_read
from heard.signals.selectors.quality import FORMAL
from heard.signals.services.watching import watch_now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from heard.accounts.models import User
    from heard.analysis.warnings import Backtest, Lateness, Result
    from heard.signals.selectors.cells import History

log = logging.getLogger(__name__)
YEAR = timedelta(days=365)
LEARN = timedelta(days=182)  # of history before the first list


@dataclass(frozen=True, slots=True)
class Known:
    """Trouble that is known to have been, and the day on which something formal came of it."""

    estate: int
    name: str
    category: str
    started_on: date
    formal_on: date | None

    @property
    def problem(self) -> Problem:
        """As the back-test takes it. What was formal is compared later: a late find counts too."""
        return Problem(f"estate:{self.estate}", None, self.category, self.started_on)


def trial_request(*, by: User | None, last: date | None = None) -> Trial:
    """Have the last year of concerns played again, in the background.

    Raises:
        RunError: one is running.
    """
    trial = trial_new(by=by, last=last)
    return run_begin(
        trial,
        by=by,
        event="trial.ask",
        after={"per_week": trial.per_week},
        enqueue=trial_task.enqueue,
    )


def trial_new(*, by: User | None, last: date | None = None) -> Trial:
    """A back-test of the year that ends with a day, yesterday unless given; not stored yet."""
    day = last or timezone.localdate() - timedelta(days=1)
    watch = watch_now()
    return Trial(
        first=day - YEAR,
        last=day,
        by_period=watch.by_period,
        per_week=watch.per_week,
        **authored(by),
    )


@task()
def trial_task(pk: int) -> None:
    """Do a back-test that was asked for."""
    trial = run_claim(Trial, pk)
    if trial is not None:
        trial_run(trial)


def trial_run(trial: Trial) -> None:
    """Play it again, each date with what had been entered by then, and keep the result."""
    try:
        run_beat(trial, RunStep.READING, 0, 1)
        history = history_read(by=trial.by_period, as_of=trial.last)
        known = known_problems()

        def each(done: int, total: int) -> None:
            run_beat(trial, RunStep.REPLAYING, done, total)

        told = trial_play(trial, history, known, late=history.late, each=each)
    except StopAskedError:
        run_end(trial, RunState.STOPPED)
    except Exception:
        log.exception("back-test failed")
        run_end(trial, RunState.FAILED)
    else:
        with transaction.atomic():
            trial_keep(trial=trial, history=history, known=known, told=told)
            after = {"lists": told.dates, "edition": EDITION}
            audit_record(event="trial.done", target=trial, by=None, after=after)


def trial_play(
    trial: Trial,
    history: History,
    known: Sequence[Known],
    *,
    late: Lateness | None,
    each: Callable[[int, int], object] | None = None,
) -> Backtest:
    """What each method would have told; without `late`, as if everything had come in at once."""
    cells = history.cells
    start = trial.first
    if cells.periods:
        start = max(start, cells.periods[0] + LEARN)
    return backtest(
        cells,
        by="week" if trial.by_period == "week" else "month",
        start=start,
        end=trial.last,
        per_week=trial.per_week,
        late=late,
        parents=history.parents,
        problems=[one.problem for one in known],
        each=each,
    )


def trial_keep(*, trial: Trial, history: History, known: Sequence[Known], told: Backtest) -> None:
    """Keep the result with what was asked, and end the run."""
    trial.read = history.notes()
    trial.edition = EDITION
    trial.result = {
        "from": told.start.isoformat(),
        "lists": told.dates,
        "weeks": told.weeks,
        "problems": [
            {
                "place": one.name,
                "category": one.category,
                "started": one.started_on.isoformat(),
                "formal": one.formal_on.isoformat() if one.formal_on else None,
            }
            for one in known
        ],
        "methods": [_method(one, known) for one in told.results],
    }
    run_end(trial, RunState.DONE)


def _method(result: Result, known: Sequence[Known]) -> dict[str, object]:
    """One method's result as it is kept; `lead` is days before something formal came of it."""
    outcomes = []
    for each, one in zip(result.outcomes, known, strict=False):
        lead = (one.formal_on - each.warned).days if one.formal_on and each.warned else None
        outcomes.append(
            {
                "warned": each.warned.isoformat() if each.warned else None,
                "level": each.level,
                "lead": lead,
            }
        )
    return {
        "method": result.method,
        "a_week": round(result.a_week, 2),
        "new": result.new,
        "false": result.false,
        "false_a_week": None if result.false_a_week is None else round(result.false_a_week, 2),
        "found": result.found,
        "of": result.of,
        "low": result.share.low if result.share else None,
        "high": result.share.high if result.share else None,
        "outcomes": outcomes,
    }


def known_problems() -> list[Known]:
    """What the team noted, and estates whose warnings were found to be real."""
    noted = {
        (row.estate_id, row.category): (row.estate.name, row.started_on)
        for row in KnownProblem.objects.filter(removed_at=None).select_related("estate")
    }
    real = EarlyWarning.objects.filter(
        verdict=Verdict.REAL, level=Level.PLACE, estate__isnull=False
    ).exclude(category="")
    for row in real.order_by("-since"):
        key = (row.estate_id or 0, row.category)
        if key not in noted:
            noted[key] = (row.place_name, row.since)
    return [
        Known(estate, name, category, started, _formal(estate, category, started))
        for (estate, category), (name, started) in sorted(noted.items(), key=lambda one: one[1][1])
    ]


def _formal(estate: int, category: str, started: date) -> date | None:
    """When something formal first came of concerns of an estate that were raised since then."""
    start = timezone.make_aware(datetime.combine(started, time()))
    first = Event.objects.filter(
        kind__in=FORMAL,
        at__gte=start,
        concern__estate=estate,
        concern__category=category,
        concern__raised_at__gte=start,
    ).aggregate(first=Min("at"))["first"]
    return timezone.localdate(first) if first else None


def trials_resume() -> int:
    """Begin back-tests again that a worker left behind."""
    return runs_resume(Trial, enqueue=trial_task.enqueue)
