"""Texts that the team may read: what has a restricted flag is counted, and not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q

from heard.concerns.models import Flag
from heard.concerns.selectors.counting import uncounted
from heard.themes.models import Text

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

    from heard.themes.models import Study, Theme

PER_PAGE = 20
ORDERS = {"clear": ("-score", "pk"), "doubtful": ("score", "pk"), "new": ("-day", "-pk")}


def readable(texts: QuerySet[Text]) -> QuerySet[Text]:
    """Those whose concern has no restricted flag, and those of files."""
    return texts.filter(unflagged_by("concern"))


def unflagged_by(path: str) -> Q:
    """The same for rows that point to a concern by `path`, or to none."""
    flags = Flag.objects.filter(concern=OuterRef(path), lifted_at=None)
    return Q(**{path: None}) | Q(~Exists(flags))


def counted(texts: QuerySet[Text]) -> QuerySet[Text]:
    """Those of files, and those whose concern still counts: it may have been refused since."""
    return texts.exclude(uncounted("concern__"))


def texts_page(
    study: Study,
    theme: Theme | None,
    *,
    order: str = "clear",
    mine: bool = False,
    page: int | str = 1,
) -> Page[Text]:
    """One page of a theme's texts, or of those that aren't sorted yet. Two queries.

    `order` is by the clearest, the most doubtful or the newest first; `mine` only those that a
    person put where they are.
    """
    rows = counted(readable(Text.objects.filter(study=study, theme=theme)))
    if mine:
        rows = rows.filter(person__isnull=False)
    rows = rows.select_related("concern", "landlord", "ward", "machine", "person", "person_by")
    first = ORDERS.get(order, ORDERS["clear"])
    ordered = (
        rows.order_by(F("day").desc(nulls_last=True), "-pk")
        if order == "new"
        else (rows.order_by(*first))
    )
    return Paginator(ordered, PER_PAGE).get_page(page)


def hidden_count(study: Study, theme: Theme | None) -> int:
    """How many of a theme's texts are counted and not shown."""
    rows = counted(Text.objects.filter(study=study, theme=theme))
    return rows.count() - readable(rows).count()
