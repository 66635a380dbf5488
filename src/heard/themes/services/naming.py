"""Themes that a machine found, as rows; and the place for texts that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import slugify

from heard.accounts.authored import authored
from heard.analysis.redaction import is_name
from heard.analysis.themes import NONE
from heard.themes.models import Mark, Theme
from heard.themes.words import words_for_names

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from heard.accounts.models import User
    from heard.analysis.themes import Found
    from heard.themes.models import Study

LONGEST_CODE = 60
LONGEST_NAME = 200
WORDS = 15


def theme_none(study: Study) -> Theme:
    """The study's place for texts that no theme fits."""
    found, _new = Theme.objects.get_or_create(study=study, is_none=True, defaults={"code": NONE})
    return found


def proposals_of(study: Study) -> QuerySet[Theme]:
    """Themes that a search may replace: nobody keeps them, nor gave them to a text of a sample."""
    given = Mark.objects.filter(theme__study=study).values("theme")
    return Theme.objects.filter(study=study, kept_at=None, is_none=False).exclude(pk__in=given)


def proposals_delete(study: Study) -> None:
    """Make room for what was found. Within the caller's transaction, with the study held."""
    proposals_of(study).delete()


def themes_found(
    *, study: Study, found: Found, split: Theme | None, by_run: User | None
) -> list[Theme]:
    """Rows for themes that were found, in their order. Within the caller's transaction.

    They take the place of the machine's earlier proposals, or of a theme that was split; what a
    person keeps is never replaced. A theme that is split is kept, and so are its parts.
    """
    now = timezone.now()
    if split is None:
        proposals_delete(study)
    else:
        split.split_at, split.kept_at = now, split.kept_at or now
        split.kept_by = split.kept_by or by_run
        split.save(update_fields=["split_at", "kept_at", "kept_by"])
    taken = set(Theme.objects.filter(study=study).values_list("code", flat=True))
    names = words_for_names()
    themes = []
    for one in found.themes:
        if one.id == NONE:
            themes.append(theme_none(study))
            continue
        code = free_code(one.name, taken)
        taken.add(code)
        theme = Theme(
            study=study,
            code=code,
            machine_name=one.name[:LONGEST_NAME],
            words=[word for word, _weight in one.words if not is_name(word, names)][:WORDS],
            split_from=split,
            **authored(None),
        )
        if split is not None:
            theme.kept_at, theme.kept_by = now, by_run or split.kept_by
        theme.save(force_insert=True)
        themes.append(theme)
    return themes


def free_code(name: str, taken: Collection[str]) -> str:
    """A mark for a theme that no other of its study has."""
    base = slugify(name)[:LONGEST_CODE].strip("-") or "theme"
    code, number = base, 1
    while code in taken or code == NONE:
        number += 1
        code = f"{base}-{number}"
    return code
