"""Charts of one row each: name, what is drawn along a shared axis, and the figures in words.

On a wide page the three stand side by side; on a phone the name and the words stand above
what is drawn, which then has the whole width.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext

from heard.measures.charts.axis import tick_labels
from heard.measures.charts.drawing import (
    BAND,
    BODY,
    EDGE,
    GREY,
    HAIR,
    PIXELS,
    SMALL,
    TEXT,
    WHITE,
)
from heard.measures.charts.lettering import shortened, text_width, wrapped
from heard.measures.charts.marks import draw_mark
from heard.measures.charts.scales import Scale, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts.axis import Axis
    from heard.measures.charts.drawing import Drawing
    from heard.measures.charts.key import Middle
    from heard.measures.charts.marks import Mark

_NAMES = 262.0
_PLOT = (292.0, 668.0)
_WORDS = 696.0
_EDGE = 10.0  # keeps dots and tick labels on a phone within the picture
_LINE, _PAD, _STRIP = 20.0, 7.0, 26.0
_SPACE = 5.0
_MANY = 12  # rows beyond which the axis is named at the top as well


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row: the figure's `words`, its likely range as `span`, and what else stands below.

    `unknown` says why there is nothing to draw.
    """

    name: str
    words: str = ""
    span: str = ""
    detail: str = ""
    marks: tuple[Mark, ...] = ()
    unknown: str = ""
    note: str = ""


class _Line(NamedTuple):
    """One line of text and its looks."""

    text: str
    size: int
    fill: str


@dataclass(frozen=True, slots=True)
class Headings:
    """What stands over the names and over the words."""

    names: str
    words: str


def draw_rows(
    drawing: Drawing,
    rows: Sequence[ChartRow],
    axis: Axis,
    headings: Headings,
    middle: Middle | None = None,
) -> None:
    """Draw all rows in the order given, below what is there."""
    if not rows:
        drawing.paragraph(gettext("There is nothing to show yet."), size=BODY)
        return
    start, end = (_EDGE, drawing.width - _EDGE) if drawing.narrow else _PLOT
    scale = Scale(axis.low, axis.high, start, end)
    if drawing.narrow:
        _draw_narrow(drawing, rows, axis, scale, middle)
    else:
        _draw_wide(drawing, rows, axis, scale, headings, middle)


def _draw_wide(
    drawing: Drawing,
    rows: Sequence[ChartRow],
    axis: Axis,
    scale: Scale,
    headings: Headings,
    middle: Middle | None,
) -> None:
    """Name, axis and words side by side; the middle is one line through all rows."""
    room = (_PLOT[0] - 24, _PLOT[1] + 24)
    drawing.bottom += SMALL + 4
    drawing.text(0, drawing.bottom, headings.names, bold=True)
    drawing.text(_WORDS, drawing.bottom, headings.words, bold=True)
    drawing.text(_PLOT[0], drawing.bottom, axis.title, bold=True)
    drawing.bottom += 6
    if len(rows) > _MANY:
        tick_labels(drawing, axis.ticks, scale, room)
    top = drawing.bottom + 2
    heights = [_wide_height(row) for row in rows]
    _grid(drawing, axis, scale, (top, top + sum(heights)), middle)
    y = top
    for row, height in zip(rows, heights, strict=True):
        drawing.line((0, y, drawing.width, y), stroke=HAIR)
        _wide_row(drawing, row, scale, (y, height))
        y += height
    drawing.line((0, y, drawing.width, y), stroke=HAIR)
    drawing.bottom = y
    tick_labels(drawing, axis.ticks, scale, room)


def _wide_height(row: ChartRow) -> float:
    """Room for two lines, or for a long name, its note or many words."""
    names = _lines(row.name, _NAMES, BODY, TEXT) + _lines(row.note, _NAMES, SMALL, GREY)
    words = 1 + len(_below(row))
    return max(2, len(names), words) * _LINE + _PAD


def _spills(row: ChartRow, room: float) -> bool:
    """Whether the range doesn't fit beside the figure."""
    words = text_width(row.words, BODY, bold=True)
    return bool(row.span) and words + _SPACE + text_width(row.span, BODY) > room


def _below(row: ChartRow) -> list[_Line]:
    """What stands below the figure on a wide page."""
    room = PIXELS["wide"] - _WORDS
    spilt = _lines(row.span, room, BODY, TEXT) if _spills(row, room) else []
    return spilt + _lines(row.detail, room, SMALL, GREY)


def _lines(text: str, room: float, size: int, fill: str) -> list[_Line]:
    """The text in as many lines as it needs, up to three."""
    if not text:
        return []
    return [_Line(line, size, fill) for line in wrapped(text, room, size, lines=3)]


