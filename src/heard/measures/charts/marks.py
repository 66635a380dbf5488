"""What is drawn along an axis: dots, ranges, bars, ticks. Shape tells what colour tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.measures.charts.drawing import BLUE, EDGE, GREY, PLUM, TEXT, WHITE

if TYPE_CHECKING:
    from heard.measures.charts.drawing import Drawing
    from heard.measures.charts.scales import Scale

Shape = Literal["up", "down", "circle", "hollow", "diamond"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure."""

    value: float
    shape: Shape = "circle"
    fill: str = GREY
    radius: float = 7


@dataclass(frozen=True, slots=True)
class Range:
    """A likely range, as a line with an end at each side."""

    low: float
    high: float
    stroke: str = TEXT


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the axis."""

    low: float
    high: float
    height: float
    fill: str
    stroke: str = EDGE


@dataclass(frozen=True, slots=True)
class Tick:
    """A single place on the axis."""

    value: float
    height: float
    stroke: str = TEXT


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one value to another."""

    start: float
    end: float
    stroke: str = GREY
    dash: str | None = None
    width: float = 3


Corners = tuple[tuple[float, float], ...]
_OUTLINES: dict[Shape, Corners] = {
    "up": ((0.0, -0.95), (0.95, 0.75), (-0.95, 0.75)),
    "down": ((0.0, 0.95), (0.95, -0.75), (-0.95, -0.75)),
    "diamond": ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
}

Mark = Dot | Range | Bar | Tick | Path

_LOOKS: dict[str, tuple[Shape, str]] = {
    "clearly above": ("up", BLUE),
    "clearly higher": ("up", BLUE),
    "clearly below": ("down", PLUM),
    "clearly lower": ("down", PLUM),
    "too little data": ("hollow", GREY),
}


def band_dot(value: float, band: str) -> Dot:
    """The dot of a figure that stands so; those not clearly apart are plain circles."""
    shape, fill = _LOOKS.get(band, ("circle", GREY))
    return Dot(value, shape, fill)


def draw_mark(drawing: Drawing, scale: Scale, y: float, mark: Mark) -> None:
    """Draw one mark on the row whose middle is y."""
    match mark:
        case Dot():
            draw_dot(drawing, scale.at(mark.value), y, mark)
        case Range():
            _range(drawing, (scale.at(mark.low), scale.at(mark.high)), y, mark.stroke)
        case Bar():
            left, right = scale.at(mark.low), scale.at(mark.high)
            wide = max(right - left, 5)
            drawing.add(
                "rect",
                x=(left + right - wide) / 2,
                y=y - mark.height / 2,
                width=wide,
                height=mark.height,
                fill=mark.fill,
                stroke=mark.stroke,
            )
        case Tick():
            x = scale.at(mark.value)
            ends = (x, y - mark.height / 2, x, y + mark.height / 2)
            drawing.line(ends, stroke=mark.stroke, stroke_width=2)
        case Path():
            ends = (scale.at(mark.start), y, scale.at(mark.end), y)
            drawing.line(
                ends, stroke=mark.stroke, stroke_width=mark.width, stroke_dasharray=mark.dash
            )


def draw_dot(drawing: Drawing, x: float, y: float, dot: Dot) -> None:
    """A dot of its shape with a white edge, so that it stands off what it covers."""
    radius = dot.radius
    if dot.shape == "hollow":
        drawing.add(
            "circle", cx=x, cy=y, r=radius - 1.5, fill=WHITE, stroke=dot.fill, stroke_width=2.5
        )
        return
    outline = _OUTLINES.get(dot.shape)
    if outline:
        path = _closed(x, y, radius + 1.5, outline)
        drawing.add("path", d=path, fill=dot.fill, stroke=WHITE, stroke_width=1.5)
        return
    drawing.add("circle", cx=x, cy=y, r=radius - 0.5, fill=dot.fill, stroke=WHITE, stroke_width=1.5)


def _closed(x: float, y: float, size: float, corners: Corners) -> str:
    """A closed path through the corners, about x and y."""
    points = (f"{x + dx * size:.2f} {y + dy * size:.2f}" for dx, dy in corners)
    return "M" + "L".join(points) + "Z"


def _range(drawing: Drawing, ends: tuple[float, float], y: float, stroke: str) -> None:
    """A line with a short end at each side, on white so that it shows over bars."""
    left, right = ends
    drawing.line((left, y, right, y), stroke=WHITE, stroke_width=5)
    drawing.line((left, y, right, y), stroke=stroke, stroke_width=2)
    for x in ends:
        drawing.line((x, y - 5, x, y + 5), stroke=stroke, stroke_width=2)
