"""Scans: asked for, done in the background, done every day."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from heard.accounts.authored import authored
from heard.analysis.warnings import budget_of
from heard.audit.services import audit_record
from heard.concerns.models import Concern
from heard.runs.errors import RunError
from heard.runs.models import RunState
from heard.runs.steering import (
    StopAskedError,
    run_beat,
    run_begin,
    run_claim,
    run_end,
    runs_resume,
)
from heard.signals.errors import SignalError
from heard.signals.looking import EDITION, look, together
from heard.signals.models import RunStep, Scan, ScanWhy
from heard.signals.selectors.cells import history_read
from heard.signals.selectors.themed import categories_of_themes, themed_history
from heard.signals.services.dangers import dangers_catch_up
from heard.signals.services.keeping import Register, found_keep
from heard.signals.services.telling import new_tell
from heard.signals.services.watching import watch_now

if TYPE_CHECKING:
    from datetime import date, datetime

    from heard.accounts.models import User

log = logging.getLogger(__name__)
STEPS = 3
FROM_HOUR = 5  # of the morning, from which on the daily scan is due


def scan_request(*, by: User | None, as_of: date | None = None, why: str = ScanWhy.ASKED) -> Scan:
    """Have the concerns looked at as they were known at the end of a day, yesterday unless given.

    Raises:
        SignalError: the day isn't over.
        RunError: a scan is running.
    """
    scan = scan_new(by=by, as_of=as_of, why=why)
    return run_begin(
        scan, by=by, event="scan.ask", after={"per_week": scan.per_week}, enqueue=scan_task.enqueue
    )


def scan_begin(*, by: User | None, as_of: date | None = None, why: str = ScanWhy.ASKED) -> Scan:
    """The same for whoever does it at once, in this process.

    Raises:
        SignalError: the day isn't over.
        RunError: a scan is running.
    """
    scan = scan_new(by=by, as_of=as_of, why=why)
    return run_begin(scan, by=by, event="scan.ask", after={"per_week": scan.per_week})


def scan_new(*, by: User | None, as_of: date | None, why: str) -> Scan:
    """A scan of a day as the council watches now, not stored yet.

    Raises:
        SignalError: the day isn't over.
    """
    yesterday = timezone.localdate() - timedelta(days=1)
    day = as_of or yesterday
    if day > yesterday:
        raise SignalError(_("Choose a day that is over."), field="as_of")
    watch = watch_now()
    return Scan(
        as_of=day, why=why, by_period=watch.by_period, per_week=watch.per_week, **authored(by)
    )


@task()
def scan_task(pk: int) -> None:
    """Do a scan that was asked for."""
    scan = run_claim(Scan, pk)
    if scan is not None:
        scan_run(scan)


def scan_run(scan: Scan) -> None:
    """Count, look and keep; all that is found is written down at once, or nothing."""
    try:
        _look(scan)
    except StopAskedError:
        run_end(scan, RunState.STOPPED)
    except Exception:
        log.exception("scan failed")
        run_end(scan, RunState.FAILED)


def _look(scan: Scan) -> None:
    run_beat(scan, RunStep.READING, 0, STEPS)
    history = history_read(by=scan.by_period, as_of=scan.as_of)
    themed = themed_history(by=scan.by_period, as_of=scan.as_of)
    run_beat(scan, RunStep.LOOKING, 1, STEPS)
    listed = list(look(history, per_week=scan.per_week))
    by_theme = list(look(themed, per_week=scan.per_week)) if themed else []
    if listed and by_theme and listed[-1].period == by_theme[-1].period:
        most = budget_of(scan.per_week, "week" if scan.by_period == "week" else "month")
        same = categories_of_themes()
        listed[-1] = together(listed[-1], by_theme[-1], most=most, same=same)
    run_beat(scan, RunStep.KEEPING, 2, STEPS)
    with transaction.atomic():
        scan.read = history.notes() | {"series": listed[-1].series if listed else 0}
        scan.edition, scan.done = EDITION, STEPS
        if listed:
            new = found_keep(scan=scan, listed=listed[-1], register=Register())
            scan.listed, scan.new = len(listed[-1].warned), len(new)
            new_tell(scan=scan, new=new)
        dangers_catch_up(day=scan.as_of)
        audit_record(
            event="scan.done",
            target=scan,
            by=None,
            after={"listed": scan.listed, "new": scan.new, "edition": EDITION},
        )
        run_end(scan, RunState.DONE)


def scan_daily(*, now: datetime | None = None) -> Scan | None:
    """Ask for the scan of yesterday, once a day and from five in the morning on."""
    local = timezone.localtime(now)
    yesterday = local.date() - timedelta(days=1)
    scanned = Scan.objects.filter(as_of=yesterday)
    if local.hour < FROM_HOUR or scanned.exists() or not Concern.objects.exists():
        return None
    try:
        return scan_request(by=None, as_of=yesterday, why=ScanWhy.DAILY)
    except RunError:  # one is running; the next round asks again
        return None


def scans_resume() -> int:
    """Begin scans again that a worker left behind."""
    return runs_resume(Scan, enqueue=scan_task.enqueue)
