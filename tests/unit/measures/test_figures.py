from __future__ import annotations

import pytest
from tests.unit.measures.row_samples import figure

from heard.measures.figures import asked_of, default_population
from heard.measures.models import Compare, Model
from heard.measures.services.standings import year_before


@pytest.mark.parametrize(
    ("tenants", "counts", "asked"),
    [
        (1000, {"filter_yes": 60.0, "filter_no": 40.0}, 600),
        (1000, {"filter_yes": 0.0, "filter_no": 40.0}, 0),
        (1000, {}, 1000),
        (1000, {"filter_yes": 60.0}, 1000),
        (1000, {"filter_yes": 0.0, "filter_no": 0.0}, 1000),
        (None, {"filter_yes": 60.0, "filter_no": 40.0}, None),
    ],
)
def test_asked_of_is_the_part_of_tenants_that_a_question_was_for(tenants, counts, asked):
    assert asked_of(tenants, counts) == asked


@pytest.mark.parametrize(
    ("compare", "group"),
    [
        (Compare.ALL, "all"),
        (Compare.KIND, "PRP"),
        (Compare.REGION, "London"),
        (Compare.SIZE, "<5,000"),
        (Compare.SUPPORTED, "general"),
        ("nonsense", "all"),
    ],
)
def test_group_is_that_of_alike_landlords(compare, group):
    assert figure().group(compare) == group


@pytest.mark.parametrize(
    ("compare", "unknown"),
    [
        (Compare.KIND, {"landlord_type": ""}),
        (Compare.REGION, {"region": "Merged during year"}),
        (Compare.SIZE, {"size_band": "Merged during year"}),
        (Compare.SUPPORTED, {"supported": None}),
    ],
)
def test_group_is_none_where_it_is_not_known(compare, unknown):
    assert figure(**unknown).group(compare) == ""


def test_supported_landlords_are_a_group():
    assert figure(supported=True).group(Compare.SUPPORTED) == "supported"


def test_a_survey_figure_becomes_a_reading():
    reading = figure(weighted=None, collection="census", mark="").reading()
    assert (reading.share, reading.base, reading.population) == (0.62, 400, 2000)
    assert reading.census is True
    assert reading.weighted is False


def test_a_rate_becomes_a_count_and_a_mark_no_count():
    counts = {"numerator": 80.0, "denominator": 1500.0}
    count = figure(model=Model.RATE, counts=counts).count()
    assert (count.events, count.exposure) == (80, 1500)
    marked = figure(model=Model.RATE, counts=counts, value=None, mark="X").count()
    assert (marked.events, marked.exposure, marked.mark) == (None, None, "X")


@pytest.mark.parametrize(
    ("measure", "population"),
    [
        ("TP06", "LCRA"),
        ("CH01.1", "LCRA"),
        ("RP01", "LCRA"),
        ("NM01.1", "COMBINED"),
        ("BS05", "COMBINED"),
        ("nm01.2", "COMBINED"),
        ("", "LCRA"),
    ],
)
def test_default_population_is_whom_a_measure_is_of(measure, population):
    assert default_population(measure) == population


@pytest.mark.parametrize(
    ("year", "before"),
    [("2024-25", "2023-24"), ("2000-01", "1999-00"), ("2010-11", "2009-10")],
)
def test_year_before(year, before):
    assert year_before(year) == before
