"""What holds of every chart: named, described, readable, safe, the same every time."""

from __future__ import annotations

import re

import pytest
from tests.unit.measures import chart_samples as samples
from tests.unit.measures.svg_reading import SVG, WHITE, contrast, root, said, text_ends, texts

from heard.measures.charts import Caption, interval_chart
from heard.measures.charts.drawing import BAND, BLUE, DEEP, EDGE, GREY, PLUM, TEXT

every_chart = pytest.mark.parametrize("make", samples.EVERY, ids=lambda make: make.__name__)
both_widths = pytest.mark.parametrize("width", ["wide", "narrow"])


@every_chart
@both_widths
def test_charts_have_a_title_and_a_description_by_id(make, width):
    chart = make(width)
    top = root(chart)
    title, desc = top.find(f"{SVG}title"), top.find(f"{SVG}desc")
    assert top.get("role") == "img"
    assert top.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == chart.title == samples.CAPTION.title
    assert desc.text == chart.alt
    assert len(chart.alt) > 40


@every_chart
@both_widths
def test_charts_write_title_subtitle_and_source(make, width):
    words = said(make(width))
    assert samples.CAPTION.title in words
    assert samples.CAPTION.subtitle in words
    assert samples.CAPTION.source in words


@every_chart
@both_widths
def test_charts_run_nothing_and_fetch_nothing(make, width):
    svg = make(width).svg
    for node in root(make(width)).iter():
        assert node.tag.removeprefix(SVG) in {
            "svg",
            "title",
            "desc",
            "rect",
            "line",
            "path",
            "circle",
            "text",
        }
        assert not {"style", "href", "onload", "class"} & set(node.attrib)
    assert "url(" not in svg
    assert "<script" not in svg


@every_chart
@both_widths
def test_charts_show_hostile_names_as_text(make, width):
    chart = make(width)
    assert "\x00" not in chart.svg
    chart.svg.encode("utf-8")
    if make is not samples.distribution:
        assert "<script>" in said(chart) + chart.alt


@every_chart
@both_widths
def test_charts_keep_their_text_within_the_picture(make, width):
    chart = make(width)
    for text, left, right in text_ends(chart):
        assert left >= -1, text
        assert right <= chart.width + 1, text


@every_chart
@both_widths
def test_charts_write_large_enough(make, width):
    sizes = {float(node.get("font-size")) for node in root(make(width)).iter(f"{SVG}text")}
    assert min(sizes) >= 14


@every_chart
@both_widths
def test_charts_are_as_high_as_what_they_hold(make, width):
    chart = make(width)
    assert chart.width == {"wide": 960, "narrow": 340}[width]
    assert root(chart).get("viewBox") == f"0 0 {chart.width} {chart.height}"
    lowest = max(float(node.get("y")) for node in root(chart).iter(f"{SVG}text"))
    assert lowest < chart.height <= lowest + 40


@every_chart
@both_widths
def test_charts_are_the_same_bytes_for_the_same_values(make, width):
    assert make(width).svg == make(width).svg


def test_charts_of_other_values_have_other_ids():
    ids = {
        re.search(r'id="(\w+)-title"', make(width).svg)[1]
        for make in samples.EVERY
        for width in ("wide", "narrow")
    }
    assert len(ids) == 2 * len(samples.EVERY)


def test_text_colours_are_readable_on_every_ground():
    for colour in (TEXT, GREY):
        for ground in (WHITE, BAND):
            assert contrast(colour, ground) >= 4.5


def test_marks_stand_off_white_and_each_other_in_black_and_white():
    for colour in (BLUE, PLUM, GREY, EDGE, TEXT):
        assert contrast(colour, WHITE) >= 3
    assert contrast(TEXT, DEEP) >= 4.5


def test_charts_can_leave_title_and_subtitle_to_the_page():
    caption = Caption("A finding", "Of whom", drawn=False)
    chart = interval_chart(samples.INTERVALS, caption=caption)
    assert chart.title == "A finding"
    assert "A finding" not in texts(chart)
    assert root(chart).find(f"{SVG}title").text == "A finding"
