"""How all landlords are spread on one measure, and where one of them stands."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from heard.measures.charts.axis import tick_labels, value_axis
from heard.measures.charts.drawing import BLUE, DEEP, EDGE, GREY, SMALL, TEXT, Drawing, centred
from heard.measures.charts.interval import sentence
from heard.measures.charts.key import KeyItem, draw_key
from heard.measures.charts.lettering import shortened
from heard.measures.charts.marks import Bar, Dot, Path, Range, draw_mark
from heard.measures.charts.scales import Scale, all_known, known
from heard.measures.charts.wording import figure, interval, not_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts.axis import Axis
    from heard.measures.charts.drawing import Caption, Chart, Width
    from heard.measures.charts.interval import IntervalPoint
    from heard.measures.charts.key import Middle
    from heard.measures.charts.wording import Unit

_BINS = 4  # to each step of the axis


def distribution_chart(
    values: Sequence[float | None],
    landlord: IntervalPoint,
    *,
    caption: Caption,
    middle: Middle | None = None,
    unit: Unit = "share",
    axis_title: str = "",
    width: Width = "wide",
) -> Chart:
    """Columns of how many landlords have which figure, with one landlord's figure and range.

    Args:
        values: every landlord's figure; those not known are left out and counted in the words.
        landlord: the one to mark.
        caption: the finding, what is measured of whom, and the source.
        middle: the middle of all landlords.
        unit: "share" for values from 0 to 1, "rate" for anything else.
        axis_title: what the axis counts, such as "Share satisfied".
        width: for a page or for a phone.
    """
    drawing = Drawing(width)
    drawing.caption(caption)
    own = (landlord.value, landlord.low, landlord.high)
    axis = value_axis([*values, *own], unit, axis_title)
    draw_key(drawing, _key(middle, landlord, unit))
    _landlord(drawing, axis, landlord, unit)
    _columns(drawing, axis, all_known(values), middle)
    return drawing.finish(caption, _alt(caption, values, landlord, unit))


def _key(middle: Middle | None, landlord: IntervalPoint, unit: Unit) -> list[KeyItem]:
    """What columns, line and dot mean."""
    items = [KeyItem(gettext("How many landlords have a figure here"), (Bar(0, 1, 14, DEEP),))]
    if middle is not None:
        text = f"{middle.called}: {figure(middle.value, unit)}"
        items.append(KeyItem(text, (Path(0, 1, TEXT, "6 3", 2),)))
    if known(landlord.value) is not None:
        text = gettext("%(name)s with its likely range") % {"name": landlord.name}
        items.append(KeyItem(text, (Range(0, 1), Dot(0.5, "diamond", BLUE))))
    return items


def _scale(drawing: Drawing, axis: Axis) -> Scale:
    """The axis over the whole width, with room for half a figure at each end."""
    return Scale(axis.low, axis.high, 18, drawing.width - 18)


def _landlord(drawing: Drawing, axis: Axis, landlord: IntervalPoint, unit: Unit) -> None:
    """The landlord's name, figure, dot and range, above the columns."""
    value, low, high = known(landlord.value), known(landlord.low), known(landlord.high)
    if value is None:
        drawing.paragraph(f"{landlord.name}. {not_published(landlord.reason)}", lines=3)
        drawing.bottom += 8
        return
    scale = _scale(drawing, axis)
    span = interval(low, high, unit)
    label = f"{landlord.name}: {figure(value, unit)}" + (f" ({span})" if span else "")
    label = shortened(label, drawing.width - 20, SMALL, bold=True)
    drawing.bottom += SMALL + 4
    x = centred(scale.at(value), label, SMALL * 1.07, (0, drawing.width))
    drawing.text(x, drawing.bottom, label, bold=True)
    drawing.bottom += 16
    if low is not None and high is not None:
        draw_mark(drawing, scale, drawing.bottom, Range(low, high))
    draw_mark(drawing, scale, drawing.bottom, Dot(value, "diamond", BLUE))
    drawing.bottom += 12


def _columns(drawing: Drawing, axis: Axis, values: list[float], middle: Middle | None) -> None:
    """The columns, the middle's line over them and the axis below."""
    scale = _scale(drawing, axis)
    top, height = drawing.bottom, 150 if drawing.narrow else 220
    base = top + height
    counts = _counts(axis, values)
    most = max((count for _, _, count in counts), default=0) or 1
    for low, high, count in counts:
        if count:
            left, right = scale.at(low), scale.at(high)
            tall = max(2, (height - 18) * count / most)
            shape = {"x": left, "y": base - tall, "width": max(1, right - left), "height": tall}
            drawing.add("rect", **shape, fill=DEEP, stroke=EDGE)
    if middle is not None:
        x = scale.at(middle.value)
        drawing.line((x, top, x, base), stroke_width=2, stroke_dasharray="6 3")
    drawing.line((scale.start, base, scale.end, base), stroke=GREY)
    for value, _ in axis.ticks:
        x = scale.at(value)
        drawing.line((x, base, x, base + 5), stroke=GREY)
    drawing.bottom = base
    tick_labels(drawing, axis.ticks, scale, (0, drawing.width))
    most_words = ngettext(
        "The tallest column is %(n)s landlord.", "The tallest column is %(n)s landlords.", most
    ) % {"n": most}
    drawing.paragraph(axis.title, bold=True)
    drawing.paragraph(most_words, fill=GREY)


def _counts(axis: Axis, values: list[float]) -> list[tuple[float, float, int]]:
    """How many values lie in each stretch of the axis; the last holds its own end."""
    bins = max(1, len(axis.ticks) - 1) * _BINS
    edges = [axis.low + (axis.high - axis.low) * step / bins for step in range(bins + 1)]
    stretches = list(pairwise(edges))
    counts = [sum(low <= value < high for value in values) for low, high in stretches]
    counts[-1] += sum(value >= edges[-1] for value in values)
    return [(low, high, count) for (low, high), count in zip(stretches, counts, strict=True)]


def _alt(
    caption: Caption, values: Sequence[float | None], landlord: IntervalPoint, unit: Unit
) -> str:
    """The chart in a few sentences."""
    found = sorted(all_known(values))
    parts = [sentence(caption.subtitle)]
    if found:
        parts.append(
            gettext("%(n)s landlords, from %(low)s to %(high)s.")
            % {"n": len(found), "low": figure(found[0], unit), "high": figure(found[-1], unit)}
        )
    value = known(landlord.value)
    span = interval(landlord.low, landlord.high, unit)
    if value is None:
        parts.append(f"{landlord.name}: {not_published(landlord.reason)}.")
    else:
        text = f"{landlord.name}: {figure(value, unit)}"
        parts.append(f"{text} ({span})." if span else f"{text}.")
    return " ".join(filter(None, parts))
