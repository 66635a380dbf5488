"""Every model says what it holds about people, and the page about it says the same."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from script.personal_data import PAGE, page

from heard.access.privacy import BASES, LIBRARIES, RETENTION, accounts_named_in, personal_of

OURS = [model for model in apps.get_models() if model.__module__.startswith("heard.")]
OTHERS = [model for model in apps.get_models() if model not in OURS]
# Fields that hold nothing but what is personal.
ALWAYS = (models.EmailField, models.GenericIPAddressField)


def label(model):
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=label)
def test_model_says_what_it_holds(model):
    mark = personal_of(model)
    assert mark is not None, f"{label(model)} needs a PERSONAL: see heard/access/privacy.py"
    assert set(mark.fields) <= {field.name for field in model._meta.get_fields()}
    if mark.fields:
        assert mark.kept in RETENTION
        assert mark.basis in BASES
    else:
        assert (mark.kept, mark.basis) == ("", "")
    assert all(words and not words.endswith(".") for words in mark.fields.values())


@pytest.mark.parametrize("model", OURS, ids=label)
def test_addresses_are_always_marked(model):
    fields = {field.name for field in model._meta.concrete_fields if isinstance(field, ALWAYS)}
    assert fields <= set(personal_of(model).fields)


def test_tables_of_libraries_are_known():
    assert {label(model) for model in OTHERS} == set(LIBRARIES)


@pytest.mark.parametrize("model", OTHERS, ids=label)
def test_what_libraries_hold_is_there_and_their_people_are_marked(model):
    mark = LIBRARIES[label(model)]
    assert set(mark.fields) <= {field.name for field in model._meta.get_fields()}
    assert set(accounts_named_in(model)) <= set(mark.fields)


def test_history_holds_what_its_model_holds_and_who_changed_it():
    history = apps.get_model("landlords", "HistoricalLandlord")
    assert set(personal_of(history).fields) == {"history_user", "history_change_reason"}


def test_page_says_what_the_marks_say():
    assert PAGE.read_text() == page(), "Run .venv/bin/python script/personal_data.py"
