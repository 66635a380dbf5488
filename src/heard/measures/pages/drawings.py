"""A page's figures as charts: which chart answers which question, and the words of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from heard.analysis.funnel import Funnel
from heard.measures.charts import (
    Caption,
    FunnelCurves,
    FunnelPoint,
    IntervalPoint,
    Middle,
    ProfilePoint,
    Spread,
    funnel_chart,
    interval_chart,
    measures_profile_chart,
    profile_title,
)
from heard.measures.drawn import drawn
from heard.measures.models import Model
from heard.measures.selectors.outlines import outlines_list

if TYPE_CHECKING:
    from typing import Literal

    from heard.measures.charts import Chart, Width
    from heard.measures.models import ComparisonSet, Measure
    from heard.measures.pages.boroughs import Answer, BoroughPage
    from heard.measures.pages.landlords import LandlordFigures
    from heard.measures.pages.measures import MeasurePage
    from heard.measures.rows import Row

_CURVE_POINTS = 40


def unit_of(measure: Measure) -> Literal["share", "rate"]:
    """Which axis a measure is drawn on."""
    return "rate" if measure.model == Model.RATE else "share"


def axis_of(measure: Measure) -> str:
    """What the axis counts."""
    if measure.model == Model.RATE:
        return _("Cases per 1,000 homes")
    return _("Share of answers") if measure.model == Model.SHARE else _("Share of cases")


def base_name_of(measure: Measure) -> str:
    """What the base counts."""
    if measure.model == Model.SHARE:
        return _("answers")
    return _("homes") if measure.model == Model.RATE else _("cases")


def middle_of(comparison: ComparisonSet | None) -> Middle | None:
    """The middle landlord of the set, and the half of landlords about it."""
    if comparison is None or comparison.middle is None:
        return None
    quantiles = comparison.details.get("quantiles") or [None] * 5
    name = _("The middle of made-up and real landlords") if comparison.is_fictional else ""
    return Middle(comparison.middle, quantiles[1], quantiles[3], name)


def borough_drawing(page: BoroughPage, answer: Answer, *, width: Width = "wide") -> Chart:
    """The borough's landlords on one measure, each with its interval."""
    measure = answer.measure
    return drawn(
        interval_chart,
        [_point(row) for row in answer.rows],
        caption=Caption(
            title=answer.summary,
            subtitle=_("%(code)s %(name)s, %(year)s")
            % {"code": measure.code, "name": measure.name, "year": page.choice.year},
            drawn=False,
        ),
        middle=middle_of(answer.comparison),
        unit=unit_of(measure),
        base_name=base_name_of(measure),
        axis_title=axis_of(measure),
        width=width,
    )


def _point(row: Row) -> IntervalPoint:
    return IntervalPoint(
        name=row.name,
        value=row.value,
        low=row.low,
        high=row.high,
        base=row.homes if row.model == Model.RATE else row.base,
        band=row.band,
        reason=row.mark_text if row.value is None else "",
        note=_("a count of all cases") if row.model == Model.ALL_CASES else "",
    )


def funnel_of(page: MeasurePage) -> Chart | None:
    """All landlords by base; None where the measure has no funnel or the set is a part only."""
    comparison, choice = page.comparison, page.choice
    funnel = comparison.details.get("funnel") if comparison else None
    if comparison is None or funnel is None or choice.compare != "all" or choice.adjust != "none":
        return None
    shown = page.outlines
    if comparison.is_fictional:  # real landlords are the background that the made-up ones lie in
        shown = shown + outlines_list(page.wanted._replace(made_up=False))
    points = [
        FunnelPoint(
            name=one.name, base=one.base, value=one.value, named=one.landlord_id in page.local
        )
        for one in shown
        if one.value is not None
    ]
    return drawn(
        funnel_chart,
        points,
        caption=Caption(title=_funnel_title(page), subtitle=_funnel_subtitle(page), drawn=False),
        curves=_curves(Funnel(**funnel), [point.base for point in points if point.base]),
        middle=Middle(funnel["centre"], name=_("All landlords together")),
        unit=unit_of(page.measure),
        base_title=_("Homes") if page.measure.model == Model.RATE else _("Answers"),
        axis_title=axis_of(page.measure),
        width=choice.width,
    )


def _funnel_title(page: MeasurePage) -> str:
    """What the funnel finds: how many landlords stand out once chance and spread are allowed."""
    outside = sum(one.outside_funnel for one in page.outlines)
    words = {"outside": outside, "of": sum(one.value is not None for one in page.outlines)}
    if not outside:
        return _("None of %(of)s landlords lies outside what is usual") % words
    return _("%(outside)s of %(of)s landlords lie outside what is usual") % words


def _funnel_subtitle(page: MeasurePage) -> str:
    return _("%(code)s %(name)s, %(year)s. One dot a landlord.") % {
        "code": page.measure.code,
        "name": page.measure.name,
        "year": page.choice.year,
    }


def _curves(funnel: Funnel, bases: list[float]) -> FunnelCurves | None:
    """The limits at even steps of the logarithm of the base, from the least to the greatest."""
    if not bases:
        return None
    low, high = min(bases), max(bases)
    steps = [low * (high / low) ** (step / _CURVE_POINTS) for step in range(_CURVE_POINTS + 1)]
    limits = funnel.limits(steps)
    return FunnelCurves(
        bases=tuple(limit.base for limit in limits),
        outer_low=tuple(limit.outer_low for limit in limits),
        inner_low=tuple(limit.inner_low for limit in limits),
        inner_high=tuple(limit.inner_high for limit in limits),
        outer_high=tuple(limit.outer_high for limit in limits),
    )


def profile_of(figures: LandlordFigures, *, width: Width = "wide") -> Chart | None:
    """The landlord's survey figures, each among all landlords'; None where it has none."""
    points = [
        _profile_point(measure, row, figures.sets.get((row.measure, row.population)))
        for _family, pairs in figures.families
        for measure, row in pairs
        if row.model == Model.SHARE
    ]
    if not any(point.value is not None for point in points):
        return None
    return drawn(
        measures_profile_chart,
        points,
        caption=Caption(
            title=profile_title(points, figures.landlord.name),
            subtitle=_("Survey answers, %(year)s. The bars show where most landlords lie.")
            % {"year": figures.year},
            drawn=False,
        ),
        base_name=_("answers"),
        axis_title=_("Share satisfied"),
        width=width,
    )


def _profile_point(measure: Measure, row: Row, found: ComparisonSet | None) -> ProfilePoint:
    quantiles = found.details.get("quantiles") if found else None
    return ProfilePoint(
        measure=measure.name,
        value=row.value,
        low=row.low,
        high=row.high,
        base=row.base,
        spread=Spread(*quantiles) if quantiles else None,
        band=row.band,
        reason=row.mark_text if row.value is None else "",
    )
