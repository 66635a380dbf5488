"""Codebooks: a study's kept themes as a file, and themes from a file into a study."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from heard.accounts.authored import authored
from heard.analysis.redaction import is_name
from heard.analysis.themes.tokens import telling, words_of
from heard.audit.services import audit_record
from heard.ingest.codebooks import codebook_read
from heard.themes.models import Theme
from heard.themes.selectors.quotes import approved_words
from heard.themes.services.naming import free_code
from heard.themes.services.sorting import kept_themes
from heard.themes.services.studies import study_locked
from heard.themes.words import words_for_names

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.themes.models import Study

LONGEST_NAME, LONGEST_DESCRIPTION = 80, 1000


def codebook_export(*, study: Study, by: User | None) -> str:
    """The kept themes as `heard themes --seeds` reads them, with approved quotes as examples.

    No text leaves but what was approved for everybody.
    """
    themes = kept_themes(study)
    quotes = approved_words(themes)
    whole: dict[str, Any] = {
        "study": study.title,
        "themes": [
            {
                "id": one.code,
                "name": one.name,
                "description": one.description or " ".join(str(word) for word in one.words),
                "examples": quotes.get(one.pk, []),
            }
            for one in themes
        ],
    }
    audit_record(event="themes.codebook-export", target=study, by=by, after={"themes": len(themes)})
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


@transaction.atomic
def codebook_import(*, study: Study, data: bytes, file: str, by: User | None) -> list[Theme]:
    """Keep the themes of a codebook in a study; those that it has by id are renamed.

    Examples are not kept, as they are somebody's words: their telling words are, without names.

    Raises:
        BadInputError: the file isn't a codebook; every fault is told.
    """
    held = study_locked(study.pk)
    given = codebook_read(data, file)
    there = {one.code: one for one in Theme.objects.filter(study=held, is_none=False)}
    now, kept = timezone.now(), []
    for one in given:
        theme = there.get(one.mark)
        if theme is None or not theme.is_standing:
            theme = Theme(study=held, code=free_code(one.mark, there), **authored(by))
        theme.person_name = one.name[:LONGEST_NAME]
        theme.description = _described(one.description, one.examples)
        theme.kept_at, theme.kept_by = theme.kept_at or now, theme.kept_by or by
        theme.save()
        there[theme.code] = theme
        kept.append(theme)
    audit_record(event="themes.codebook-import", target=held, by=by, after={"themes": len(kept)})
    return kept


def _described(description: str, examples: tuple[str, ...]) -> str:
    """What belongs to a theme: its description, or else telling words of its examples."""
    if description.strip():
        return description.strip()[:LONGEST_DESCRIPTION]
    names = words_for_names()
    words = dict.fromkeys(telling(word for one in examples for word in words_of(one)))
    return " ".join(one for one in words if not is_name(one, names))[:LONGEST_DESCRIPTION]
