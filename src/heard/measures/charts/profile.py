"""One landlord on many measures: where each of its figures lies among all landlords'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from heard.measures.charts.axis import value_axis
from heard.measures.charts.drawing import BAND, DEEP, Drawing
from heard.measures.charts.interval import base_words, sentence
from heard.measures.charts.key import KeyItem, band_items, draw_key, range_item
from heard.measures.charts.marks import Bar, Range, Tick, band_dot
from heard.measures.charts.rows import ChartRow, Headings, draw_rows
from heard.measures.charts.scales import all_known, known
from heard.measures.charts.wording import figure, interval, not_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts.drawing import Caption, Chart, Width
    from heard.measures.charts.marks import Mark
    from heard.measures.charts.wording import Unit


@dataclass(frozen=True, slots=True)
class Spread:
    """Where landlords lie on a measure: 5, 25, 50, 75 and 95 in 100 have less than these."""

    p5: float
    p25: float
    p50: float
    p75: float
    p95: float

    def all(self) -> tuple[float, ...]:
        """The five in order."""
        return (self.p5, self.p25, self.p50, self.p75, self.p95)


@dataclass(frozen=True, slots=True)
class ProfilePoint:
    """The landlord's figure on one measure. `note` is for what a reader must know of it.

    `reason` says why there is no figure.
    """

    measure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    base: float | None = None
    spread: Spread | None = None
    band: str = ""
    note: str = ""
    reason: str = ""


def measures_profile_chart(
    points: Sequence[ProfilePoint],
    *,
    caption: Caption,
    unit: Unit = "share",
    base_name: str = "",
    axis_title: str = "",
    width: Width = "wide",
) -> Chart:
    """The landlord's figure and likely range on each measure, over where all landlords lie.

    All measures share one axis, so they must be of one unit.

    Args:
        points: the measures, in the order to show them.
        caption: the finding, the year, the tenants asked, and the source.
        unit: "share" for values from 0 to 1, "rate" for anything else.
        base_name: what the bases count, such as "answers".
        axis_title: what the axis counts, such as "Share satisfied".
        width: for a page or for a phone.
    """
    drawing = Drawing(width)
    drawing.caption(caption)
    draw_key(drawing, _key(points, unit))
    values = [value for point in points for value in (point.value, point.low, point.high)]
    values += [value for point in points if point.spread for value in point.spread.all()]
    draw_rows(
        drawing,
        [_row(point, unit, base_name) for point in points],
        value_axis(values, unit, axis_title),
        Headings(gettext("Measure"), gettext("Figure and likely range")),
    )
    return drawing.finish(caption, _alt(caption, points, unit))


def _key(points: Sequence[ProfilePoint], unit: Unit) -> list[KeyItem]:
    """What dots and bars mean."""
    shown = [point for point in points if known(point.value) is not None]
    items = band_items(point.band for point in shown)
    if any(interval(point.low, point.high, unit) for point in shown):
        items.append(range_item())
    if any(point.spread for point in points):
        items += [
            KeyItem(gettext("England’s middle landlord"), (Tick(0.5, 20),)),
            KeyItem(gettext("Middle half of landlords"), (Bar(0, 1, 16, DEEP),)),
            KeyItem(gettext("9 in 10 landlords"), (Bar(0, 1, 8, BAND),)),
        ]
    return items


def _row(point: ProfilePoint, unit: Unit, base_name: str) -> ChartRow:
    """One measure: all landlords as bars, this one as a dot with its range."""
    value, low, high = known(point.value), known(point.low), known(point.high)
    if value is None:
        return ChartRow(point.measure, note=point.note, unknown=not_published(point.reason))
    marks = _bars(point.spread)
    span = gettext("(no likely range)")
    if low is not None and high is not None:
        marks.append(Range(low, high))
        span = f"({interval(low, high, unit)})"
    marks.append(band_dot(value, point.band))
    details = [base_words(point.base, base_name)] if base_name else []
    if point.spread is not None:
        details.append(gettext("middle %(value)s") % {"value": figure(point.spread.p50, unit)})
    return ChartRow(
        point.measure,
        words=figure(value, unit),
        span=span,
        detail=", ".join(details),
        note=point.note,
        marks=tuple(marks),
    )


def _bars(spread: Spread | None) -> list[Mark]:
    """Where all landlords lie, as far as it is known."""
    if spread is None or len(all_known(spread.all())) < len(spread.all()):
        return []
    return [
        Bar(spread.p5, spread.p95, 8, BAND),
        Bar(spread.p25, spread.p75, 16, DEEP),
        Tick(spread.p50, 20),
    ]


def _alt(caption: Caption, points: Sequence[ProfilePoint], unit: Unit) -> str:
    """The chart in words, a sentence a measure."""
    parts = [sentence(caption.subtitle)]
    for point in points:
        value = known(point.value)
        if value is None:
            parts.append(f"{point.measure}: {not_published(point.reason)}.")
            continue
        span = interval(point.low, point.high, unit)
        text = f"{point.measure}: {figure(value, unit)}" + (f" ({span})" if span else "")
        parts.append(f"{text}, {point.band}." if point.band else f"{text}.")
    return " ".join(filter(None, parts))
