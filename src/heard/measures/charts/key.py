"""The key: every mark used, beside what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from heard.measures.charts.drawing import BAND, SMALL
from heard.measures.charts.lettering import text_width, wrapped
from heard.measures.charts.marks import Bar, Range, Tick, band_dot, draw_mark
from heard.measures.charts.scales import Scale
from heard.measures.charts.wording import figure, interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.measures.charts.drawing import Drawing
    from heard.measures.charts.marks import Dot, Mark, Shape
    from heard.measures.charts.wording import Unit

_SYMBOL, _GAP, _LINE = 30, 24, 22


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle of a set of landlords, and the half of them that lies about it."""

    value: float
    low: float | None = None
    high: float | None = None
    name: str = ""

    @property
    def called(self) -> str:
        """What the middle is called."""
        return self.name or gettext("England’s middle landlord")


@dataclass(frozen=True, slots=True)
class KeyItem:
    """Marks, drawn on an axis from 0 to 1, and what they mean."""

    text: str
    marks: tuple[Mark, ...]


def draw_key(drawing: Drawing, items: Iterable[KeyItem]) -> None:
    """Lay the items side by side, as many to a line as fit."""
    items = list(items)
    if not items:
        return
    x, y = 0.0, drawing.bottom + _LINE / 2
    for item in items:
        lines = wrapped(item.text, drawing.width - _SYMBOL, SMALL, lines=2)
        wide = _SYMBOL + max(text_width(line, SMALL) for line in lines)
        if x and x + wide > drawing.width:
            x, y = 0.0, y + _LINE
        for mark in item.marks:
            draw_mark(drawing, Scale(0, 1, x + 2, x + _SYMBOL - 8), y, mark)
        for number, line in enumerate(lines):
            drawing.text(x + _SYMBOL, y + SMALL * 0.36 + number * (_LINE - 4), line)
        y += (len(lines) - 1) * (_LINE - 4)
        x += wide + _GAP
    drawing.bottom = y + _LINE / 2 + 6


def band_items(bands: Iterable[str]) -> list[KeyItem]:
    """One item for each look that the bands have, in a fixed order."""
    texts: dict[Shape, str] = {
        "up": gettext("Clearly above the middle"),
        "circle": gettext("Not clearly apart from the middle"),
        "down": gettext("Clearly below the middle"),
        "hollow": gettext("Too little data to say"),
    }
    used = {band_dot(0.5, band).shape: band_dot(0.5, band) for band in bands}
    return [KeyItem(text, (used[shape],)) for shape, text in texts.items() if shape in used]


def range_item() -> KeyItem:
    """What the line about a dot means."""
    return KeyItem(gettext("Likely range (95%)"), (Range(0, 1),))


def middle_items(middle: Middle | None, unit: Unit) -> list[KeyItem]:
    """What the middle line and the shade about it mean, with their figures."""
    if middle is None:
        return []
    line = f"{middle.called}: {figure(middle.value, unit)}"
    items = [KeyItem(line, (Tick(0.5, 18),))]
    half = interval(middle.low, middle.high, unit)
    if half:
        text = gettext("Middle half of landlords: %(half)s") % {"half": half}
        items.append(KeyItem(text, (Bar(0, 1, 14, BAND),)))
    return items


def dot_item(text: str, dot: Dot) -> KeyItem:
    """What one kind of dot means."""
    return KeyItem(text, (dot,))
