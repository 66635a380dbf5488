"""Schemes in lines, places in lines, words that residents may see, days that come round again."""

import doctest
from datetime import date

import pytest
from django import forms

from heard.errors import NotFoundError
from heard.walkabouts import repeating, schemes, showing
from heard.walkabouts.forms.fields import PublicField
from heard.walkabouts.forms.planning import StopsForm, every_label
from heard.walkabouts.forms.schemes import SchemeForm, scheme_written
from heard.walkabouts.repeating import repeated_days
from heard.walkabouts.schemes import scheme_check, shipped_scheme, shipped_schemes


@pytest.mark.parametrize("module", [repeating, schemes, showing])
def test_examples_hold(module):
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed


@pytest.mark.parametrize("code", shipped_schemes())
def test_schemes_that_come_with_heard_are_whole_and_survive_the_form(code):
    said = shipped_scheme(code)
    scheme_check(said)
    form = SchemeForm(scheme_written(said))
    assert form.is_valid(), form.errors
    again = form.scheme()
    assert (again.name, again.kind, again.grades, again.worst_if) == (
        said.name,
        said.kind,
        said.grades,
        said.worst_if,
    )


def test_four_schemes_come_with_heard():
    assert len(shipped_schemes()) == 4
    with pytest.raises(NotFoundError):
        shipped_scheme("none such")


@pytest.mark.parametrize(
    "words",
    [
        "Ask joan@example.org",
        "Ring 020 7946 0000",
        "Mend the door of flat 12",
        "Flat no. 3: new lock",
        "Apartment 7 has damp",
        "Ring 07700900123",
    ],
)
def test_words_that_tell_which_home_or_who_are_refused(words):
    with pytest.raises(forms.ValidationError, match="Residents see this"):
        PublicField().clean(words)


@pytest.mark.parametrize(
    "words",
    ["Level the flat path", "Replace 12 lamps", "Clean blocks 3 to 7", "Due 12 March 2027, £1,200"],
)
def test_ordinary_words_pass(words):
    assert PublicField().clean(words) == words


def test_a_route_is_read_line_by_line():
    form = StopsForm({"places": "Gate: lock, light\n\n  Bin store \n"})
    assert form.is_valid()
    assert form.cleaned_data["places"] == [("Gate", "lock, light"), ("Bin store", "")]
    assert not StopsForm({"places": "Gate\ngate"}).is_valid()
    assert not StopsForm({"places": "\n".join(map(str, range(41)))}).is_valid()
    assert not StopsForm({"places": "x" * 121}).is_valid()


def test_how_often_is_said_in_words():
    assert (every_label(1), every_label(3)) == ("Every month", "Every 3 months")


def test_days_end_with_the_last_that_is_asked_for():
    first = date(2026, 5, 5)
    assert list(repeated_days(first, 3, first)) == [first]
    assert list(repeated_days(first, 3, date(2026, 5, 4))) == []
