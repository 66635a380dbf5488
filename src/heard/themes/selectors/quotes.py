"""Quotes of themes: to be approved, and as they may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from heard.concerns.selectors.counting import uncounted
from heard.themes.models import Quote
from heard.themes.selectors.texts import unflagged_by
from heard.themes.words import quotable, shown_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from heard.themes.models import Theme

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote as the team sees it: the words without what rules find personal, and what is shown.

    `shown` is None where it isn't approved, or where text or rules changed since.
    """

    quote: Quote
    words: str
    shown: str | None

    @property
    def is_broken(self) -> bool:
        """Whether it was approved and isn't shown any more."""
        return self.quote.approved_at is not None and self.shown is None


def quotes_of(theme: Theme) -> list[Quoted]:
    """A theme's quotes, approved ones first. Those of flagged concerns are left out. One query."""
    rows = _that_may(Quote.objects.filter(theme=theme)).select_related(
        "text__concern", "approved_by"
    )
    found = [Quoted(one, quotable(one.text), shown_of(one)) for one in rows.order_by("rank", "pk")]
    return sorted(found, key=lambda one: one.shown is None)


def approved_words(
    themes: Iterable[Theme], *, only: Collection[int] | None = None, most: int = SHOWN
) -> dict[int, list[str]]:
    """Theme → its approved quotes as everybody may read them. One query.

    A quote counts only while its text is still in the theme. With `only`, texts with these keys.
    """
    keys = [one.pk for one in themes]
    rows = (
        _that_may(Quote.objects.filter(theme__in=keys, approved_at__isnull=False))
        .select_related("text__concern")
        .order_by("theme", "rank", "pk")
    )
    found: dict[int, list[str]] = {}
    for one in rows:
        if only is not None and one.text_id not in only:
            continue
        listed = found.setdefault(one.theme_id, [])
        words = shown_of(one) if len(listed) < most else None
        if words is not None:
            listed.append(words)
    return found


def _that_may(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Those of texts that are still in the theme, that count and that have no restricted flag."""
    still = quotes.filter(unflagged_by("text__concern"), text__theme=F("theme"))
    return still.exclude(uncounted("text__concern__"))
