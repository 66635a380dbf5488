"""An axis: its ends, the round figures on it, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from heard.measures.charts.drawing import GREY, SMALL, centred
from heard.measures.charts.lettering import text_width
from heard.measures.charts.scales import nice_domain
from heard.measures.charts.wording import LIMITS, figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.measures.charts.drawing import Drawing
    from heard.measures.charts.scales import Scale
    from heard.measures.charts.wording import Unit


@dataclass(frozen=True, slots=True)
class Axis:
    """The ends of the axis, where it is marked and how, and what it counts."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    title: str = ""


def value_axis(values: Iterable[float | None], unit: Unit, title: str = "") -> Axis:
    """An axis that holds all the values, with round figures on it."""
    low, high, ticks = nice_domain(values, count=5, limits=LIMITS[unit])
    step = min((b - a for a, b in pairwise(ticks)), default=1.0)
    whole = step * (100 if unit == "share" else 1) >= 1
    labels = tuple((tick, figure(tick, unit, 0 if whole else 1)) for tick in ticks)
    return Axis(low, high, labels, title)


def tick_labels(
    drawing: Drawing, ticks: Iterable[tuple[float, str]], scale: Scale, room: tuple[float, float]
) -> None:
    """The axis's figures, below what is there; those that would touch are left out."""
    drawing.bottom += SMALL + 6
    free = -1.0
    for value, text in ticks:
        x = centred(scale.at(value), text, SMALL, room)
        if x > free:
            drawing.text(x, drawing.bottom, text, fill=GREY)
            free = x + text_width(text, SMALL) + 6
    drawing.bottom += 6
