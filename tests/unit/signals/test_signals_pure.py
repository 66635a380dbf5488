"""What needs no store: where a warning stands, periods, words, the picture."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from heard.measures.charts import Caption
from heard.signals import periods, state, wording
from heard.signals.events import Kind, Status
from heard.signals.pages.rows import lead_words, precision_words, public_words
from heard.signals.selectors.quality import Lead, Quality
from heard.signals.series_chart import points_of, series_chart
from heard.signals.state import Fact, fold

DAY = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize("module", [periods, state, wording])
def test_examples_hold(module):
    assert doctest.testmod(module).failed == 0


def told(*kinds):
    facts = []
    for number, kind in enumerate(kinds, start=1):
        name, _colon, code = kind.partition(":")
        landlord = 7 if name in {Kind.SHARED, Kind.ANSWERED} else None
        facts.append(Fact(number, name, DAY, code, landlord))
    return fold(facts)


@pytest.mark.parametrize(
    ("kinds", "status", "real"),
    [
        (["found"], Status.NEW, None),
        (["found", "taken-up", "watched"], Status.WATCHED, None),
        (["found", "dismissed:chance"], Status.DISMISSED, False),
        (["found", "dismissed:known"], Status.DISMISSED, None),
        (["found", "settled:unknown"], Status.SETTLED, None),
        (["found", "settled:not-real", "settled:real"], Status.SETTLED, True),
        (["found", "dismissed:chance", "reopened"], Status.TAKEN_UP, None),
        (["found", "taken-up", "deed"], Status.TAKEN_UP, None),
    ],
)
def test_where_a_warning_stands_follows_from_its_events(kinds, status, real):
    state = told(*kinds)
    assert (state.status, state.was_real) == (status, real)
    assert state.is_open == (status not in {Status.DISMISSED, Status.SETTLED})


def test_a_landlord_that_is_asked_again_is_waited_for_again():
    assert told("found", "shared").waits_for == {7}
    assert not told("found", "shared", "answered").waits_for
    assert told("found", "shared", "answered", "shared").waits_for == {7}
    assert not told("found", "shared", "settled:real").waits_for


def test_months_and_weeks_end_where_they_should():
    assert periods.periods_between(date(2026, 1, 1), date(2026, 3, 1), "month") == (
        date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1),
    )  # fmt: skip
    assert periods.last_day(date(2028, 2, 1), "month") == date(2028, 2, 29)
    assert periods.last_period(date(2026, 1, 5), "month") == date(2025, 12, 1)
    assert periods.lived(date(2026, 3, 2), date(2026, 3, 4), "week") == pytest.approx(3 / 7)


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("count", [1, 60])
def test_the_picture_holds_whatever_the_series(width, count):
    rows = [[f"{2025 + at // 12}-{at % 12 + 1:02d}-01", at % 4, 0.6, 0, 2] for at in range(count)]
    points = points_of(rows, date(2025, 1, 1) if count == 1 else date(2029, 9, 1))
    chart = series_chart(points, caption=Caption("Lift at Elm House <1>"), by="month", width=width)
    picture = ET.fromstring(chart.svg)  # noqa: S314 - our own
    assert picture.tag.endswith("svg")
    assert "Elm House" in chart.title
    assert "would be usual" in chart.alt


def test_measured_quality_is_never_without_its_base_and_range():
    def found(real, not_real, *days):
        warnings = [SimpleNamespace(found_on=date(2026, 3, 1))] * len(days)
        leads = tuple(
            Lead(one, date.fromordinal(one.found_on.toordinal() + n))
            for one, n in zip(warnings, days, strict=True)
        )
        return Quality(real, not_real, 0, 0, 0, leads)

    assert "no warning" in precision_words(found(0, 0))
    some = found(5, 9, 12, -3, 40)
    assert precision_words(some) == (
        "Of 14 warnings of which we found out, 5 were real: 36% (likely range 16% to 61%)."
    )
    assert public_words(found(5, 4)) == ""
    assert public_words(some) == (
        "Of about 15 warnings of which we found out, 36% were real (likely range 16% to 61%)."
    )
    assert "12 days before" in lead_words(some)
    assert "of 3 real ones" in lead_words(some)
    assert "4 days after" in lead_words(found(1, 0, -4))
