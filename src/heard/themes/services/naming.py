"""Themes that a machine found, as rows; and the place for texts that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import slugify

from heard.accounts.authored import authored
from heard.analysis.themes import NONE
from heard.themes.models import Theme

if TYPE_CHECKING:
    from collections.abc import Collection

    from heard.accounts.models import User
    from heard.analysis.themes import Found
    from heard.themes.models import Study

LONGEST_CODE = 60
WORDS = 15


def theme_none(study: Study) -> Theme:
    """The study's place for texts that no theme fits."""
    found, _new = Theme.objects.get_or_create(study=study, is_none=True, defaults={"code": NONE})
    return found


def themes_found(
    *, study: Study, found: Found, split: Theme | None, by_run: User | None
) -> list[Theme]:
    """Rows for themes that were found, in their order. Within the caller's transaction.

    They take the place of the machine's earlier proposals, or of a theme that was split; what a
    person keeps is never replaced. Parts of a kept theme are kept.
    """
    now = timezone.now()
    if split is None:
        Theme.objects.filter(study=study, kept_at=None, is_none=False).delete()
    else:
        split.split_at = now
        split.save(update_fields=["split_at"])
    taken = set(Theme.objects.filter(study=study).values_list("code", flat=True))
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
            machine_name=one.name,
            words=[word for word, _weight in one.words[:WORDS]],
            split_from=split,
            **authored(None),
        )
        if split is not None and split.is_kept:
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
