"""Runs in the background: begun once, watched, stopped, and begun again after a crash."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.runs.errors import RunError
from heard.runs.models import LIVE, Run, RunState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from heard.accounts.models import User

R = TypeVar("R", bound=Run)
STALE = timedelta(minutes=10)  # without a sign of life, a run is taken for dead
MOST_ATTEMPTS = 3


class StopAskedError(Exception):
    """Somebody asked for the run to be stopped."""


def run_begin(
    run: R,
    *,
    by: User | None,
    event: str,
    after: Mapping[str, object] | None = None,
    enqueue: Callable[[int], object] | None = None,
) -> R:
    """Keep a run and hand it to the background worker, if to any, once it is safely stored.

    `after` is what the audit log says that was asked for.

    Raises:
        RunError: one of its kind is going on.
    """
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError as error:
        raise RunError(_("One is running already. Wait until it is done.")) from error
    audit_record(event=event, target=run, by=by, after=after)
    if enqueue is not None:
        transaction.on_commit(partial(enqueue, run.pk))
    return run


def run_claim(model: type[R], pk: int) -> R | None:
    """The run, for whoever is to do it; None if another does, or there is nothing to do.

    Two workers that are handed the same task don't both get it. One that was left by a worker
    that died can be claimed once it has given no sign of life for ten minutes.
    """
    now = timezone.now()
    free = Q(state=RunState.WAITING) | Q(state=RunState.RUNNING, beat_at__lt=now - STALE)
    taken = model._default_manager.filter(free, pk=pk).update(  # noqa: SLF001 - Django documents it
        state=RunState.RUNNING, beat_at=now, started_at=now, attempts=F("attempts") + 1
    )
    return model._default_manager.get(pk=pk) if taken else None  # noqa: SLF001 - the same


def run_beat(run: Run, step: str, done: int, total: int) -> None:
    """Write down how far it is.

    Raises:
        StopAskedError: somebody asked for it to stop.
    """
    run.refresh_from_db(fields=["stop_asked_at", "state"])
    if run.stop_asked_at or run.state != RunState.RUNNING:
        raise StopAskedError
    run.step, run.done, run.total, run.beat_at = step, done, total, timezone.now()
    run.save(update_fields=["step", "done", "total", "beat_at"])


def run_end(run: Run, state: str) -> None:
    """It is over, one way or another."""
    run.state, run.live, run.step = state, None, ""
    run.finished_at = timezone.now()
    run.save()


def run_stop(run: Run, *, by: User | None) -> None:
    """Stop a run: one that waits at once, one under way at its next step."""
    with transaction.atomic():
        held = type(run)._default_manager.select_for_update().get(pk=run.pk)  # noqa: SLF001 - Django documents it
        if not held.is_live:
            raise RunError(_("It is over already."))
        held.stop_asked_at = timezone.now()
        held.save(update_fields=["stop_asked_at"])
        if held.state == RunState.WAITING:
            run_end(held, RunState.STOPPED)
        audit_record(event=f"{held._meta.model_name}.stop", target=held, by=by)  # noqa: SLF001 - the same


def runs_resume(model: type[R], *, enqueue: Callable[[int], object]) -> int:
    """Begin again what a worker left behind; give up after three attempts. How many were begun.

    A run writes nothing before its end, so beginning again finds nothing half done.
    """
    old = timezone.now() - STALE
    silent = Q(beat_at__lt=old) | Q(beat_at=None, at__lt=old)
    begun = 0
    for run in model._default_manager.filter(silent, state__in=LIVE):  # noqa: SLF001 - Django documents it
        if run.attempts >= MOST_ATTEMPTS:
            run_end(run, RunState.FAILED)
            continue
        enqueue(run.pk)
        begun += 1
    return begun
