"""Sort the made-up concerns and a made-up survey into themes, and do with them what a team does."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from heard.accounts.models import User
from heard.concerns.catalogue import category_get
from heard.demo.themes.answers import QUESTION, answers_file
from heard.landlords.models import Landlord, Tenure
from heard.runs.steering import run_claim
from heard.themes.models import Sorting, Text, What
from heard.themes.selectors.checks import reads_of
from heard.themes.selectors.quotes import quotes_of
from heard.themes.selectors.studies import themes_standing
from heard.themes.services.checking import check_begin, check_mark
from heard.themes.services.codebooks import codebook_import
from heard.themes.services.quoting import quote_approve
from heard.themes.services.shaping import theme_merge, theme_name
from heard.themes.services.sorting import sorting_begin, sorting_run
from heard.themes.services.studies import (
    Scope,
    study_of_concerns,
    study_of_file,
    study_show,
    study_watch,
)

if TYPE_CHECKING:
    from heard.themes.models import Check, Study, Theme

YEAR = timedelta(days=365)
THEMES_OF_CONCERNS, THEMES_OF_ANSWERS = 20, 6
MOSTLY = 0.7  # of a theme's concerns that were raised under one category, for it to have that name
LANDLORDS = 8
MISTAKEN = 0.12  # of a reader's marks that are another theme's
# The team's themes for the survey's answers, from a codebook.
CODEBOOK = {
    "themes": [
        {
            "id": "repairs",
            "name": "Repairs that are finished, on the day",
            "description": "repair repairs appointment appointments missed visits part turn up "
            "finish closed booked morning afternoon",
        },
        {
            "id": "answers",
            "name": "Somebody who answers",
            "description": "phone call back answer reply e-mails queue app officer speak person",
        },
        {
            "id": "charges",
            "name": "Service charges that are explained",
            "description": "service charge charges bill bills invoices pay paying gardener",
        },
        {
            "id": "damp",
            "name": "Damp and mould treated at the cause",
            "description": "damp mould walls fans cough cause lifestyle",
        },
        {
            "id": "voice",
            "name": "Being asked, and told what came of it",
            "description": "ask consultations survey meeting decide residents choose listen",
        },
        {
            "id": "clean",
            "name": "Clean stairs and bin rooms",
            "description": "clean cleaners stairs bin bins rubbish filthy rats communal",
        },
    ]
}


@transaction.atomic
def themes_enter(*, seed: int) -> int:
    """Enter two studies as the team left them; gives how many themes are kept."""
    officer = User.objects.get(username="staff@demo.example")
    concerns = _concerns(officer)
    answers = _answers(officer, seed)
    return sum(one.themes.filter(kept_at__isnull=False).count() for one in (concerns, answers))


def _concerns(officer: User) -> Study:
    """Concerns of the last year, which goes on: named by what they were raised under, published."""
    study = study_of_concerns(
        title="What residents raised in the last year",
        scope=Scope(timezone.localdate() - YEAR),
        by=officer,
        k=THEMES_OF_CONCERNS,
        enqueue=False,
    )
    _sorted(study.sortings.get())
    named: dict[str, Theme] = {}
    for theme in themes_standing(study):
        name = _mostly(theme)
        if not name:
            continue
        if name in named:
            theme_merge(theme=theme, into=named[name], by=officer)
            continue
        named[name] = theme_name(theme=theme, name=name, by=officer)
        for one in quotes_of(theme)[:2]:
            if "[" not in one.words:
                quote_approve(quote=one.quote, shown=one.words, by=officer)
    study_show(study=study, to_everybody=True, by=officer)
    study_watch(study=study, by=officer)
    return study


def _mostly(theme: Theme) -> str:
    """The category under which most of a theme's concerns were raised, if one stands out."""
    if theme.is_none:
        return ""
    codes = Counter(Text.objects.filter(theme=theme).values_list("concern__category", flat=True))
    if not codes:
        return ""
    code, count = codes.most_common(1)[0]
    return category_get(code).name if count >= MOSTLY * codes.total() else ""


def _answers(officer: User, seed: int) -> Study:
    """A survey, with names, and a sample that two people have read."""
    landlords = Landlord.objects.filter(concerns__isnull=False, ended_on=None).distinct()
    names = list(landlords.order_by("name", "pk").values_list("name", flat=True)[:LANDLORDS])
    data = answers_file(
        landlords=names, last=timezone.localdate() - YEAR / 12, tenures=Tenure.values[:4], seed=seed
    )
    study, _read = study_of_file(
        title="Residents’ survey: one thing to do better",
        question=QUESTION,
        data=data,
        file="survey-answers.csv",
        column="answer",
        by=officer,
        k=THEMES_OF_ANSWERS,
        enqueue=False,
    )
    _sorted(study.sortings.get())
    codebook_import(
        study=study, data=json.dumps(CODEBOOK).encode(), file="codebook.json", by=officer
    )
    _sorted(sorting_begin(study=study, what=What.GIVEN, by=officer))
    check = check_begin(study=study, by=officer, seed=seed)
    _read_by(check, officer, Random(seed))  # noqa: S311 - made-up data
    colleague = User.objects.get(username="champion@demo.example")
    _read_by(check, colleague, Random(seed + 1))  # noqa: S311 - the same
    return study


def _read_by(check: Check, user: User, chance: Random) -> None:
    """Somebody reads the whole sample, and sees some things otherwise than the machine."""
    themes = {one.pk: one for one in themes_standing(check.study)}
    marks = {}
    for one in reads_of(check):
        key = one.machine if one.machine in themes else next(iter(themes))
        if chance.random() < MISTAKEN:
            key = chance.choice(sorted(themes))
        marks[one.number] = themes[key]
    check_mark(check=check, themes=marks, by=user)


def _sorted(run: Sorting) -> None:
    claimed = run_claim(Sorting, run.pk)
    if claimed is not None:
        sorting_run(claimed)
