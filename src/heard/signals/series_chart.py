"""A warning's series as a picture: what was counted, period by period, beside what is usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext

from heard.measures.charts.drawing import BLUE, DEEP, GREY, HAIR, PLUM, SMALL, TEXT, Drawing
from heard.measures.charts.key import KeyItem, draw_key
from heard.measures.charts.lettering import text_width
from heard.measures.charts.marks import Bar, Path
from heard.measures.charts.scales import Scale, nice_step
from heard.signals.wording import day, period_words, usual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts import Caption, Chart, Width

HEIGHT = {"wide": 240, "narrow": 190}
LAST = {"wide": 52, "narrow": 26}  # periods that have room
LEFT = 34
TICKS = 4


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One period: counted, usual, and the most that is usual. `risen`: since the rise began."""

    period: date
    observed: int
    expected: float
    low: int
    high: int
    risen: bool = False


def points_of(rows: Sequence[Sequence[object]], since: date) -> list[SeriesPoint]:
    """The points of a sighting as it was kept."""
    found = []
    for first, observed, expected, low, high in rows:
        period = date.fromisoformat(str(first))
        found.append(
            SeriesPoint(
                period,
                int(str(observed)),
                float(str(expected)),
                int(str(low)),
                int(str(high)),
                period >= since,
            )
        )
    return found


def series_chart(
    points: Sequence[SeriesPoint], *, caption: Caption, by: str, width: Width = "wide"
) -> Chart:
    """Columns for what was counted, a shade up to the most that is usual, a line for the usual.

    Columns since the rise began are dark and marked by their outline too, not by colour alone.

    Args:
        points: oldest first; of many, the last that have room are drawn.
        caption: the finding, and the source.
        by: "week" or "month".
        width: for a page or for a phone.
    """
    shown = list(points)[-LAST[width] :]
    drawing = Drawing(width)
    drawing.caption(caption)
    draw_key(drawing, _key(by))
    _plot(drawing, shown, by)
    return drawing.finish(caption, _alt(shown, by))


def _key(by: str) -> list[KeyItem]:
    usually = gettext("Usual for the week") if by == "week" else gettext("Usual for the month")
    return [
        KeyItem(gettext("Concerns raised"), (Bar(0.3, 0.7, 16, HAIR),)),
        KeyItem(gettext("Since the rise began"), (Bar(0.3, 0.7, 16, PLUM, TEXT),)),
        KeyItem(usually, (Path(0, 1, BLUE, None, 2),)),
        KeyItem(gettext("Up to here is usual"), (Bar(0, 1, 14, "#e3e9ef"),)),
    ]


def _plot(drawing: Drawing, points: Sequence[SeriesPoint], by: str) -> None:
    top = drawing.bottom + 22
    bottom = top + HEIGHT[drawing.size]
    most = max([*(one.observed for one in points), *(one.high for one in points), 3])
    step = max(1, ceil(nice_step(most, TICKS)))
    ceiling = step * ceil(most / step)
    scale = Scale(0, ceiling, bottom, top)
    drawing.text(
        0,
        top - 10,
        gettext("Concerns a week") if by == "week" else gettext("Concerns a month"),
        fill=GREY,
    )
    for tick in range(0, ceiling + 1, step):
        y = scale.at(tick)
        drawing.line((LEFT, y, drawing.width, y), stroke=HAIR)
        drawing.text(LEFT - 6, y + 5, str(tick), fill=GREY, anchor="end")
    if points:
        _columns(drawing, points, scale, bottom)
    drawing.line((LEFT, bottom, drawing.width, bottom), stroke=TEXT)
    drawing.bottom = bottom
    _months(drawing, points, bottom)


def _columns(drawing: Drawing, points: Sequence[SeriesPoint], scale: Scale, bottom: float) -> None:
    wide = (drawing.width - LEFT) / len(points)
    edges = [(LEFT + at * wide, one) for at, one in enumerate(points)]
    upper = "".join(
        f"L{x:.1f} {scale.at(one.high):.1f}L{x + wide:.1f} {scale.at(one.high):.1f}"
        for x, one in edges
    )
    drawing.add(
        "path", d=f"M{LEFT} {bottom:.1f}{upper}L{drawing.width} {bottom:.1f}Z", fill="#e3e9ef"
    )
    for x, one in edges:
        if one.observed:
            y = scale.at(one.observed)
            drawing.add(
                "rect",
                x=x + wide * 0.15,
                y=y,
                width=max(wide * 0.7, 2),
                height=bottom - y,
                fill=PLUM if one.risen else DEEP,
                stroke=TEXT if one.risen else GREY,
            )
    line = "L".join(f"{x + wide / 2:.1f} {scale.at(one.expected):.1f}" for x, one in edges)
    drawing.add("path", d=f"M{line}", fill="none", stroke=BLUE, stroke_width=2)


def _months(drawing: Drawing, points: Sequence[SeriesPoint], bottom: float) -> None:
    """The months along the foot, as many as have room."""
    drawing.bottom = bottom + SMALL + 8
    if not points:
        return
    wide = (drawing.width - LEFT) / len(points)
    free, last = -1.0, ""
    for at, one in enumerate(points):
        name = str(date_format(one.period, "M Y" if one.period.month == 1 or not last else "M"))
        x = LEFT + at * wide
        month = f"{one.period:%Y%m}"
        fits = x > free and x + text_width(name, SMALL) <= drawing.width
        if month != last and fits:
            drawing.line((x, bottom, x, bottom + 5), stroke=TEXT)
            drawing.text(x, drawing.bottom, name, fill=GREY)
            free = x + text_width(name, SMALL) + 8
        last = month
    drawing.bottom += 6


def _alt(points: Sequence[SeriesPoint], by: str) -> str:
    """The picture in a few sentences."""
    risen = [one for one in points if one.risen]
    if not risen:
        return gettext("Nothing has risen.")
    words = gettext(
        "From %(first)s to %(last)s. Before the rise at most %(most)s in one period. Since "
        "%(since)s: %(counts)s, where about %(usual)s in all would be usual. The table with this "
        "chart gives every figure."
    )
    before = [one.observed for one in points if not one.risen]
    return words % {
        "first": day(points[0].period),
        "last": period_words(points[-1].period, by),
        "most": max(before, default=0),
        "since": day(risen[0].period),
        "counts": ", ".join(str(one.observed) for one in risen),
        "usual": usual(sum(one.expected for one in risen)),
    }
