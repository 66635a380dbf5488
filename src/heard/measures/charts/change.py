"""Two years side by side: where each landlord was, where it is, and whether that is a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from heard.measures.charts import wording
from heard.measures.charts.axis import value_axis
from heard.measures.charts.drawing import BLUE, GREY, PLUM, Drawing
from heard.measures.charts.interval import sentence
from heard.measures.charts.key import KeyItem, draw_key
from heard.measures.charts.marks import Dot, Path
from heard.measures.charts.rows import ChartRow, Headings, draw_rows
from heard.measures.charts.scales import known
from heard.measures.charts.wording import figure, not_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts.drawing import Caption, Chart, Width
    from heard.measures.charts.marks import Mark
    from heard.measures.charts.wording import Unit


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """One landlord's figures of two years and the change with its likely range.

    `reason` says why a figure is missing, or why the two can't be compared.
    """

    name: str
    before: float | None
    after: float | None
    change: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""


def change_chart(
    points: Sequence[ChangePoint],
    *,
    caption: Caption,
    years: tuple[str, str],
    unit: Unit = "share",
    axis_title: str = "",
    width: Width = "wide",
) -> Chart:
    """A hollow dot for the earlier year, a full one for the later, and the change in words.

    Args:
        points: the landlords, in the order to show them.
        caption: the finding, what is measured of whom, and the source.
        years: the earlier and the later, such as "2023-24" and "2024-25".
        unit: "share" for values from 0 to 1, "rate" for anything else.
        axis_title: what the axis counts, such as "Share satisfied".
        width: for a page or for a phone.
    """
    drawing = Drawing(width)
    drawing.caption(caption)
    draw_key(drawing, _key(years, {direction(point) for point in points}))
    values = [value for point in points for value in (point.before, point.after)]
    draw_rows(
        drawing,
        [_row(point, years, unit) for point in points],
        value_axis(values, unit, axis_title),
        Headings(gettext("Landlord"), gettext("Change and likely range")),
    )
    return drawing.finish(caption, _alt(caption, points, years, unit))


def direction(point: ChangePoint) -> str:
    """Up or down where the likely range lies on one side of nought; otherwise unclear."""
    low, high = known(point.low), known(point.high)
    if None in (known(point.before), known(point.after), known(point.change)):
        return "unknown"
    if low is None or high is None or low <= 0 <= high:
        return "unclear"
    return "up" if low > 0 else "down"


_LOOKS = {"up": Dot(0, "up", BLUE), "down": Dot(0, "down", PLUM)}


def _key(years: tuple[str, str], directions: set[str]) -> list[KeyItem]:
    """What the dots mean."""
    texts = {
        "up": gettext("%(year)s, clearly up"),
        "down": gettext("%(year)s, clearly down"),
    }
    items = [KeyItem(years[0], (Dot(0.5, "hollow"),))]
    if directions - {"up", "down"}:
        text = gettext("%(year)s, no clear change or can’t tell") % {"year": years[1]}
        items.append(KeyItem(text if len(directions) > 1 else years[1], (Dot(0.5),)))
    for way in ("up", "down"):
        if way in directions:
            dot = Dot(0.5, _LOOKS[way].shape, _LOOKS[way].fill)
            items.append(KeyItem(texts[way] % {"year": years[1]}, (dot,)))
    return items


def _row(point: ChangePoint, years: tuple[str, str], unit: Unit) -> ChartRow:
    """The landlord's row, with whichever of the two figures there are."""
    before, after = known(point.before), known(point.after)
    if before is None and after is None:
        return ChartRow(point.name, unknown=not_published(point.reason))
    look = _LOOKS.get(direction(point), Dot(0))
    marks: list[Mark] = []
    if before is not None and after is not None:
        marks.append(Path(before, after, look.fill))
    if before is not None:
        marks.append(Dot(before, "hollow", GREY))
    if after is not None:
        marks.append(Dot(after, look.shape, look.fill))
    words, span = _words(point, unit)
    return ChartRow(
        point.name, words=words, span=span, detail=_both(point, years, unit), marks=tuple(marks)
    )


def _words(point: ChangePoint, unit: Unit) -> tuple[str, str]:
    """The change and its likely range, or that the two years can't be compared."""
    change = known(point.change)
    if direction(point) == "unknown" or change is None:
        return gettext("Can’t be compared"), ""
    words, span = wording.change(change, point.low, point.high, unit)
    return words, f"({span})"


def _both(point: ChangePoint, years: tuple[str, str], unit: Unit) -> str:
    """Both figures, and the reason where one is missing or they don't compare."""
    figures = [
        figure(value, unit)
        if value is not None
        else gettext("%(year)s not published") % {"year": year}
        for year, value in zip(years, (known(point.before), known(point.after)), strict=True)
    ]
    both = gettext("%(before)s, then %(after)s") % {"before": figures[0], "after": figures[1]}
    return f"{both}: {point.reason}" if point.reason else both


def _alt(
    caption: Caption, points: Sequence[ChangePoint], years: tuple[str, str], unit: Unit
) -> str:
    """The chart in a few sentences."""
    counts = {way: sum(direction(point) == way for point in points) for way in ("up", "down")}
    parts = [
        sentence(caption.subtitle),
        ngettext(
            "%(n)s landlord in %(first)s and %(second)s:",
            "%(n)s landlords in %(first)s and %(second)s:",
            len(points),
        )
        % {"n": len(points), "first": years[0], "second": years[1]},
        gettext("%(up)s clearly up, %(down)s clearly down.") % counts,
    ]
    for point in points:
        if direction(point) in counts:
            words, span = _words(point, unit)
            parts.append(f"{point.name}: {words} {span}.")
    parts.append(gettext("The table with this chart gives every figure."))
    return " ".join(filter(None, parts))
