"""Sample checks: a sample is drawn, two people give its texts themes, what they agree on counts."""

from __future__ import annotations

from random import Random
from secrets import randbelow
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.themes.errors import ThemeError
from heard.themes.models import Check, CheckText, Mark, Text, Theme
from heard.themes.selectors.checks import agreed_of
from heard.themes.selectors.texts import counted, readable
from heard.themes.services.locking import gone, study_locked
from heard.themes.services.naming import theme_none
from heard.themes.services.shaping import texts_move

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.accounts.models import User
    from heard.themes.models import Study

SIZE = 50
SEEDS = 2**31


@transaction.atomic
def check_begin(*, study: Study, by: User | None, seed: int | None = None) -> Check:
    """Draw a sample of 50 sorted texts, or all where there are fewer. Each is as likely as others.

    Raises:
        ThemeError: nothing is sorted yet, or a check is under way.
    """
    held = study_locked(study.pk)
    if Check.objects.filter(study=held, second=None).exists():
        raise ThemeError(_("A check is under way. Finish it, or give it up."))
    rows = counted(readable(Text.objects.filter(study=held, theme__isnull=False)))
    keys = sorted(rows.values_list("pk", flat=True))
    if not keys:
        raise ThemeError(_("There are no sorted texts to check."))
    drawn = randbelow(SEEDS) if seed is None else seed
    chosen = Random(drawn).sample(keys, min(SIZE, len(keys)))  # noqa: S311 - a sample, no secret
    check = Check.objects.create(study=held, seed=drawn, **authored(by))
    themes = dict(Text.objects.filter(pk__in=chosen).values_list("pk", "machine"))
    CheckText.objects.bulk_create(
        CheckText(check_of=check, text_id=pk, number=number, machine_id=themes[pk])
        for number, pk in enumerate(chosen, start=1)
    )
    audit_record(event="themes.check", target=check, by=by, after={"texts": len(chosen)})
    return check


@transaction.atomic
def check_mark(*, check: Check, themes: Mapping[int, Theme], by: User) -> int:
    """Keep the themes that a person gave texts of the sample, by number; how many.

    The first two people who give any are those who check.

    Raises:
        ThemeError: two others check it, or a text or theme isn't of it.
    """
    study = study_locked(check.study_id)
    held = Check.objects.select_for_update().get(pk=check.pk)
    _take_part(held, by)
    there = {one.pk: one for one in Theme.objects.filter(study=study)}
    texts = {one.number: one for one in held.texts.filter(number__in=list(themes))}
    for number, theme in themes.items():
        if theme.pk not in there and theme.study_id == study.pk:
            raise ThemeError(gone())
        if number not in texts or theme.pk not in there or not there[theme.pk].is_standing:
            raise ThemeError(_("Choose a theme of this study for each text."))
        Mark.objects.update_or_create(
            checked=texts[number], by=by, defaults={**authored(by), "theme": theme}
        )
    audit_record(event="themes.check-mark", target=held, by=by, after={"texts": len(themes)})
    return len(themes)


@transaction.atomic
def check_drop(*, check: Check, by: User | None) -> None:
    """Give up a check that nobody will finish; what one person marked is deleted.

    Raises:
        ThemeError: two people have read from it: what it came to stays.
    """
    held = Check.objects.select_for_update().get(pk=check.pk)
    if held.second_id is not None:
        raise ThemeError(_("Two people have read from it. What it came to stays."))
    audit_record(event="themes.check-drop", target=held, by=by)
    held.delete()


def _take_part(check: Check, by: User) -> None:
    if by.pk in {check.first_id, check.second_id}:
        return
    if check.first_id is None:
        check.first = by
    elif check.second_id is None:
        check.second = by
    else:
        raise ThemeError(_("Two people check these texts already."))
    check.save(update_fields=["first", "second"])


@transaction.atomic
def check_apply(*, check: Check, by: User | None) -> int:
    """Put the texts on which both agree in the theme that both gave them; how many were moved.

    Raises:
        ThemeError: nobody disagrees with the machine where both agree.
    """
    moved = 0
    none = theme_none(check.study)
    for theme, texts in agreed_of(check).items():
        target = None if theme == none.pk else check.study.themes.get(pk=theme)
        moved += texts_move(study=check.study, texts=texts, to=target, by=by)
    if not moved:
        raise ThemeError(_("There is nothing to put right."))
    return moved
