"""What the page of one theme says: its months, who raises it, its texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.measures.charts import Caption
from heard.spreadsheets import guarded
from heard.themes.models import Text
from heard.themes.pages.study import day, interval_of, per_cent, shares_chart
from heard.themes.selectors.sizes import landlords_of, tenures_of, wards_of
from heard.themes.selectors.texts import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from heard.measures.charts import Chart, Width
    from heard.themes.models import Study, Theme
    from heard.themes.selectors.sizes import Part

LAST_MONTHS = 24
LONGEST = 500
COLUMNS = ("text", "date", "landlord", "ward", "tenure", "machine", "score", "person", "theme")


@dataclass(frozen=True, slots=True)
class Line:
    """A month, landlord, ward or tenure as a row of a table."""

    name: str
    share: str
    interval: str
    count: int
    base: int
    stands_out: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a title, and what their names are."""

    title: str
    heading: str
    lines: Sequence[Line]
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as the page lists it."""

    text: Text
    words: str
    url: str
    about: str
    machine: str
    person: str


def months_chart(theme: Theme, months: Sequence[Part], *, width: Width = "wide") -> Chart:
    """A theme's share by month, with what luck in who wrote would do."""
    caption = Caption(
        _("Is “%(name)s” growing?") % {"name": theme.name},
        _("Share of each month’s texts, with its likely range"),
        source=theme.study.title,
        drawn=False,
    )
    rows = [(month_words(one.name), one.share) for one in months[-LAST_MONTHS:]]
    return shares_chart(rows, caption=caption, heading=_("Month"), width=width)


def month_words(first: str) -> str:
    """A month in words, from its first day."""
    return str(date_format(date.fromisoformat(first), "F Y"))


def groups_of(theme: Theme) -> list[Group]:
    """By landlord, ward and tenure; what there is only one of is left out."""
    study = theme.study
    parts = [
        (_("By landlord"), _("Landlord"), landlords_of(study, theme)),
        (_("By ward"), _("Ward"), wards_of(study, theme)),
        (_("By tenure"), _("Tenure"), tenures_of(study, theme)),
    ]
    return [
        Group(title, heading, [line_of(one) for one in found])
        for title, heading, found in parts
        if len(found) > 1
    ]


def by_month(months: Sequence[Part]) -> Group:
    """The months as rows, the latest first."""
    lines = [line_of(replace(one, name=month_words(one.name))) for one in reversed(months)]
    return Group(_("By month"), _("Month"), lines, compared=False)


def line_of(part: Part) -> Line:
    """A part as a row."""
    told = {"more": _("More than elsewhere"), "less": _("Less than elsewhere"), "": ""}
    return Line(
        name=part.name,
        share=per_cent(part.share.value),
        interval=interval_of(part.share),
        count=part.share.count,
        base=part.share.base,
        stands_out=told[part.stands_out],
    )


def texts_of(texts: Iterable[Text]) -> list[Shown]:
    """Texts as they are listed, with the machine's theme and the person's."""
    return [
        Shown(
            text=one,
            words=_short(one.shown_words),
            url=reverse("cases:case", args=[one.concern.reference]) if one.concern else "",
            about=_about(one),
            machine=one.machine.name if one.machine else "",
            person=one.person.name if one.person else "",
        )
        for one in texts
    ]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"


def _about(text: Text) -> str:
    parts = [
        text.concern.reference if text.concern else text.mark,
        day(text.day) if text.day else "",
        text.landlord.name if text.landlord else "",
        text.ward.name if text.ward else "",
    ]
    return ", ".join(part for part in parts if part)


def export_rows(study: Study) -> Iterator[Sequence[object]]:
    """A row for each text with both labels and no words, safe to open as a spreadsheet."""
    yield COLUMNS
    rows = counted(Text.objects.filter(study=study)).select_related(
        "concern", "landlord", "ward", "machine", "person", "theme"
    )
    shown = ("mark", "day", "tenure", "score", "concern__reference", "landlord__name", "ward__name")
    themes = [
        f"{one}__{name}"
        for one in ("machine", "person", "theme")
        for name in ("machine_name", "person_name")
    ]
    for one in rows.only("study", *shown, *themes).order_by("pk").iterator(1_000):
        names = [
            one.concern.reference if one.concern else one.mark or str(one.pk),
            one.day.isoformat() if one.day else "",
            one.landlord.name if one.landlord else "",
            one.ward.name if one.ward else "",
            one.tenure,
            one.machine.name if one.machine else "",
        ]
        last = [one.person.name if one.person else "", one.theme.name if one.theme else ""]
        yield [*map(guarded, names), one.score, *map(guarded, last)]
