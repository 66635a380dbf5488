"""Charts drawn on the server as SVG: values in, a picture with its words out.

See docs/reference/charts.md for why they are drawn here and not by a charting engine.
"""

from heard.measures.charts.change import ChangePoint, change_chart
from heard.measures.charts.distribution import distribution_chart
from heard.measures.charts.drawing import Caption, Chart, Width
from heard.measures.charts.funnel import funnel_chart
from heard.measures.charts.funnel_points import FunnelCurves, FunnelPoint
from heard.measures.charts.interval import IntervalPoint, interval_chart
from heard.measures.charts.key import Middle
from heard.measures.charts.profile import ProfilePoint, Spread, measures_profile_chart
from heard.measures.charts.rank import RankPoint, rank_chart
from heard.measures.charts.titles import (
    change_title,
    funnel_title,
    interval_title,
    profile_title,
    rank_title,
)

__all__ = [
    "Caption",
    "ChangePoint",
    "Chart",
    "FunnelCurves",
    "FunnelPoint",
    "IntervalPoint",
    "Middle",
    "ProfilePoint",
    "RankPoint",
    "Spread",
    "Width",
    "change_chart",
    "change_title",
    "distribution_chart",
    "funnel_chart",
    "funnel_title",
    "interval_chart",
    "interval_title",
    "measures_profile_chart",
    "profile_title",
    "rank_chart",
    "rank_title",
]
