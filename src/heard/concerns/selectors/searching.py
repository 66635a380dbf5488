"""The team's search: by reference, name, place or words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import connection

from heard.concerns.references import reference_read
from heard.concerns.selectors.finding import cases_for
from heard.concerns.selectors.lists import SHOWN

if TYPE_CHECKING:
    from heard.access import Reader
    from heard.concerns.models import Concern

MOST = 50
MOST_WORDS = 8
SQLITE = (
    "SELECT rowid FROM concerns_search WHERE concerns_search MATCH %s ORDER BY rowid DESC LIMIT %s"
)
# PostgreSQL can go back from the newest concern, which is quick for common words and takes minutes
# for rare ones, or ask the index, which is the other way round; and it knows too little of words
# to choose. So it goes back a little, and asks the index where that didn't find enough.
BACK = 1_000
POSTGRESQL_BACK = (
    "SELECT concern_id FROM"
    " (SELECT concern_id, text FROM concerns_searchentry ORDER BY concern_id DESC LIMIT %s) newest"
    " WHERE to_tsvector('simple', text) @@ to_tsquery('simple', %s) LIMIT %s"
)
POSTGRESQL = (
    "WITH found AS MATERIALIZED (SELECT concern_id FROM concerns_searchentry"
    " WHERE to_tsvector('simple', text) @@ to_tsquery('simple', %s))"
    " SELECT concern_id FROM found ORDER BY concern_id DESC LIMIT %s"
)


def search_for(reader: Reader, text: str) -> list[Concern]:
    """Concerns in which every word stands, the newest first, at most 50.

    Where fewer have the words as they were typed, those follow in which each starts a word. At
    most five queries. A reference finds its concern alone, with or without hyphens.
    """
    cases = cases_for(reader).select_related(*SHOWN).defer("description", "answers")
    reference = reference_read(text)
    if reference:
        return list(cases.filter(reference=reference))
    words = re.findall(r"\w+", text.lower())[:MOST_WORDS]
    if not words:
        return []
    found = _having(words, whole=True)
    if len(found) < MOST:
        found = list(dict.fromkeys([*found, *_having(words, whole=False)]))[:MOST]
    by_key = cases.in_bulk(found)
    return [by_key[pk] for pk in found if pk in by_key]


def _having(words: list[str], *, whole: bool) -> list[int]:
    """Keys of the newest concerns with all these words, or with words that start so."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            wanted = " ".join(f'"{word}"' if whole else f'"{word}"*' for word in words)
            cursor.execute(SQLITE, (wanted, MOST))
            return [row[0] for row in cursor.fetchall()]
        wanted = " & ".join(word if whole else f"{word}:*" for word in words)
        cursor.execute(POSTGRESQL_BACK, (BACK, wanted, MOST))
        rows = cursor.fetchall()
        if len(rows) < MOST:
            cursor.execute(POSTGRESQL, (wanted, MOST))
            rows = cursor.fetchall()
        return sorted((row[0] for row in rows), reverse=True)
