"""All landlords by how many answered, and what chance and usual differences explain."""

from __future__ import annotations

from bisect import bisect_left
from math import log
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from heard.measures.charts.axis import value_axis
from heard.measures.charts.drawing import BLUE, BODY, EDGE, GREY, HAIR, SMALL, TEXT, Drawing, number
from heard.measures.charts.funnel_names import Plot, list_left_out, name_spots
from heard.measures.charts.funnel_points import drawn_spots, is_drawable
from heard.measures.charts.interval import sentence
from heard.measures.charts.key import KeyItem, draw_key
from heard.measures.charts.lettering import text_width
from heard.measures.charts.marks import Dot, Path
from heard.measures.charts.scales import Scale, log_ticks
from heard.measures.charts.wording import figure, not_published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.measures.charts.drawing import Caption, Chart, Width
    from heard.measures.charts.funnel_points import FunnelCurves, FunnelPoint, Spot
    from heard.measures.charts.key import Middle
    from heard.measures.charts.wording import Unit

_STEPS = 72  # of each limit's line
_SPREAD = 0.15  # of the axis, kept free at each end


def funnel_chart(
    points: Sequence[FunnelPoint],
    *,
    caption: Caption,
    curves: FunnelCurves | None = None,
    middle: Middle | None = None,
    unit: Unit = "share",
    base_title: str = "",
    axis_title: str = "",
    width: Width = "wide",
) -> Chart:
    """Every landlord as a dot at its base and figure, with those asked for named.

    Args:
        points: all landlords of the comparison.
        caption: the finding, what is measured of whom, and the source.
        curves: 95% (inner) and 99.8% (outer) limits.
        middle: the line that the limits close upon.
        unit: "share" for values from 0 to 1, "rate" for anything else.
        base_title: what the base counts, such as "Answers".
        axis_title: what the other axis counts, such as "Share satisfied".
        width: for a page or for a phone.
    """
    base_title = base_title or gettext("Answers")
    drawing = Drawing(width)
    drawing.caption(caption)
    spots = list(drawn_spots(points))
    named = [spot for spot in spots if spot.named]
    if not spots:
        drawing.paragraph(gettext("There is nothing to show yet."), size=BODY)
        list_left_out(drawing, points)
        return drawing.finish(caption, _alt(caption, points, spots, middle, unit))
    draw_key(drawing, _key(curves, middle, unit, named=bool(named)))
    if axis_title:
        drawing.paragraph(axis_title, bold=True)
    plot = _plot(drawing, spots, curves, middle, unit)
    _frame(drawing, plot, base_title)
    _limits(drawing, plot, curves)
    if middle is not None:
        y = plot.y.at(middle.value)
        drawing.line((plot.x.start, y, plot.x.end, y), stroke_width=2)
    for spot in spots:
        if not spot.named:
            x, y = plot.x.at(spot.base), plot.y.at(spot.value)
            drawing.add("circle", cx=x, cy=y, r=3 if drawing.narrow else 3.5, fill=EDGE)
    name_spots(drawing, plot, named, unit, base_title)
    list_left_out(drawing, points)
    return drawing.finish(caption, _alt(caption, points, spots, middle, unit))


def _key(
    curves: FunnelCurves | None, middle: Middle | None, unit: Unit, *, named: bool
) -> list[KeyItem]:
    """What dots and lines mean."""
    items = [KeyItem(gettext("A landlord"), (Dot(0.5, fill=EDGE, radius=4),))]
    if named:
        items.insert(0, KeyItem(gettext("A landlord named here"), (Dot(0.5, "diamond", BLUE),)))
    if middle is not None:
        text = f"{middle.called}: {figure(middle.value, unit)}"
        items.append(KeyItem(text, (Path(0, 1, TEXT, width=2),)))
    if curves is not None:
        inner = gettext("Chance and usual differences keep 95 in 100 landlords between these")
        outer = gettext("998 in 1,000 between these")
        items.append(KeyItem(inner, (Path(0, 1, GREY, "6 4", 2),)))
        items.append(KeyItem(outer, (Path(0, 1, GREY, None, 1.5),)))
    return items


