"""One chart of each kind, of landlords that don't exist."""

from __future__ import annotations

from heard.measures.charts import (
    Caption,
    ChangePoint,
    FunnelCurves,
    FunnelPoint,
    IntervalPoint,
    Middle,
    ProfilePoint,
    RankPoint,
    Spread,
    change_chart,
    distribution_chart,
    funnel_chart,
    interval_chart,
    measures_profile_chart,
    rank_chart,
)

CAPTION = Caption(
    "One landlord is clearly above the middle",
    "Tenants who rent, 2024-25",
    "Source: Regulator of Social Housing.",
)
MIDDLE = Middle(0.61, 0.55, 0.67)
HOSTILE = '<script>alert("x")</script> & </text>\x00\ud800 Homes'

INTERVALS = (
    IntervalPoint("Thameside Homes", 0.72, 0.68, 0.76, 1204, "clearly above"),
    IntervalPoint("Elm & Ash", 0.6, 0.57, 0.63, 900, "about the same"),
    IntervalPoint("Towpath Housing", 0.44, 0.4, 0.48, 610, "clearly below"),
    IntervalPoint("Ham Almshouses", 0.5, 0.3, 0.7, 18, "too little data"),
    IntervalPoint("Bargewalk", None, reason="left blank by the landlord"),
    IntervalPoint(HOSTILE, 0.6, note="a count of all cases"),
)
FUNNEL = (
    FunnelPoint("Thameside Homes", 1204, 0.72, named=True),
    FunnelPoint(HOSTILE, 1190, 0.715, named=True),
    FunnelPoint("Ham Almshouses", None, None, named=True, reason="it has under 1,000 homes"),
    FunnelPoint("Elsewhere Homes", 300, 0.55),
    FunnelPoint("Nowhere Homes", None, None),
    FunnelPoint("Nobody Homes", 0, 0.5),
)
CURVES = FunnelCurves((200, 2000), (0.4, 0.45), (0.5, 0.52), (0.7, 0.69), (0.8, 0.75))
CHANGES = (
    ChangePoint("Thameside Homes", 0.6, 0.7, 0.1, 0.05, 0.15),
    ChangePoint("Towpath Housing", 0.6, 0.5, -0.1, -0.15, -0.05),
    ChangePoint("Elm & Ash", 0.6, 0.61, 0.01, -0.03, 0.05),
    ChangePoint("Bargewalk", 0.6, None, reason="left blank by the landlord"),
    ChangePoint("Ham Almshouses", None, None, reason="it has under 1,000 homes"),
    ChangePoint(HOSTILE, 0.5, 0.6, 0.1, None, None),
)
SPREAD = Spread(0.45, 0.55, 0.61, 0.67, 0.78)
PROFILE = (
    ProfilePoint("Listens and acts", 0.72, 0.68, 0.76, 1204, SPREAD, "clearly above"),
    ProfilePoint("Complaints", 0.3, 0.1, 0.5, 12, SPREAD, "too little data", "Few answered"),
    ProfilePoint("Keeps informed", None, spread=SPREAD, reason="left blank by the landlord"),
    ProfilePoint(HOSTILE, 0.5),
)
RANKS = (
    RankPoint("Thameside Homes", 120, 190, 353),
    RankPoint("Elm & Ash", 17, 17, 353),
    RankPoint("Bargewalk", None, None, 353, "left blank by the landlord"),
    RankPoint(HOSTILE, 353, 1, 353),
)
VALUES = (0.4, 0.5, 0.55, 0.6, 0.61, 0.62, 0.7, 0.9, None, float("nan"))


def interval(width="wide", points=INTERVALS):
    return interval_chart(
        points,
        caption=CAPTION,
        middle=MIDDLE,
        base_name="answers",
        axis_title="Share satisfied",
        width=width,
    )


def funnel(width="wide", points=FUNNEL):
    return funnel_chart(
        points,
        caption=CAPTION,
        curves=CURVES,
        middle=MIDDLE,
        axis_title="Share satisfied",
        width=width,
    )


def change(width="wide", points=CHANGES):
    return change_chart(points, caption=CAPTION, years=("2023-24", "2024-25"), width=width)


def profile(width="wide", points=PROFILE):
    return measures_profile_chart(points, caption=CAPTION, base_name="answers", width=width)


def rank(width="wide", points=RANKS):
    return rank_chart(points, caption=CAPTION, width=width)


def distribution(width="wide", landlord=INTERVALS[0]):
    return distribution_chart(VALUES, landlord, caption=CAPTION, middle=MIDDLE, width=width)


EVERY = (interval, funnel, change, profile, rank, distribution)
