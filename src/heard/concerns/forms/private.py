"""Restricted flags, and words with parts taken out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.models import FlagKind


class FlagForm(forms.Form):
    """A mark that only some may see."""

    kind = forms.ChoiceField(
        label=lazy("What needs care"), choices=FlagKind.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=lazy("What whoever may see it should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=lazy("Why"), max_length=300)


class RedactForm(ReasonForm):
    """The words that others are shown in place of the original."""

    redacted = forms.CharField(
        label=lazy("What is shown instead"),
        help_text=lazy("Write […] where something is taken out."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    field_order = ("redacted", "reason")
