"""Titles that say what a chart found, worded from its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from heard.measures.charts import wording
from heard.measures.charts.change import direction
from heard.measures.charts.marks import band_dot
from heard.measures.charts.scales import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heard.measures.charts.change import ChangePoint
    from heard.measures.charts.funnel_points import FunnelPoint
    from heard.measures.charts.interval import IntervalPoint
    from heard.measures.charts.profile import ProfilePoint
    from heard.measures.charts.rank import RankPoint


def interval_title(points: Sequence[IntervalPoint], topic: str) -> str:
    """How many landlords stand clearly apart from the middle on the topic.

    Args:
        points: as given to the chart.
        topic: what the measure is about, as it reads after "on": "listening and acting".
    """
    shown = [point for point in points if known(point.value) is not None]
    if not shown:
        return gettext("No landlord has a published figure on %(topic)s") % {"topic": topic}
    up, down = _apart(point.band for point in shown)
    words = {"topic": topic, "up": up, "down": down, "n": len(shown)}
    if not up and not down:
        return (
            ngettext(
                "On %(topic)s the landlord can’t be told apart from England’s middle",
                "On %(topic)s none of %(n)s landlords can be told apart from England’s middle",
                len(shown),
            )
            % words
        )
    if len(shown) == 1:
        return (
            gettext("On %(topic)s the landlord is clearly above England’s middle")
            if up
            else gettext("On %(topic)s the landlord is clearly below England’s middle")
        ) % words
    return _above_and_below(words, up, down)


def _above_and_below(words: Mapping[str, object], up: int, down: int) -> str:
    """How many of several landlords stand on either side, those above first if there are any."""
    if not up:
        return (
            ngettext(
                "%(down)s of %(n)s landlords is clearly below England’s middle on %(topic)s; "
                "none is clearly above",
                "%(down)s of %(n)s landlords are clearly below England’s middle on %(topic)s; "
                "none is clearly above",
                down,
            )
            % words
        )
    first = (
        ngettext(
            "%(up)s of %(n)s landlords is clearly above England’s middle on %(topic)s",
            "%(up)s of %(n)s landlords are clearly above England’s middle on %(topic)s",
            up,
        )
        % words
    )
    if not down:
        return gettext("%(above)s; none is clearly below") % {"above": first}
    below = ngettext("%(down)s is clearly below", "%(down)s are clearly below", down) % words
    return f"{first}; {below}"


def funnel_title(named: Sequence[FunnelPoint], outside: int) -> str:
    """How many of the landlords named lie outside the outer limits."""
    shown = sum(known(point.value) is not None for point in named)
    if not shown:
        return gettext("None of the landlords named here has a published figure")
    if not outside:
        return ngettext(
            "The landlord’s figure is within what chance and usual differences explain",
            "All %(n)s landlords are within what chance and usual differences explain",
            shown,
        ) % {"n": shown}
    return ngettext(
        "%(outside)s of %(n)s landlords is outside what chance and usual differences explain",
        "%(outside)s of %(n)s landlords are outside what chance and usual differences explain",
        outside,
    ) % {"n": shown, "outside": outside}


def change_title(points: Sequence[ChangePoint]) -> str:
    """How many landlords clearly went up and down."""
    ways = [direction(point) for point in points]
    compared = sum(way != "unknown" for way in ways)
    if not compared:
        return gettext("No landlord’s figures can be compared with the year before")
    up, down = ways.count("up"), ways.count("down")
    if not up and not down:
        return ngettext(
            "The change on the year before is too small to tell from chance",
            "For none of %(n)s landlords can the change be told from chance",
            compared,
        ) % {"n": compared}
    return gettext(
        "Of %(n)s landlords, %(up)s clearly went up and %(down)s clearly went down; "
        "for %(rest)s the change is too small or too hard to tell"
    ) % {"n": len(points), "up": _many(up), "down": _many(down), "rest": len(points) - up - down}


def profile_title(points: Sequence[ProfilePoint], landlord: str) -> str:
    """On how many measures the landlord stands clearly apart from the middle."""
    shown = [point for point in points if known(point.value) is not None]
    words: dict[str, object] = {"landlord": landlord, "n": len(shown)}
    if not shown:
        return gettext("%(landlord)s has no published figures") % words
    up, down = _apart(point.band for point in shown)
    words |= {"up": _many(up), "down": _many(down)}
    if not up and not down:
        return (
            gettext(
                "%(landlord)s is close to England’s middle, or too hard to tell, "
                "on all %(n)s measures"
            )
            % words
        )
    return (
        gettext(
            "%(landlord)s is clearly above England’s middle on %(up)s of %(n)s measures "
            "and clearly below on %(down)s"
        )
        % words
    )


def rank_title(point: RankPoint) -> str:
    """The landlord's place, as the stretch that it could be."""
    if point.low is None or point.high is None:
        return gettext("%(name)s has no place: there is no figure") % {"name": point.name}
    low, high = sorted((point.low, point.high))
    if low == high:
        return gettext("%(name)s is %(place)s") % {
            "name": point.name,
            "place": wording.place(low, high, point.of),
        }
    return gettext("%(name)s is somewhere %(place)s landlords") % {
        "name": point.name,
        "place": wording.place(low, high, point.of),
    }


def _apart(bands: Iterable[str]) -> tuple[int, int]:
    """How many stand clearly above and clearly below."""
    shapes = [band_dot(0, band).shape for band in bands]
    return shapes.count("up"), shapes.count("down")


def _many(count: int) -> str:
    """A number within a sentence."""
    return str(count) if count else gettext("none")
