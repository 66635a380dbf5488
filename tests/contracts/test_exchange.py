"""What `heard reviews export` writes is described, whole and documented."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

from heard.access.privacy import accounts_named_in
from heard.exchange.contents import LEFT_OUT, TABLES
from heard.exchange.described import FRAMEWORKS, NAMED_BY
from heard.exchange.values import reader_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "reviews-folder.md"
MODELS = [
    model
    for app in ("reviews", "practices", "partnership")
    for model in apps.get_app_config(app).get_models()
]


def label(one):
    return getattr(one, "file", None) or one._meta.label


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_model_leaves_or_says_why_not(model):
    assert (model in {table.model for table in TABLES}) != bool(LEFT_OUT.get(model))


@pytest.mark.parametrize("table", TABLES, ids=label)
def test_every_field_leaves_or_says_why_not(table):
    fields = {field.name for field in table.model._meta.concrete_fields}
    accounts = set(accounts_named_in(table.model))
    told = [*table.columns, *table.left_out, *accounts, "id"]
    assert sorted(told) == sorted(fields)  # each once, and no account among the columns
    assert all(table.left_out.values())
    assert set(table.identity) <= set(table.columns)


@pytest.mark.parametrize("table", TABLES, ids=label)
def test_what_a_row_points_at_comes_before_it_and_every_value_can_be_read(table):
    models = [one.model for one in TABLES]
    before = {*models[: models.index(table.model) + 1], *FRAMEWORKS}
    assert set(table.pointers.values()) <= before
    for model in table.pointers.values():
        assert model in FRAMEWORKS or model._meta.get_field(NAMED_BY.get(model, "key")).unique
    for name in set(table.columns) - set(table.pointers):
        assert callable(reader_of(table.column(name)))


def test_each_file_is_documented_and_no_other():
    first = [line.split("`")[1] for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    documented = {name for name in first if name.endswith((".jsonl", ".json", ".txt", "/"))}
    named = {table.name for table in TABLES}
    others = {"manifest.json", "README.txt", "frameworks/", "files/"}
    assert documented == named | others
