"""Studies with texts about three things, in words that a machine can tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from heard.access import Role
from heard.concerns.models import Concern
from heard.runs.steering import run_claim
from heard.themes.models import Sorting, Theme
from heard.themes.services.sorting import sorting_begin, sorting_run
from heard.themes.services.studies import Scope, study_of_concerns, study_of_file
from tests.factories.accounts import PersonFactory
from tests.factories.landlords import EstateFactory, LandlordFactory, WardFactory
from tests.factories.signals import concern_row

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.landlords.models import Landlord
    from heard.themes.models import Study

DAY = timedelta(days=1)
LIFT = (
    "The lift is broken again and I can’t climb the stairs",
    "Lift stuck between floors, broken again, stairs are too much",
    "Broken lift, the engineer came and the lift is stuck again",
    "The engineer looked at the broken lift, stairs again",
)
DAMP = (
    "Black mould on the bedroom wall and it smells of damp",
    "Damp and mould in the bedroom, the wall is wet",
    "The wall is wet with damp, black mould comes back",
    "Mould in the bathroom, damp wall behind the wardrobe",
)
NOISE = (
    "Loud music at night from the flat above, nobody sleeps",
    "Loud parties every night, the music shakes the ceiling",
    "Loud music and shouting at night, the neighbours party",
    "Nobody sleeps at night, loud parties and music above us",
)
SUBJECTS = {"lift": LIFT, "damp-mould": DAMP, "noise": NOISE}


@dataclass(frozen=True)
class Told:
    """What a test needs to know."""

    officer: User
    colleague: User
    landlord: Landlord
    other: Landlord


def make_told(*, each: int = 12) -> Told:
    """So many concerns about each subject over the last 90 days, of two landlords in two wards."""
    wards = [WardFactory(name="Northfold"), WardFactory(name="Southmere")]
    landlord, other = LandlordFactory(name="Alder Homes"), LandlordFactory(name="Birch Homes")
    estates = [
        EstateFactory(landlord=landlord, ward=wards[0], name="Alder Court"),
        EstateFactory(landlord=other, ward=wards[1], name="Birch Court"),
    ]
    today = timezone.localdate()
    rows = [
        concern_row(
            estates[(number + at) % 2],
            today - (90 - 7 * number % 90) * DAY,
            category,
            description=f"{texts[number % len(texts)]}, number {number}",
        )
        for at, (category, texts) in enumerate(SUBJECTS.items())
        for number in range(each)
    ]
    Concern.objects.bulk_create(rows)
    return Told(
        PersonFactory(role=Role.OFFICER, email="officer@example.org", first_name="Olu"),
        PersonFactory(role=Role.OFFICER, email="colleague@example.org", first_name="Cat"),
        landlord,
        other,
    )


def sorted_now(run: Sorting) -> Sorting:
    """A sorting, done at once."""
    claimed = run_claim(Sorting, run.pk)
    assert claimed is not None
    sorting_run(claimed)
    run.refresh_from_db()
    return run


def sort(study: Study, what: str, **options) -> Sorting:
    """Ask for a sorting and do it."""
    return sorted_now(sorting_begin(study=study, what=what, by=None, **options))


def make_study(told: Told, *, k: int | None = 3, first_days: int = 120, **scope) -> Study:
    """A study of all concerns, sorted."""
    first = timezone.localdate() - first_days * DAY
    study = study_of_concerns(
        title="What was raised", scope=Scope(first, **scope), by=told.officer, k=k, enqueue=False
    )
    sorted_now(study.sortings.get())
    study.refresh_from_db()
    return study


def make_file_study(
    told: Told, data: bytes, *, column: str = "comment", k: int | None = 3
) -> Study:
    """A study of a file, sorted."""
    study, _answers = study_of_file(
        title="Survey",
        question="What should we do better?",
        data=data,
        file="survey.csv",
        column=column,
        by=told.officer,
        k=k,
        enqueue=False,
    )
    sorted_now(study.sortings.get())
    study.refresh_from_db()
    return study


def theme_about(study: Study, word: str) -> Theme:
    """The standing theme whose telling words hold this one."""
    found = [
        one
        for one in Theme.objects.filter(study=study, merged_into=None, split_at=None)
        if word in one.words
    ]
    assert found, [one.words for one in Theme.objects.filter(study=study)]
    return max(found, key=lambda one: one.texts.filter(theme=one).count())