def _plot(
    drawing: Drawing,
    spots: Sequence[Spot],
    curves: FunnelCurves | None,
    middle: Middle | None,
    unit: Unit,
) -> Plot:
    """Axes that hold every landlord; limits may leave the picture where nobody is."""
    values = [spot.value for spot in spots] + ([middle.value] if middle else [])
    if curves is not None:
        values += [*curves.outer_low[-1:], *curves.outer_high[-1:]]
    bases = [spot.base for spot in spots]
    axis = value_axis(values, unit)
    left = max((text_width(text, SMALL) for _, text in axis.ticks), default=0) + 8
    top, height = drawing.bottom + 8, 300 if drawing.narrow else 460
    low, high = max(min(bases), 1e-6), max(1e-6, *bases)
    room = (left, drawing.width - 2)
    across = Scale(low * (1 - _SPREAD), high * (1 + _SPREAD), *room, logarithmic=True)
    return Plot(across, Scale(axis.low, axis.high, top + height, top), axis)


def _frame(drawing: Drawing, plot: Plot, base_title: str) -> None:
    """Grid, figures on both axes, and what the base counts."""
    left, right = plot.x.start, plot.x.end
    top, bottom = plot.y.end, plot.y.start
    for value, text in plot.axis.ticks:
        y = plot.y.at(value)
        drawing.line((left, y, right, y), stroke=HAIR)
        drawing.text(left - 8, y + SMALL * 0.36, text, fill=GREY, anchor="end")
    free = -1.0
    for value in log_ticks(plot.x.low, plot.x.high):
        x, text = plot.x.at(value), f"{value:,.0f}" if value >= 1 else f"{value:g}"
        half = text_width(text, SMALL) / 2
        drawing.line((x, bottom, x, bottom + 5), stroke=GREY)
        if x - half > free and x + half <= drawing.width:
            drawing.text(x, bottom + 20, text, fill=GREY, anchor="middle")
            free = x + half + 6
    drawing.line((left, bottom, right, bottom), stroke=GREY)
    drawing.bottom = bottom + 26
    title = gettext("%(base)s (each mark is a multiple of the one before)") % {"base": base_title}
    drawing.paragraph(title, bold=True)
    drawing.line((left, top, left, bottom), stroke=HAIR)


def _limits(drawing: Drawing, plot: Plot, curves: FunnelCurves | None) -> None:
    """The four limits as lines within the plot."""
    if curves is None:
        return
    for ends, dash, width in (
        (curves.outer_low, None, 1.5),
        (curves.inner_low, "6 4", 2),
        (curves.inner_high, "6 4", 2),
        (curves.outer_high, None, 1.5),
    ):
        for run in _runs(plot, curves.bases, ends):
            path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in run)
            drawing.add(
                "path", d=path, fill="none", stroke=GREY, stroke_width=width, stroke_dasharray=dash
            )


def _runs(
    plot: Plot, bases: Sequence[float], ends: Sequence[float]
) -> Iterator[list[tuple[float, float]]]:
    """Unbroken stretches of a limit that lie within the plot."""
    run: list[tuple[float, float]] = []
    for step in range(_STEPS + 1):
        base = plot.x.low * (plot.x.high / plot.x.low) ** (step / _STEPS)
        end = _between(bases, ends, base)
        if end is not None and plot.axis.low <= end <= plot.axis.high:
            run.append((plot.x.at(base), plot.y.at(end)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _between(bases: Sequence[float], ends: Sequence[float], base: float) -> float | None:
    """The limit at a base between those given, or None beyond them."""
    after = bisect_left(bases, base)
    if after == len(bases) or (not after and base < bases[0]):
        return None
    if bases[after] == base:
        return ends[after]
    share = log(base / bases[after - 1]) / log(bases[after] / bases[after - 1])
    return ends[after - 1] + share * (ends[after] - ends[after - 1])


def _alt(
    caption: Caption,
    points: Sequence[FunnelPoint],
    spots: Sequence[Spot],
    middle: Middle | None,
    unit: Unit,
) -> str:
    """The chart in a few sentences, with the figures of the landlords named."""
    parts = [
        sentence(caption.subtitle),
        ngettext("%(n)s landlord is shown.", "%(n)s landlords are shown.", len(spots))
        % {"n": len(spots)},
    ]
    if middle is not None:
        parts.append(f"{middle.called}: {figure(middle.value, unit)}.")
    parts += [
        f"{spot.name}: {figure(spot.value, unit)} ({spot.base:,.0f})."
        for spot in spots
        if spot.named
    ]
    parts += [
        f"{point.name}: {not_published(point.reason)}."
        for point in points
        if point.named and not is_drawable(point)
    ]
    return " ".join(filter(None, parts))
