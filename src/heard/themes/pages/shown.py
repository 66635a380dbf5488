"""Themes in words for those outside the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.spreadsheets import guarded
from heard.themes.pages.study import interval_of, per_cent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.themes.selectors.shown import ShownStudy

COLUMNS = ("theme", "texts", "base", "share", "low", "high", "change")


@dataclass(frozen=True, slots=True)
class Line:
    """A theme as it is listed. Empty parts are withheld."""

    name: str
    count: str
    share: str
    interval: str
    trend: str
    quotes: Sequence[str]


def lines_of(shown: ShownStudy) -> list[Line]:
    """The themes of a study, the largest first and withheld ones last."""
    trends = {
        "more": _("More in the later half of the time"),
        "less": _("Less in the later half of the time"),
        "": "",
    }
    found = [
        Line(
            name=one.theme.name,
            count=f"{one.count:,}" if one.count is not None else _("1 to 7"),
            share=per_cent(one.share.value) if one.share else "",
            interval=interval_of(one.share) if one.share else "",
            trend=trends[one.direction],
            quotes=one.quotes,
        )
        for one in shown.themes
    ]
    return sorted(found, key=lambda one: not one.share)


def csv_rows(shown: ShownStudy) -> Iterator[Sequence[object]]:
    """The same as rows, safe to open as a spreadsheet. Withheld cells are empty."""
    yield COLUMNS
    for one in shown.themes:
        low, high = one.share.interval if one.share else ("", "")
        yield [
            guarded(one.theme.name),
            "" if one.count is None else one.count,
            shown.base or "",
            round(one.share.value, 3) if one.share else "",
            round(low, 3) if isinstance(low, float) else "",
            round(high, 3) if isinstance(high, float) else "",
            one.direction,
        ]
