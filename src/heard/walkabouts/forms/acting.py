"""Forms about actions: what was done, what is changed, what residents said."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from heard.safety.forms import SafetyFields
from heard.uploads.forms import FilesField
from heard.walkabouts.forms.fields import DayField, PublicField, ReasonField
from heard.walkabouts.models import Channel

MOST_PHOTOS = 6
DONE_CHOICES = [
    ("done", lazy("Yes, I have seen that it was done")),
    ("not-done", lazy("No, it is not done")),
]


def _in_four_weeks() -> object:
    return timezone.localdate() + timedelta(days=28)


class CloseForm(forms.Form):
    """What was done, and when."""

    words = PublicField(
        label=lazy("What was done"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    done_on = DayField(label=lazy("On which day"), required=True, initial=timezone.localdate)
    photos = FilesField(
        label=lazy("Photos"),
        help_text=lazy(
            "Residents see a photo once an officer approved it. You can leave this empty."
        ),
        required=False,
        allowed=["image"],
        most=MOST_PHOTOS,
    )


class ChangeForm(forms.Form):
    """New words, other people, another date; and why."""

    what = PublicField(label=lazy("What is to be done"), max_length=250)
    owner = PublicField(
        label=lazy("Who does it"),
        help_text=lazy("A team or a job, not a person’s name. Residents see this."),
        max_length=120,
    )
    due_on = DayField(label=lazy("By when"), required=True)
    reason = ReasonField(help_text=lazy("The date first given stays on the record."))


class ReopenForm(forms.Form):
    """Why it isn't done, and the new date."""

    reason = ReasonField(label=lazy("Why it is opened again"))
    due_on = DayField(label=lazy("By when"), required=True, initial=_in_four_weeks)


class HideForm(forms.Form):
    """Why residents aren't shown an action."""

    reason = ReasonField(
        label=lazy("Why residents are not to see it"),
        help_text=lazy("Such as that it shows who lives there. A late action is no reason."),
    )


class SayForm(SafetyFields):
    """Whether it was done, by a resident on the web."""

    said = forms.ChoiceField(
        label=lazy("Was this done?"), choices=DONE_CHOICES, widget=forms.RadioSelect
    )


class TakenForm(forms.Form):
    """Whether it was done, as a resident told an officer."""

    said = forms.ChoiceField(
        label=lazy("What the resident said"),
        choices=[
            ("done", lazy("They have seen that it was done")),
            ("not-done", lazy("It is not done")),
        ],
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=lazy("How they said it"),
        choices=[one for one in Channel.choices if one[0] != Channel.WEB],
        widget=forms.RadioSelect,
    )
