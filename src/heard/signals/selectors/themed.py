"""Themes as something to warn of: concerns counted by the theme that they have, beside categories.

The council chooses one study of concerns for it. Each kept theme of it is one more thing that can
rise at a place, at a landlord or everywhere.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import Count, DateField, Min, Q
from django.db.models.functions import TruncMonth, TruncWeek
from django.utils import timezone

from heard.concerns.selectors.counting import counted_concerns, known_at
from heard.landlords.models import Estate
from heard.signals.selectors.cells import YEAR, YEARS, history_of
from heard.themes.models import Study, Text, Theme

if TYPE_CHECKING:
    from datetime import date

    from heard.signals.selectors.cells import History

THEME = "theme:"
MOSTLY = 0.5
TWIN = 0.8


def is_theme(category: str) -> bool:
    """Whether a warning's category is a theme."""
    return category.startswith(THEME)


def theme_of(category: str) -> Theme | None:
    """The theme that a warning's category stands for; none if it is gone."""
    key = category.removeprefix(THEME)
    if not is_theme(category) or not key.isdecimal():
        return None
    return Theme.objects.filter(pk=int(key)).first()


def of_category(category: str) -> Q:
    """The concerns of a category, or with a theme."""
    if is_theme(category):
        key = category.removeprefix(THEME)
        return Q(pk__in=Text.objects.filter(theme=int(key)).values("concern"))
    return Q(category=category)


def study_watched() -> Study | None:
    """The study whose themes are warned of, if the council chose one."""
    return Study.objects.filter(watched_at__isnull=False, removed_at=None).first()


def themed_history(*, by: str, as_of: date) -> History | None:
    """Counts by theme as `history_read` gives them by category; none where no study is chosen.

    Concerns without a kept theme are in none of the counts; nor is a theme that is a category by
    another name, as the category is counted already. Five queries.
    """
    study = study_watched()
    if study is None:
        return None
    start = timezone.make_aware(datetime.combine(as_of - YEARS * YEAR, time()))
    cut = TruncWeek if by == "week" else TruncMonth
    counted = known_at(counted_concerns().filter(raised_at__gte=start), as_of)
    kept = Theme.objects.filter(study=study, kept_at__isnull=False, is_none=False)
    kept = kept.exclude(pk__in=_twins(study))
    rows = (
        Text.objects.filter(study=study, theme__in=kept, concern__in=counted)
        .order_by()
        .annotate(
            happened=cut("concern__raised_at", output_field=DateField()),
            entered=cut("concern__entered_at", output_field=DateField()),
        )
        .values_list(
            "concern__estate_id",
            "concern__ward_id",
            "concern__landlord_id",
            "theme",
            "happened",
            "entered",
        )
        .annotate(n=Count("pk"))
    )
    wards = dict(Estate.objects.values_list("pk", "ward_id"))
    found = [
        (estate, ward, landlord, f"{THEME}{theme}", happened, entered, n)
        for estate, ward, landlord, theme, happened, entered, n in rows.iterator(5_000)
    ]
    since = Text.objects.filter(study=study, day__gte=start.date()).aggregate(first=Min("day"))
    return history_of(found, by=by, as_of=as_of, wards=wards, since=since["first"])


def categories_of_themes() -> dict[str, str]:
    """Theme → the category under which most of its concerns were raised, if half of them were."""
    study = study_watched()
    found = {}
    for theme, counter in (_by_theme(study) if study else {}).items():
        category, n = counter.most_common(1)[0]
        if n >= MOSTLY * counter.total():
            found[f"{THEME}{theme}"] = category
    return found


def _twins(study: Study) -> list[int]:
    """Themes that most of a category's concerns have and that have few others."""
    counts = _by_theme(study)
    whole = sum(counts.values(), Counter[str]())
    found = []
    for theme, counter in counts.items():
        category, n = counter.most_common(1)[0]
        if n >= TWIN * counter.total() and n >= TWIN * whole[category]:
            found.append(theme)
    return found


def _by_theme(study: Study) -> dict[int, Counter[str]]:
    """How many concerns of each category have each theme."""
    counts: dict[int, Counter[str]] = {}
    rows = (
        Text.objects.filter(study=study, theme__isnull=False, concern__isnull=False)
        .order_by()
        .values_list("theme", "concern__category")
        .annotate(n=Count("pk"))
    )
    for theme, category, n in rows:
        counts.setdefault(theme or 0, Counter())[category] += n
    return counts
