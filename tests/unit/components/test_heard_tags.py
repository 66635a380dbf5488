from __future__ import annotations

import pytest
from django import forms
from django.template.loader import render_to_string

from heard.components.examples import ExampleForm, examples
from heard.components.templatetags import heard


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("name", "text"),
        ("about", "textarea"),
        ("kind", "select"),
        ("tenure", "radios"),
        ("wards", "checkboxes"),
        ("agreed", "checkbox"),
        ("file", "file"),
    ],
)
def test_input_kind_names_the_component(name, kind):
    assert heard.input_kind(ExampleForm()[name]) == kind


def test_field_with_an_error_is_described_by_it():
    form = ExampleForm({})
    html = heard.govuk(form["name"])
    assert "govuk-input--error" in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html


def test_field_without_error_has_only_its_hint():
    html = heard.govuk(ExampleForm()["name"])
    assert "--error" not in html
    assert 'aria-describedby="id_name_helptext"' in html


def test_own_class_of_a_widget_is_kept():
    class OwnForm(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}))

    assert 'class="govuk-input govuk-input--width-5"' in heard.govuk(OwnForm()["code"])


@pytest.mark.parametrize(
    ("share", "digits", "shown"), [(0.615, 0, "62%"), (0.5, 1, "50.0%"), (None, 0, "")]
)
def test_percent_shows_nothing_for_the_unknown(share, digits, shown):
    assert heard.percent(share, digits) == shown


@pytest.mark.parametrize(
    ("difference", "shown"), [(0.031, "+3"), (-0.031, "−3"), (0.001, "0"), (None, "")]
)
def test_points_have_a_sign_unless_nought(difference, shown):
    assert heard.points(difference) == shown


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
@pytest.mark.django_db
def test_every_component_can_be_drawn(example, rf):
    assert render_to_string(example.template, example.context, rf.get("/")).strip()
