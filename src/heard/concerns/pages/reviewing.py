"""The answers as a list to check, each with the page on which it can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.forms import BoundField

    from heard.concerns.pages.answers import Answers
    from heard.concerns.pages.raising_steps import Step
    from heard.uploads.models import StoredFile

HIDDEN = {"advice"}
_UNITS = {"number", "unit", "since_on"}


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer."""

    label: str
    value: str
    url: str
    page: str


def sections_of(answers: Answers, files: Sequence[StoredFile]) -> list[Row]:
    """Every answer that was given, in the order asked."""
    rows: list[Row] = []
    for step in answers.path:
        url = f"{step.url}?change"
        if step.code == "photos":
            names = "\n".join(str(file) for file in files) or _("None")
            rows.append(Row(str(step.heading), names, url, step.code))
        elif step.code == "landlord":
            said = answers.landlord.name if answers.landlord else answers.landlord_said
            rows.append(Row(_("Your landlord"), said or _("I do not know"), url, step.code))
        elif step.code not in HIDDEN | {"which"}:
            rows += _rows(step, answers, url)
    return rows


def _rows(step: Step, answers: Answers, url: str) -> Iterator[Row]:
    form = answers.form(step.code)
    form.is_valid()
    if step.code == "words":
        yield Row(_("What is wrong"), form.cleaned_data["description"], url, step.code)
        yield Row(_("Since when"), _since(form) or _("I do not know"), url, step.code)
        return
    for field in form.visible_fields():
        text = shown(field, form.cleaned_data.get(field.name))
        if text and field.name not in _UNITS:
            yield Row(str(field.label), text, url, step.code)


def _since(form: Any) -> str:
    if form.since_words:
        return str(form.since_words)
    return date_format(form.since_day, "j F Y") if form.since_day else ""


def _named(field: Any) -> dict[str, str]:
    return {str(code): str(name) for code, name in field.choices}


def shown(field: BoundField, value: Any) -> str:
    """An answer in words; empty where none was given."""
    match field.field:
        case forms.BooleanField():
            return _("Yes") if value else ""
        case forms.MultipleChoiceField():
            named = _named(field.field)
            return "\n".join(named.get(one, one) for one in value or ())
        case forms.ChoiceField():
            return _named(field.field).get(str(value), "") if value else ""
        case forms.DateField():
            return date_format(value, "j F Y") if value else ""
    return str(value) if value not in {None, ""} else ""
