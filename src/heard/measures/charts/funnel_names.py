"""Names in a funnel chart: beside the dots, or numbers with a list; and who isn't shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext, ngettext

from heard.measures.charts.drawing import BLUE, GREY, SMALL, TEXT
from heard.measures.charts.funnel_points import is_drawable
from heard.measures.charts.lettering import shortened, text_width, wrapped
from heard.measures.charts.marks import Dot, draw_dot
from heard.measures.charts.placing import Box, place_labels
from heard.measures.charts.wording import figure, not_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts.axis import Axis
    from heard.measures.charts.drawing import Drawing
    from heard.measures.charts.funnel_points import FunnelPoint, Spot
    from heard.measures.charts.scales import Scale
    from heard.measures.charts.wording import Unit

_NAMED = 14  # more names than these crowd each other out: numbers and a list instead
_LONGEST_NAME = 280.0


class Plot(NamedTuple):
    """The two axes of the plot."""

    x: Scale
    y: Scale
    axis: Axis


def name_spots(
    drawing: Drawing, plot: Plot, named: Sequence[Spot], unit: Unit, base_title: str
) -> None:
    """Dots of the landlords asked for, with names, or with numbers and a list of names."""
    numbered = drawing.narrow or len(named) > _NAMED
    texts = [
        str(count) if numbered else shortened(spot.name, _LONGEST_NAME, SMALL, bold=True)
        for count, spot in enumerate(named, start=1)
    ]
    anchors = [(plot.x.at(spot.base), plot.y.at(spot.value)) for spot in named]
    sizes = [(text_width(text, SMALL, bold=True) + 2, SMALL + 3.0) for text in texts]
    room = Box(plot.x.start + 2, plot.y.end, plot.x.end, plot.y.start)
    places = place_labels(anchors, sizes, room)
    for (x, y), place in zip(anchors, places, strict=True):
        if place.leads:
            near_x = min(max(x, place.box.left), place.box.right)
            near_y = min(max(y, place.box.top), place.box.bottom)
            drawing.line((x, y, near_x, near_y), stroke=TEXT)
    for x, y in anchors:
        draw_dot(drawing, x, y, Dot(0, "diamond", BLUE))
    for text, place in zip(texts, places, strict=True):
        at = (place.box.left + 1, place.box.bottom - 4)
        drawing.text(*at, text, bold=True, halo=True)
    if numbered and named:
        _list(drawing, named, unit, base_title)


def _list(drawing: Drawing, named: Sequence[Spot], unit: Unit, base_title: str) -> None:
    """The numbered landlords with their figures and bases, in one column or two."""
    columns = 1 if drawing.narrow or len(named) == 1 else 2
    room = drawing.width / columns - 12
    per_column = -(-len(named) // columns)
    heading = gettext("Figure (%(base)s)") % {"base": base_title.lower()}
    top = lowest = drawing.bottom + 24
    for column in range(columns):
        left, y = column * (room + 12), top
        drawing.text(left + room, y - 4, heading, fill=GREY, anchor="end")
        for index in range(column * per_column, min((column + 1) * per_column, len(named))):
            spot = named[index]
            y += 22
            tail = f"{figure(spot.value, unit)}  ({spot.base:,.0f})"
            drawing.text(left, y - 6, str(index + 1), bold=True)
            drawing.text(left + room, y - 6, tail, fill=GREY, anchor="end")
            for line in wrapped(spot.name, room - 38 - text_width(tail, SMALL), SMALL):
                drawing.text(left + 26, y - 6, line)
                y += 18
            y -= 18
        lowest = max(lowest, y)
    drawing.bottom = lowest


def list_left_out(drawing: Drawing, points: Sequence[FunnelPoint]) -> None:
    """Landlords that can't be drawn: those asked for by name, the rest by number."""
    missing = [point for point in points if not is_drawable(point)]
    for point in missing:
        if point.named:
            drawing.bottom += 4
            text = f"{point.name}. {not_published(point.reason)}"
            drawing.paragraph(text, size=SMALL, lines=3)
    others = sum(not point.named for point in missing)
    if others:
        drawing.bottom += 4
        drawing.paragraph(_others(others), fill=GREY)


def _others(count: int) -> str:
    """How many more landlords aren't drawn."""
    return ngettext(
        "%(n)s other landlord published no figure and isn’t shown.",
        "%(n)s other landlords published no figure and aren’t shown.",
        count,
    ) % {"n": count}
