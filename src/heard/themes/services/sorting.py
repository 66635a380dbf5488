"""Sorting a study's texts in the background: themes found, new texts joined to kept themes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from heard.accounts.authored import authored
from heard.audit.services import audit_record
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
from heard.themes.asking import model
from heard.themes.errors import ThemeError
from heard.themes.models import Sorting, Source, Step, Study, Text, What
from heard.themes.selectors.studies import kept_themes
from heard.themes.selectors.texts import counted
from heard.themes.services.gathering import concerns_gather, concerns_new
from heard.themes.services.labelling import settle
from heard.themes.services.locking import study_locked
from heard.themes.services.sorting_work import WORK, Since, rest_of, rows_of

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.themes.models import Theme

log = logging.getLogger(__name__)
EDITION = "2026.1"
STEPS = 3
MOST_THEMES = 60
FEWEST_TO_SPLIT = 4


def sorting_request(
    *, study: Study, what: str, by: User | None, theme: Theme | None = None, k: int | None = None
) -> Sorting:
    """Have a study's texts sorted, in the background.

    Raises:
        ThemeError: there is nothing to do it with.
        RunError: its texts are being sorted.
    """
    run = sorting_new(study=study, what=what, by=by, theme=theme, k=k)
    after = {"what": str(what), "k": k}
    return run_begin(run, by=by, event="themes.sort", after=after, enqueue=sorting_task.enqueue)


def sorting_begin(
    *, study: Study, what: str, by: User | None, theme: Theme | None = None, k: int | None = None
) -> Sorting:
    """The same for whoever does it at once, in this process.

    Raises:
        ThemeError: there is nothing to do it with.
        RunError: its texts are being sorted.
    """
    run = sorting_new(study=study, what=what, by=by, theme=theme, k=k)
    return run_begin(run, by=by, event="themes.sort", after={"what": str(what), "k": k})


def sorting_new(
    *, study: Study, what: str, by: User | None, theme: Theme | None, k: int | None
) -> Sorting:
    """A sorting, not stored yet.

    Raises:
        ThemeError: a number of themes that can't be, no kept theme to sort into, or too few texts.
    """
    if k is not None and not 1 <= k <= MOST_THEMES:
        raise ThemeError(
            _("Choose a number from 1 to %(most)s.") % {"most": MOST_THEMES}, field="k"
        )
    if what in {What.FOLLOW, What.GIVEN} and not kept_themes(study):
        raise ThemeError(_("Keep some themes first. New texts are sorted into kept themes only."))
    if what == What.NAME and model() is None:
        raise ThemeError(_("No language model is turned on."))
    if what == What.SPLIT:
        if theme is None or not theme.is_standing or theme.is_none:
            raise ThemeError(_("Choose a theme to split."))
        if theme.texts.count() < FEWEST_TO_SPLIT:
            raise ThemeError(_("It has too few texts to be split."))
    return Sorting(study=study, what=what, theme=theme, k=k, edition=EDITION, **authored(by))


@task()
def sorting_task(pk: int) -> None:
    """Do a sorting that was asked for."""
    run = run_claim(Sorting, pk)
    if run is not None:
        sorting_run(run)


def sorting_run(run: Sorting) -> None:
    """Read, sort and keep; all that is found is written down at once, or nothing."""
    try:
        _sort(run)
    except (StopAskedError, ThemeError):  # or the study was removed meanwhile
        run_end(run, RunState.STOPPED)
    except Exception:
        log.exception("sorting of texts failed")
        run_end(run, RunState.FAILED)


def _sort(run: Sorting) -> None:
    run_beat(run, Step.READING, 0, STEPS)
    study = run.study
    if study.source == Source.CONCERNS and run.what not in {What.SPLIT, What.NAME}:
        concerns_gather(study)
    rest = rest_of(study)
    rows = rows_of(study)
    run_beat(run, Step.SORTING, 1, STEPS)
    worked = WORK[What(run.what)](run, rows)
    run_beat(run, Step.KEEPING, 2, STEPS)
    with transaction.atomic():
        study = study_locked(study.pk)
        read = worked.keep(run, Since.reading(study, rows, rest))
        settle(study)
        run.read, run.done = {"texts": len(rows), **read}, STEPS
        audit_record(event="themes.sorted", target=run, by=None, after=run.read)
        run_end(run, RunState.DONE)


def themes_follow() -> int:
    """Have new concerns sorted in studies that go on; in how many studies there were some."""
    begun = 0
    for study in Study.objects.filter(source=Source.CONCERNS, last=None, removed_at=None):
        waiting = counted(Text.objects.filter(study=study, theme=None))
        if not kept_themes(study) or not (waiting.exists() or concerns_new(study).exists()):
            continue
        try:
            sorting_request(study=study, what=What.FOLLOW, by=None)
        except RunError:  # its texts are being sorted; the next round asks again
            continue
        begun += 1
    return begun


def sortings_resume() -> int:
    """Begin sortings again that a worker left behind."""
    return runs_resume(Sorting, enqueue=sorting_task.enqueue)
