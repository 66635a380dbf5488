"""Charts drawn on the server as SVG: values in, a picture with its words out.

See docs/reference/charts.md for why they are drawn here and not by a charting engine.
"""

from heard.measures.charts.drawing import Caption, Chart, Width
from heard.measures.charts.funnel import funnel_chart
from heard.measures.charts.funnel_points import FunnelCurves, FunnelPoint
from heard.measures.charts.interval import IntervalPoint, interval_chart
from heard.measures.charts.key import Middle

__all__ = [
    "Caption",
    "Chart",
    "FunnelCurves",
    "FunnelPoint",
    "IntervalPoint",
    "Middle",
    "Width",
    "funnel_chart",
    "interval_chart",
]
