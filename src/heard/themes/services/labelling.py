"""Writing down which theme texts have, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Coalesce

from heard.themes.models import Quote, Text, Theme
from heard.themes.roots import roots_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.themes.models import Study

DIGITS = 3


class Label(NamedTuple):
    """The machine's theme of a text, and how clear it is."""

    text: int
    theme: int
    score: float


def labels_write(labels: Sequence[Label]) -> None:
    """Write the machine's themes down: one statement, many rows. People's are left alone."""
    table = connection.ops.quote_name(Text._meta.db_table)  # noqa: SLF001 - Django documents it
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET machine_id = %s, score = %s WHERE id = %s",  # noqa: S608 - our own table
            [(one.theme, round(one.score, DIGITS), one.text) for one in labels],
        )


def settle(study: Study) -> None:
    """Work out anew which theme each text has: a person's before the machine's, after mergers."""
    roots = roots_of(Theme.objects.filter(study=study))
    where = {root: [pk for pk, one in roots.items() if one == root] for root in roots.values()}

    def standing(column: str) -> Case | Value:
        whens = [
            When(**{f"{column}__in": members}, then=Value(root))
            for root, members in where.items()
            if root is not None
        ]
        field = IntegerField(null=True)
        return Case(*whens, default=Value(None), output_field=field) if whens else Value(None)

    Text.objects.filter(study=study).update(
        theme_id=Coalesce(standing("person_id"), standing("machine_id"))
    )


def quotes_propose(theme: Theme, texts: Sequence[int]) -> None:
    """Put the machine's quotes for a theme in the place of those that nobody approved."""
    theme.quotes.filter(by_machine=True, approved_at=None).delete()
    Quote.objects.bulk_create(
        [Quote(theme=theme, text_id=pk, rank=rank) for rank, pk in enumerate(texts, start=1)],
        ignore_conflicts=True,
    )