def _wide_row(drawing: Drawing, row: ChartRow, scale: Scale, at: tuple[float, float]) -> None:
    """One row within its y and height."""
    y, height = at
    middle = y + height / 2
    names = _lines(row.name, _NAMES, BODY, TEXT) + _lines(row.note, _NAMES, SMALL, GREY)
    _stack(drawing, 0, middle, names)
    if row.unknown:
        room = drawing.width - _PLOT[0]
        drawing.add("rect", x=_PLOT[0] - 2, y=y + 1, width=room + 2, height=height - 2, fill=WHITE)
        _stack(drawing, _PLOT[0], middle, _lines(row.unknown, room - 8, BODY, GREY))
        return
    for mark in row.marks:
        draw_mark(drawing, scale, middle, mark)
    below = _below(row)
    _stack(drawing, _WORDS, middle + _LINE / 2, below)
    _figure(drawing, (_WORDS, middle - len(below) * _LINE / 2 + 5), row)


def _figure(drawing: Drawing, at: tuple[float, float], row: ChartRow) -> None:
    """The figure in bold, and its range beside it where it fits."""
    x, y = at
    room = drawing.width - x
    words = shortened(row.words, room, BODY, bold=True)
    drawing.text(x, y, words, size=BODY, bold=True)
    if row.span and not _spills(row, room):
        x += text_width(words, BODY, bold=True) + _SPACE
        drawing.text(x, y, row.span, size=BODY)


def _stack(drawing: Drawing, x: float, middle: float, lines: list[_Line]) -> None:
    """Lines of text one below the other, centred on a height."""
    y = middle - len(lines) * _LINE / 2
    for line in lines:
        y += _LINE
        drawing.text(x, y - 5, line.text, size=line.size, fill=line.fill)


def _draw_narrow(
    drawing: Drawing,
    rows: Sequence[ChartRow],
    axis: Axis,
    scale: Scale,
    middle: Middle | None,
) -> None:
    """Name and words above what is drawn, a strip of the axis to each row."""
    room = (0.0, float(drawing.width))
    drawing.paragraph(axis.title, bold=True)
    tick_labels(drawing, axis.ticks, scale, room)
    for row in rows:
        _narrow_row(drawing, row, axis, scale, middle)
    drawing.line((0, drawing.bottom, drawing.width, drawing.bottom), stroke=HAIR)
    tick_labels(drawing, axis.ticks, scale, room)


def _narrow_row(
    drawing: Drawing, row: ChartRow, axis: Axis, scale: Scale, middle: Middle | None
) -> None:
    """One row, below what is there."""
    drawing.line((0, drawing.bottom, drawing.width, drawing.bottom), stroke=HAIR)
    drawing.bottom += _PAD
    drawing.paragraph(row.name, size=BODY, lines=3)
    if row.note:
        drawing.paragraph(row.note, fill=GREY, lines=2)
    if row.unknown:
        drawing.paragraph(row.unknown, size=SMALL, fill=GREY, lines=3)
        drawing.bottom += _PAD
        return
    _narrow_words(drawing, row)
    top, bottom = drawing.bottom + 4, drawing.bottom + 4 + _STRIP
    _grid(drawing, axis, scale, (top, bottom), middle)
    for mark in row.marks:
        draw_mark(drawing, scale, (top + bottom) / 2, mark)
    drawing.bottom = bottom + _PAD


def _narrow_words(drawing: Drawing, row: ChartRow) -> None:
    """The figure and its range on one line where they fit, what else below or beside them."""
    drawing.bottom += _LINE
    _figure(drawing, (0, drawing.bottom - 4), row)
    used = text_width(row.words, BODY, bold=True) + _SPACE
    if _spills(row, drawing.width):
        drawing.paragraph(row.span, size=BODY, lines=2)
        used = drawing.width
    elif row.span:
        used += text_width(row.span, BODY) + 2 * _SPACE
    if used + text_width(row.detail, SMALL) <= drawing.width:
        drawing.text(used, drawing.bottom - 4, row.detail, fill=GREY)
    else:
        drawing.paragraph(row.detail, fill=GREY, lines=3)


def _grid(
    drawing: Drawing,
    axis: Axis,
    scale: Scale,
    between: tuple[float, float],
    middle: Middle | None,
) -> None:
    """The middle half, the ticks' lines and the middle's line between two heights."""
    top, bottom = between
    if middle is not None:
        low, high = known(middle.low), known(middle.high)
        if low is not None and high is not None:
            left, right = scale.at(low), scale.at(high)
            drawing.add(
                "rect", x=left, y=top, width=max(right - left, 1), height=bottom - top, fill=BAND
            )
            for x in (left, right):
                drawing.line((x, top, x, bottom), stroke=EDGE, stroke_dasharray="2 3")
    for value, _ in axis.ticks:
        x = scale.at(value)
        drawing.line((x, top, x, bottom), stroke=HAIR)
    if middle is not None:
        x = scale.at(middle.value)
        drawing.line((x, top, x, bottom), stroke_width=2)
