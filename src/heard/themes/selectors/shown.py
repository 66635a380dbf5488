"""What of a study landlords and everybody may read: kept themes, rounded, with approved quotes.

Numbers stand under the rule for small numbers (`heard.analysis.small_numbers`). Shares are worked
out from rounded counts, so that no exact count can be had back from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.analysis.small_numbers import LEAST_BASE, shown_count
from heard.concerns.selectors.finding import landlord_cases_for
from heard.errors import NotFoundError
from heard.landlords.selectors.lineage import line_of
from heard.themes.models import Source, Study, Text
from heard.themes.selectors.quotes import approved_words
from heard.themes.selectors.sizes import Share, sizes_of
from heard.themes.selectors.texts import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.themes.models import Theme
    from heard.themes.selectors.sizes import Size

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """A kept theme as it may be read outside the team. A withheld count has no share either."""

    theme: Theme
    count: int | None
    share: Share | None
    direction: str
    quotes: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownStudy:
    """A study as it may be read. `base` is rounded; None where there are too few to say more.

    `others` is how many texts are in no kept theme.
    """

    study: Study
    base: int | None
    themes: Sequence[ShownTheme]
    others: int | None

    @property
    def least(self) -> int:
        """The fewest texts of which shares are told."""
        return LEAST_BASE


def published_page(*, page: int | str = 1) -> Page[Study]:
    """Studies that everybody may read, the newest first."""
    rows = Study.objects.filter(published_at__isnull=False).select_related("landlord", "ward")
    return Paginator(rows.order_by("-published_at", "-pk"), PER_PAGE).get_page(page)


def published_get(pk: int) -> ShownStudy:
    """One of them.

    Raises:
        NotFoundError: there is none, or it isn't published.
    """
    found = Study.objects.filter(pk=pk, published_at__isnull=False).select_related(
        "landlord", "ward"
    )
    return shown_study(_one(found.first()))


def landlord_page(reader: Reader, *, page: int | str = 1) -> Page[Study]:
    """Studies that landlords may read and that have texts about the reader's, newest first."""
    rows = _shared_for(reader).select_related("landlord", "ward")
    return Paginator(rows.order_by("-shared_at", "-pk"), PER_PAGE).get_page(page)


def landlord_get_for(reader: Reader, pk: int) -> ShownStudy:
    """One of them, about the reader's landlord alone.

    Quotes are of residents who agreed to share their concern with it, though everybody may read
    them elsewhere: here they would tell whose homes they are of. From files, which say nothing of
    that, there are those that everybody may read.

    Raises:
        NotFoundError: there is none, or it isn't shown to landlords.
    """
    study = _one(_shared_for(reader).select_related("landlord", "ward").filter(pk=pk).first())
    own = _about(reader)
    cases = landlord_cases_for(reader).values("pk")
    texts = Text.objects.filter(own, study=study)
    may = texts.filter(concern__in=cases)
    if study.published_at and study.source == Source.FILE:
        may = texts
    return shown_study(study, only=own, quoted=set(may.values_list("pk", flat=True)))


def _one(study: Study | None) -> Study:
    if study is None:
        raise NotFoundError(_("There is no study at this address that you may see."))
    return study


def _about(reader: Reader) -> Q:
    """Texts about the reader's homes, by what concerns say now: they may have been corrected."""
    line = line_of(reader.landlords)
    return Q(concern__landlord__in=line) | Q(concern=None, landlord__in=line)


def _shared_for(reader: Reader) -> QuerySet[Study]:
    if not reader.may(Thing.LANDLORD_THEMES, Action.READ):
        return Study.objects.none()
    about = counted(Text.objects.filter(_about(reader))).values("study")
    return Study.objects.filter(shared_at__isnull=False, pk__in=about)


def shown_study(
    study: Study, *, only: Q | None = None, quoted: set[int] | None = None
) -> ShownStudy:
    """A study as it leaves the team; with `only`, of these texts alone. Five queries."""
    sizes = sizes_of(study, only=only)
    base = shown_count(sizes.base)
    kept = [one for one in sizes.rows if one.theme.is_kept and not one.theme.is_none]
    if base is None or sizes.base < LEAST_BASE:
        return ShownStudy(study, None, (), None)
    quotes = approved_words([one.theme for one in kept], only=quoted)
    others = sum(one.share.count for one in sizes.rows) - sum(one.share.count for one in kept)
    themes = [_theme(one, base, quotes.get(one.theme.pk, ())) for one in kept]
    return ShownStudy(study, base, themes, shown_count(others))


def _theme(size: Size, base: int, quotes: Sequence[str]) -> ShownTheme:
    count = shown_count(size.share.count)
    if count is None:
        return ShownTheme(size.theme, None, None, "", ())
    direction = size.direction if size.direction in {"more", "less"} else ""
    return ShownTheme(size.theme, count, Share(min(count, base), base), direction, quotes)
