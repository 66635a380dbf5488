"""Landlords on one measure: each figure with its likely range, against the middle of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from heard.measures.charts.axis import value_axis
from heard.measures.charts.drawing import Drawing
from heard.measures.charts.key import band_items, draw_key, middle_items, range_item
from heard.measures.charts.marks import Range, band_dot
from heard.measures.charts.rows import ChartRow, Headings, draw_rows
from heard.measures.charts.scales import known
from heard.measures.charts.wording import figure, interval, not_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts.drawing import Caption, Chart, Width
    from heard.measures.charts.key import Middle
    from heard.measures.charts.wording import Unit


@dataclass(frozen=True, slots=True)
class IntervalPoint:
    """One landlord's figure. A `value` of None isn't drawn: `reason` says why there is none.

    `note` stands in place of the range where there is none, such as "a count of all cases".
    `band` is the standing in the words of the benchmark, such as "clearly above".
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    base: float | None = None
    band: str = ""
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowWords:
    """What rows are of, above their names, and the chart in a few sentences."""

    heading: str
    alt: str


def interval_chart(  # noqa: PLR0913 - one keyword for each thing that a chart says
    points: Sequence[IntervalPoint],
    *,
    caption: Caption,
    middle: Middle | None = None,
    unit: Unit = "share",
    base_name: str = "",
    axis_title: str = "",
    digits: int | None = None,
    rows: RowWords | None = None,
    width: Width = "wide",
) -> Chart:
    """A dot and a range for each landlord, in the order given.

    Args:
        points: the landlords, up to about 40.
        caption: the finding, what is measured of whom, and the source.
        middle: the middle of all landlords and of the half about it.
        unit: "share" for values from 0 to 1, "rate" for anything else.
        base_name: what the base counts, such as "answers".
        axis_title: what the axis counts, such as "Share satisfied".
        digits: decimals of the figures in words.
        rows: words for rows that are of something else than landlords.
        width: for a page or for a phone.
    """
    drawing = Drawing(width)
    drawing.caption(caption)
    shown = [point for point in points if known(point.value) is not None]
    items = [] if rows else band_items(point.band for point in shown)
    if any(interval(point.low, point.high, unit) for point in shown):
        items.append(range_item())
    draw_key(drawing, items + middle_items(middle, unit))
    draw_rows(
        drawing,
        [_row(point, unit, base_name, digits) for point in points],
        value_axis(_extent(points, middle), unit, axis_title),
        Headings(rows.heading if rows else gettext("Landlord"), gettext("Figure and likely range")),
        middle,
    )
    return drawing.finish(caption, rows.alt if rows else _alt(caption, points, middle, unit))


def base_words(base: float | None, base_name: str) -> str:
    """How many answers or cases a figure stands on: "1,204 answers"."""
    count = known(base)
    if count is None:
        return gettext("base not known")
    return f"{count:,.0f} {base_name}".strip()


def _row(point: IntervalPoint, unit: Unit, base_name: str, digits: int | None) -> ChartRow:
    """The landlord's row, or why it is empty."""
    value = known(point.value)
    if value is None:
        return ChartRow(point.name, unknown=not_published(point.reason))
    low, high = known(point.low), known(point.high)
    span = () if low is None or high is None else (Range(low, high),)
    likely = f"({interval(low, high, unit)})" if span else point.note or gettext("no likely range")
    return ChartRow(
        point.name,
        words=figure(value, unit, digits),
        span=likely,
        detail=base_words(point.base, base_name) if base_name else "",
        marks=(*span, band_dot(value, point.band)),
    )


def sentence(text: str) -> str:
    """The text with a full stop, ready to stand beside others."""
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _extent(points: Sequence[IntervalPoint], middle: Middle | None) -> list[float | None]:
    """Every value that the axis must hold."""
    values = [value for point in points for value in (point.value, point.low, point.high)]
    return values + ([middle.value, middle.low, middle.high] if middle else [])


def _alt(
    caption: Caption, points: Sequence[IntervalPoint], middle: Middle | None, unit: Unit
) -> str:
    """The chart in a few sentences."""
    values = sorted(v for v in (known(point.value) for point in points) if v is not None)
    missing = len(points) - len(values)
    parts = [sentence(caption.subtitle)]
    if values:
        parts.append(
            ngettext(
                "%(n)s landlord, at %(low)s.",
                "%(n)s landlords, from %(low)s to %(high)s.",
                len(values),
            )
            % {"n": len(values), "low": figure(values[0], unit), "high": figure(values[-1], unit)}
        )
    if missing:
        parts.append(
            ngettext(
                "%(n)s landlord has no published figure.",
                "%(n)s landlords have no published figure.",
                missing,
            )
            % {"n": missing}
        )
    if middle is not None:
        parts.append(f"{middle.called}: {figure(middle.value, unit)}.")
    parts.append(gettext("The table with this chart gives every figure."))
    return " ".join(filter(None, parts))
