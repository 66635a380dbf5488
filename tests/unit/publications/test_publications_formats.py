from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.unit.publications.samples import PROVENANCE, sample

from heard.errors import NotFoundError
from heard.publications.formats import FORMATS, file_name, render


@pytest.mark.parametrize(
    ("name", "begins"), [("csv", b"name,"), ("xlsx", b"PK"), ("json", b"{"), ("pdf", b"%PDF-")]
)
def test_render_makes_every_format(name, begins):
    rendered = render(sample(), name)
    assert rendered.content.startswith(begins)
    assert rendered.extension == name
    assert rendered.file_name == f"heard-tp06-2024-25.{name}"
    assert "/" in rendered.content_type


def test_formats_are_all_tested_here():
    assert set(FORMATS) == {"csv", "xlsx", "json", "pdf"}


def test_render_names_the_formats_that_there_are():
    with pytest.raises(NotFoundError, match="csv, xlsx, json, pdf"):
        render(sample(), "docx")


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_of_an_empty_table_still_opens(name):
    assert render(sample(rows=()), name).content


def test_file_name_says_what_is_made_up():
    table = sample(provenance=replace(PROVENANCE, made_up=True))
    assert file_name(table, "csv") == "heard-made-up-tp06-2024-25.csv"


def test_file_name_is_safe_whatever_the_table_is_called():
    assert file_name(sample(name='../../"x"\n'), "csv") == "heard-x.csv"
    assert file_name(sample(name="///"), "csv") == "heard-table.csv"


def test_json_rendered_is_json():
    assert json.loads(render(sample(), "json").content)["title"] == "Listens and acts"
