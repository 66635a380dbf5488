"""Places in a ranking, each as the stretch of places that it could be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from heard.measures.charts.axis import Axis
from heard.measures.charts.drawing import DEEP, TEXT, Drawing
from heard.measures.charts.interval import sentence
from heard.measures.charts.key import KeyItem, draw_key
from heard.measures.charts.marks import Bar, Tick
from heard.measures.charts.rows import ChartRow, Headings, draw_rows
from heard.measures.charts.scales import nice_step
from heard.measures.charts.wording import not_published, ordinal, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.measures.charts.drawing import Caption, Chart, Width


@dataclass(frozen=True, slots=True)
class RankPoint:
    """One row's place: somewhere from `low` to `high`, 1 being first, among `of` landlords.

    Without both ends no place is shown: a rank never stands alone.
    """

    name: str
    low: int | None
    high: int | None
    of: int
    reason: str = ""


def rank_chart(
    points: Sequence[RankPoint],
    *,
    caption: Caption,
    heading: str = "",
    axis_title: str = "",
    width: Width = "wide",
) -> Chart:
    """A bar over the places that each row could have.

    Args:
        points: landlords on one measure, or measures of one landlord.
        caption: the finding, what is ranked, and the source.
        heading: what the rows are, such as "Measure"; landlords unless given.
        axis_title: what the axis counts; "Place, 1st is the highest figure" unless given.
        width: for a page or for a phone.
    """
    drawing = Drawing(width)
    drawing.caption(caption)
    draw_key(
        drawing,
        [
            KeyItem(gettext("Places it could have (95%)"), (Bar(0, 1, 16, DEEP, TEXT),)),
            KeyItem(gettext("Halfway"), (Tick(0.5, 18),)),
        ],
    )
    axis = _axis(max((point.of for point in points), default=1), axis_title)
    draw_rows(
        drawing,
        [_row(point) for point in points],
        axis,
        Headings(heading or gettext("Landlord"), gettext("Place")),
    )
    return drawing.finish(caption, _alt(caption, points))


def _axis(of: int, title: str) -> Axis:
    """From first to last, with round places between."""
    last = max(of, 2)
    step = max(1, round(nice_step(last, 4)))
    places = [1, *range(step, last, step)]
    if last - places[-1] < step * 0.6 and len(places) > 1:
        places.pop()
    places = sorted({*places, last})
    labels = tuple((float(place_), ordinal(place_)) for place_ in places)
    return Axis(1, last, labels, title or gettext("Place, 1st is the highest figure"))


def _row(point: RankPoint) -> ChartRow:
    """One row's stretch of places."""
    if point.low is None or point.high is None:
        return ChartRow(point.name, unknown=not_published(point.reason))
    low, high = sorted((point.low, point.high))
    words = (
        ordinal(low)
        if low == high
        else gettext("%(low)s to %(high)s")
        % {
            "low": ordinal(low),
            "high": ordinal(high),
        }
    )
    half = Tick((1 + max(point.of, 2)) / 2, 26)
    return ChartRow(
        point.name,
        words=words,
        span=gettext("of %(of)s") % {"of": point.of},
        marks=(half, Bar(low, high, 16, DEEP, TEXT)),
    )


def _alt(caption: Caption, points: Sequence[RankPoint]) -> str:
    """The chart in words, a sentence a row."""
    parts = [sentence(caption.subtitle)]
    for point in points:
        if point.low is None or point.high is None:
            parts.append(f"{point.name}: {not_published(point.reason)}.")
        else:
            low, high = sorted((point.low, point.high))
            parts.append(f"{point.name}: {place(low, high, point.of)}.")
    return " ".join(filter(None, parts))
