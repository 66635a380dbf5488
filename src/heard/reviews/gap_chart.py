"""What landlords say of themselves beside what their residents say, on one axis of levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from heard.measures.charts.axis import Axis
from heard.measures.charts.drawing import BLUE, GREY, PLUM, Drawing
from heard.measures.charts.interval import sentence
from heard.measures.charts.key import KeyItem, draw_key, range_item
from heard.measures.charts.marks import Dot, Path, Range
from heard.measures.charts.rows import ChartRow, Headings, draw_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts import Caption, Chart, Width
    from heard.measures.charts.marks import Mark

_LEVELS = Axis(0, 4, tuple((float(level), str(level)) for level in range(5)))


@dataclass(frozen=True, slots=True)
class GapPoint:
    """One row: a landlord, or a part of what one landlord does. None isn't drawn.

    `differs` says whether chance doesn't explain the gap, `missing` why residents have no level.
    """

    name: str
    own: float | None
    residents: float | None
    low: float | None = None
    high: float | None = None
    gap: float | None = None
    differs: bool = False
    base: str = ""
    missing: str = ""


def gap_chart(
    points: Sequence[GapPoint], *, caption: Caption, heading: str, width: Width = "wide"
) -> Chart:
    """A dot with its likely range for residents, a diamond for the landlord, and the gap between.

    Args:
        points: in the order to show them.
        caption: the finding, the review, and the source.
        heading: what the rows are.
        width: for a page or for a phone.
    """
    drawing = Drawing(width)
    drawing.caption(caption)
    draw_key(drawing, _key(points))
    axis = Axis(_LEVELS.low, _LEVELS.high, _LEVELS.ticks, gettext("Level, 0 to 4"))
    headings = Headings(heading, gettext("Residents, with likely range"))
    draw_rows(drawing, [_row(point) for point in points], axis, headings)
    return drawing.finish(caption, _alt(caption, points))


def gap_title(points: Sequence[GapPoint], *, of_landlords: bool, name: str = "") -> str:
    """What the chart finds: how often residents see less, or more, than the landlord does."""
    compared = [point for point in points if point.gap is not None]
    less = sum(point.differs and (point.gap or 0) > 0 for point in compared)
    more = sum(point.differs and (point.gap or 0) < 0 for point in compared)
    words = {"n": len(compared), "less": less, "more": more, "name": name}
    if not compared:
        return gettext("What landlords and residents say can’t be compared yet")
    if of_landlords:
        return _of_landlords(words, less, more)
    return _of_parts(words, less, more)


def _of_landlords(words: dict[str, object], less: int, more: int) -> str:
    if not less and not more:
        return gettext("No landlord’s view of itself clearly differs from its residents’") % words
    if not more:
        return (
            ngettext(
                "%(less)s of %(n)s landlords clearly thinks better of itself than its residents do",
                "%(less)s of %(n)s landlords clearly think better of themselves than their "
                "residents do",
                less,
            )
            % words
        )
    return (
        gettext(
            "Of %(n)s landlords, %(less)s clearly think better of themselves than their residents "
            "do, and %(more)s worse"
        )
        % words
    )


def _of_parts(words: dict[str, object], less: int, more: int) -> str:
    if not less and not more:
        return gettext("%(name)s and its residents don’t clearly disagree on any part") % words
    if not more:
        return (
            gettext(
                "%(name)s thinks clearly better of itself than its residents do on %(less)s of "
                "%(n)s parts"
            )
            % words
        )
    return (
        gettext(
            "Of %(n)s parts, %(name)s thinks clearly better of itself than its residents do on "
            "%(less)s, and worse on %(more)s"
        )
        % words
    )


def _key(points: Sequence[GapPoint]) -> list[KeyItem]:
    items = [
        KeyItem(gettext("Residents"), (Dot(0.5, fill=GREY),)),
        KeyItem(gettext("The landlord of itself"), (Dot(0.5, "diamond", BLUE),)),
    ]
    if any(point.low is not None for point in points):
        items.append(range_item())
    if any(point.differs for point in points):
        items.append(KeyItem(gettext("Clearly apart"), (Path(0, 1, PLUM),)))
    return items


def _row(point: GapPoint) -> ChartRow:
    marks: list[Mark] = []
    if point.own is not None and point.residents is not None and point.differs:
        ends = (point.own, point.residents)
        marks.append(Path(min(ends), max(ends), stroke=PLUM, width=5))
    if point.low is not None and point.high is not None:
        marks.append(Range(point.low, point.high))
    if point.residents is not None:
        marks.append(Dot(point.residents, fill=GREY))
    if point.own is not None:
        marks.append(Dot(point.own, "diamond", BLUE))
    if not marks:
        return ChartRow(point.name, unknown=point.missing)
    own = (
        gettext("landlord %(level)s") % {"level": f"{point.own:.1f}"}
        if point.own is not None
        else gettext("landlord: nothing")
    )
    if point.residents is None:
        return ChartRow(point.name, words=point.missing, detail=own, marks=tuple(marks))
    return ChartRow(
        point.name,
        words=f"{point.residents:.1f}",
        span=f"({_span(point)})",
        detail=", ".join(filter(None, (own, point.base))),
        marks=tuple(marks),
    )


def _span(point: GapPoint) -> str:
    if point.low is None or point.high is None:
        return gettext("no likely range")
    return gettext("%(low)s to %(high)s") % {
        "low": f"{point.low:.1f}",
        "high": f"{point.high:.1f}",
    }


def _alt(caption: Caption, points: Sequence[GapPoint]) -> str:
    """The chart in words, a sentence a row."""
    parts = [sentence(caption.subtitle)]
    for point in points:
        own = gettext("nothing") if point.own is None else f"{point.own:.1f}"
        seen = point.missing
        if point.residents is not None:
            seen = f"{point.residents:.1f} ({_span(point)})"
        parts.append(
            gettext("%(name)s: landlord %(own)s, residents %(seen)s.")
            % {"name": point.name, "own": own, "seen": seen}
        )
    return " ".join(filter(None, parts))
