"""Forms with which staff look after messages and their wording."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.notices.checking import LONGEST
from heard.notices.models import State
from heard.notices.rendering import LONGEST_SUBJECT
from heard.notices.shipped import Words


class FilterForm(forms.Form):
    """Which messages to show."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *State.choices]
    )
    about = forms.CharField(label=_("About"), required=False, max_length=60)
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def wanted(self) -> dict[str, Any]:
        """What the list selector takes; a filter that makes no sense is left out."""
        self.is_valid()
        values = self.cleaned_data
        return {
            "state": values.get("state", ""),
            "about": values.get("about", "").strip(),
            "before": values.get("before"),
        }


class ToldForm(forms.Form):
    """How somebody was told another way."""

    note = forms.CharField(
        label=_("How and when were they told?"),
        help_text=_("For example: read out on the telephone, 3 March."),
        max_length=500,
        error_messages={"required": _("Say how they were told, and when.")},
    )


class QuietForm(forms.Form):
    """Hours at which nobody is written to."""

    start = forms.TimeField(
        label=_("From"),
        help_text=_("For example, 21:00"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={
            "required": _("Write a time such as 21:00."),
            "invalid": _("Write a time such as 21:00."),
        },
    )
    end = forms.TimeField(
        label=_("Until"),
        help_text=_("For example, 08:00. The same time in both means never quiet."),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={
            "required": _("Write a time such as 08:00."),
            "invalid": _("Write a time such as 08:00."),
        },
    )


class WordingForm(forms.Form):
    """The wording of one kind of message."""

    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=_("Text"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 18})
    )
    discreet_subject = forms.CharField(
        label=_("Subject without details"), max_length=LONGEST_SUBJECT
    )
    discreet_body = forms.CharField(
        label=_("Text without details"),
        help_text=_("For people who asked for no details, because somebody else may read it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    note = forms.CharField(label=_("Why you changed it (optional)"), required=False, max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_part: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_part:
            for name in ("subject", "discreet_subject", "discreet_body"):
                del self.fields[name]

    def words(self) -> Words:
        """The wording as it was filled in."""
        values = self.cleaned_data
        return Words(
            values.get("subject", "-"),
            values["body"],
            values.get("discreet_subject", ""),
            values.get("discreet_body", ""),
        )
