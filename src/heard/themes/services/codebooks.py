"""Codebooks: a study's kept themes as a file, and themes from a file into a study."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from heard.accounts.authored import authored
from heard.analysis.redaction import is_name, redact
from heard.analysis.themes.tokens import telling, words_of
from heard.audit.services import audit_record
from heard.errors import BadInputError, Fault
from heard.ingest.codebooks import codebook_read
from heard.themes.models import Theme
from heard.themes.selectors.quotes import approved_words
from heard.themes.selectors.studies import kept_themes, themes_standing
from heard.themes.services.locking import study_locked
from heard.themes.services.naming import free_code
from heard.themes.words import public_words, words_for_names

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.analysis.themes import GivenTheme
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
                "description": one.description or " ".join(public_words(one)),
                "examples": quotes.get(one.pk, []),
            }
            for one in themes
        ],
    }
    audit_record(event="themes.codebook-export", target=study, by=by, after={"themes": len(themes)})
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


@transaction.atomic
def codebook_import(*, study: Study, data: bytes, file: str, by: User | None) -> list[Theme]:
    """Keep the themes of a codebook in a study; those that it has by name or id are renamed.

    Examples are not kept, as they are somebody's words: their telling words are, without what rules
    find personal.

    Raises:
        BadInputError: the file isn't a codebook, or calls two themes the same; every fault is told.
    """
    held = study_locked(study.pk)
    given = codebook_read(data, file)
    names = {one.mark: _name(one) for one in given}
    twice = [name for name, n in Counter(map(str.casefold, names.values())).items() if n > 1]
    if twice:
        mend = "Give each its own name."
        raise BadInputError(
            [Fault(file, "", f"Two themes are called “{name}”.", mend) for name in twice]
        )
    codes = set(Theme.objects.filter(study=held).values_list("code", flat=True))
    standing = [one for one in themes_standing(held) if not one.is_none]
    by_name = {one.name.casefold(): one for one in standing}
    by_code = {one.code: one for one in standing}
    now, kept = timezone.now(), []
    for one in given:
        name = names[one.mark]
        code = free_code(one.mark, ())
        theme = by_name.get(name.casefold()) or by_code.pop(code, None)
        if theme is None or theme in kept:
            theme = Theme(study=held, code=free_code(one.mark, codes), **authored(by))
        theme.person_name = name
        theme.description = _described(one.description, one.examples)
        theme.kept_at, theme.kept_by = theme.kept_at or now, theme.kept_by or by
        theme.save()
        codes.add(theme.code)
        kept.append(theme)
    audit_record(event="themes.codebook-import", target=held, by=by, after={"themes": len(kept)})
    return kept


def _name(given: GivenTheme) -> str:
    return " ".join(given.name.split())[:LONGEST_NAME].strip()


def _described(description: str, examples: tuple[str, ...]) -> str:
    """What belongs to a theme: its description, or else telling words of its examples.

    The words are of examples without what rules find personal, as a quote would be.
    """
    if description.strip():
        return description.strip()[:LONGEST_DESCRIPTION]
    names = words_for_names()
    plain = [redact(one, names).text for one in examples]
    words = dict.fromkeys(telling(word for one in plain for word in words_of(one)))
    return " ".join(one for one in words if not is_name(one, names))[:LONGEST_DESCRIPTION]
