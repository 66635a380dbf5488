"""Load the demonstration into an empty store: all of it, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from heard.audit.services import audit_record
from heard.demo.background import background_reporters
from heard.demo.chance import SEED
from heard.demo.concerns.loading import concerns_enter
from heard.demo.models import Load
from heard.demo.partnership.charter import charter_enter
from heard.demo.partnership.meetings import meetings_enter
from heard.demo.practices.loading import practices_enter
from heard.demo.real import borough_enter_real
from heard.demo.register import borough_enter
from heard.demo.reporters import YEARS, borough_reporters
from heard.demo.reviews.loading import reviews_enter
from heard.demo.signals.loading import warnings_enter
from heard.demo.store import check_empty, check_own, load_get, wipe
from heard.demo.themes.loading import themes_enter
from heard.demo.walkabouts.loading import walkabouts_enter
from heard.demo.workbooks import write_workbook
from heard.landlords.services import written_as_one
from heard.measures.services import workbooks_import
from heard.planner import planner_refresh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Told = Callable[[str], None]


@transaction.atomic
def demo_load(
    *, folder: Path, real: Sequence[Path], told: Told, reset: bool = False, seed: int = SEED
) -> bool:
    """Load the demonstration, unless it is there already. Gives whether it was loaded.

    The made-up workbooks are written into `folder` and then imported as real ones are. Where there
    are no `real` workbooks, made-up landlords elsewhere are what the borough's are compared with.

    Raises:
        NotADemoError: the store holds what the demonstration didn't bring.
        BadInputError: a real workbook can't be read. Nothing was loaded.
    """
    load = load_get()
    if load and not reset:
        return False
    if load:
        check_own(load)
        told("Wiping the demonstration that was here")
        wipe()
    check_empty()
    told("Making up a borough and its landlords")
    with written_as_one():
        borough_enter(seed=seed)
    told("Making up two years of figures")
    made_up = _write(folder, elsewhere=not real, seed=seed)
    workbooks_import(
        files=[(path, "") for path in made_up], by=None, made_up=True, progress=_steps(told)
    )
    if real:  # last, so that everybody is compared with the real ones once
        workbooks_import(files=[(path, "") for path in real], by=None, progress=_steps(told))
        with written_as_one():
            borough_enter_real()
    told("Making up 18 months of concerns")
    raised = concerns_enter(seed=seed)
    told("Making up good practice")
    practices_enter(seed=seed)
    told("Making up two years of walkabouts")
    walkabouts_enter(seed=seed)
    told("Making up three reviews")
    reviews_enter(seed=seed)
    told("Making up a charter with two years of reports")
    charter_enter(seed=seed)
    told("Making up six meetings of a working group")
    meetings_enter(seed=seed)
    told("Looking for early warnings in 30 weeks of concerns")
    warnings_enter(seed=seed)
    told("Sorting a year of concerns and a survey into themes")
    themes_enter(seed=seed)
    planner_refresh()
    load = Load.objects.create(seed=seed, with_real=bool(real), at=timezone.now())
    after = {"seed": seed, "with_real": load.with_real, "concerns": raised}
    audit_record(event="demo.load", target=load, by=None, after=after)
    return True


def _write(folder: Path, *, elsewhere: bool, seed: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for year in YEARS:
        reporters = borough_reporters(year)
        if elsewhere:
            reporters += background_reporters(year, seed=seed)
        paths.append(write_workbook(folder, year, reporters, seed=seed))
    return paths


def _steps(told: Told) -> Callable[[int, int, str], None]:
    """An import's progress, as lines."""

    def step(done: int, total: int, message: str) -> None:
        if done < total:
            told(message)

    return step
