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
# Of words that only start so, PostgreSQL knows too little to see that the index is the way. So it
# is asked for some thousands of matches first, and for the newest of these then.
POSTGRESQL = {
    True: (
        "SELECT concern_id FROM concerns_searchentry"
        " WHERE to_tsvector('simple', text) @@ to_tsquery('simple', %s)"
        " ORDER BY concern_id DESC LIMIT %s"
    ),
    False: (
        "WITH found AS MATERIALIZED (SELECT concern_id FROM concerns_searchentry"
        " WHERE to_tsvector('simple', text) @@ to_tsquery('simple', %s) LIMIT 5000)"
        " SELECT concern_id FROM found ORDER BY concern_id DESC LIMIT %s"
    ),
}


def search_for(reader: Reader, text: str) -> list[Concern]:
    """Concerns in which every word stands, the newest first, at most 50.

    Where fewer have the words as they were typed, those follow in which each starts a word. At
    most three queries. A reference finds its concern alone, with or without hyphens.
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
    if connection.vendor == "postgresql":
        wanted = " & ".join(word if whole else f"{word}:*" for word in words)
        statement, values = POSTGRESQL[whole], (wanted, MOST)
    else:
        wanted = " ".join(f'"{word}"' if whole else f'"{word}"*' for word in words)
        statement, values = SQLITE, (wanted, MOST)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]
