"""Which studies and themes a reader may open, for the team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from heard.access import Action, Thing
from heard.errors import NotFoundError
from heard.runs.models import LIVE
from heard.themes.models import Check, Quote, Sorting, Study, Text, Theme
from heard.themes.selectors.texts import readable

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

    from heard.access import Reader

PER_PAGE = 20


def standing(path: str = "") -> Q:
    """Themes that texts can have, for rows that point to a theme by `path`: `Theme.is_standing`."""
    gone = ("merged_into", "split_at", "removed_at")
    return Q(**{f"{path}{name}__isnull": True for name in gone})


def kept(path: str = "") -> Q:
    """Those of them that a person took for themes."""
    return standing(path) & Q(**{f"{path}kept_at__isnull": False, f"{path}is_none": False})


def studies_for(reader: Reader) -> QuerySet[Study]:
    """Every study that wasn't removed, for the team; none for anybody else."""
    if not reader.may(Thing.THEMES, Action.READ):
        return Study.objects.none()
    return Study.objects.filter(removed_at=None)


def studies_page(reader: Reader, *, page: int | str = 1) -> Page[Any]:
    """One page of them, the newest first, each with `kept`, its number of kept themes."""
    rows = studies_for(reader).select_related("landlord", "ward")
    rows = rows.annotate(kept=Count("themes", filter=kept("themes__")))
    return Paginator(rows.order_by("-pk"), PER_PAGE).get_page(page)


def study_get_for(reader: Reader, pk: int) -> Study:
    """One study.

    Raises:
        NotFoundError: there is none for this reader.
    """
    found = studies_for(reader).select_related("landlord", "ward").filter(pk=pk).first()
    if found is None:
        raise NotFoundError(_("There is no study at this address that you may see."))
    return found


def theme_get_for(reader: Reader, study: int, pk: int) -> Theme:
    """A theme of a study.

    Raises:
        NotFoundError: there is none for this reader.
    """
    rows = Theme.objects.filter(study__in=studies_for(reader), study=study, pk=pk)
    found = rows.select_related("study", "merged_into").first()
    if found is None:
        raise NotFoundError(
            _("There is no theme at this address. A new search may have replaced it.")
        )
    return found


def quote_get_for(reader: Reader, study: int, pk: int) -> Quote:
    """A quote of a study.

    Raises:
        NotFoundError: there is none for this reader, or its concern has a restricted flag.
    """
    may = readable(Text.objects.filter(study__in=studies_for(reader), study=study))
    rows = Quote.objects.filter(theme__study=study, text__in=may, pk=pk)
    found = rows.select_related("theme__study", "text__concern").first()
    if found is None:
        raise NotFoundError(_("There is no quote at this address."))
    return found


def text_get_for(reader: Reader, study: int, pk: int) -> Text:
    """A text of a study.

    Raises:
        NotFoundError: there is none for this reader.
    """
    rows = Text.objects.filter(study__in=studies_for(reader), study=study, pk=pk)
    found = rows.select_related("concern", "theme").first()
    if found is None:
        raise NotFoundError(_("There is no text at this address."))
    return found


def sorting_get_for(reader: Reader, study: int, pk: int) -> Sorting:
    """A sorting of a study's texts.

    Raises:
        NotFoundError: there is none for this reader.
    """
    rows = Sorting.objects.filter(study__in=studies_for(reader), study=study, pk=pk)
    found = rows.select_related("study", "theme").first()
    if found is None:
        raise NotFoundError(_("There is no sorting at this address."))
    return found


def check_get_for(reader: Reader, study: int, pk: int) -> Check:
    """A sample check of a study.

    Raises:
        NotFoundError: there is none for this reader.
    """
    rows = Check.objects.filter(study__in=studies_for(reader), study=study, pk=pk)
    found = rows.select_related("study", "first", "second").first()
    if found is None:
        raise NotFoundError(_("There is no check at this address."))
    return found


def sorting_live(study: Study) -> Sorting | None:
    """The sorting that goes on, if one does."""
    return Sorting.objects.filter(study=study, state__in=LIVE).first()


def sorting_last(study: Study) -> Sorting | None:
    """The latest sorting, however it ended."""
    return Sorting.objects.filter(study=study).first()


def themes_standing(study: Study) -> list[Theme]:
    """Themes that texts can have, "none" last."""
    return list(Theme.objects.filter(standing(), study=study).order_by("is_none", "pk"))


def kept_themes(study: Study) -> list[Theme]:
    """Themes that a person took for such and that texts can have, by key; without "none"."""
    return list(Theme.objects.filter(kept(), study=study).order_by("pk"))


def themes_gone(study: Study) -> list[Theme]:
    """Themes that were merged, split or removed, which can be undone; the latest first."""
    rows = Theme.objects.filter(~standing(), study=study).select_related("merged_into")
    return list(rows.order_by("-pk"))
