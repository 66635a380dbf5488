"""Answering recommendations, and saying what is done about them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField
from heard.reviews.forms.fields import ReviewForm, long_text
from heard.reviews.models import Answer, Seen
from heard.reviews.services.answering import Task
from heard.safety.forms import SafetyFields

DAY = {"required": _("Give a day.")}
ANSWERS = (
    (Answer.ACCEPT, _("Accept it")),
    (Answer.PARTLY, _("Accept a part of it")),
    (Answer.REJECT, _("Reject it")),
)


class AnswerForm(ReviewForm):
    """A landlord's answer to a recommendation."""

    button = _("Publish the answer")

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    reason = long_text(
        _("Why"),
        required=False,
        hint=_(
            "Needed if you reject it or a part of it. It is published as you write it: "
            "name no resident."
        ),
    )


class TaskForm(ReviewForm):
    """Something that a landlord will do about a recommendation."""

    button = _("Save the action")

    text = long_text(_("What you will do"), rows=4, hint=_("Published. Name no resident."))
    owner = forms.CharField(
        label=_("Whose task it is"),
        max_length=120,
        help_text=_("By role, not by name. For example, Head of engagement."),
        error_messages={"required": _("Say whose task it is.")},
    )
    due_on = DayField(label=_("By when"), required=True, error_messages=DAY)

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        data = self.cleaned_data
        return {"task": Task(data["text"], data["owner"], data["due_on"])}


class ChangeForm(TaskForm):
    """An action worded anew, or given to others or another day."""

    reason = long_text(
        _("Why it changes"), rows=3, hint=_("Published. The first day stays to be seen.")
    )

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        return super().given() | {"reason": self.cleaned_data["reason"]}


class DoneForm(ReviewForm):
    """An action was done."""

    button = _("It was done")

    note = long_text(
        _("What was done, and how residents can see it"),
        hint=_("Published. Residents then say whether they see it."),
    )


class TimeForm(ReviewForm):
    """Another day by which a landlord is to answer."""

    button = _("Give more time")

    due_on = DayField(label=_("Answer due by"), required=True, error_messages=DAY)
    reason = long_text(_("Why"), rows=3, hint=_("Published with the answer."))


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        initial=0,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={"invalid": _("Give a whole number."), "min_value": _("Give 0 or more.")},
    )


class VerdictsForm(ReviewForm):
    """How many residents said what, at a meeting, on a walk or by telephone."""

    button = _("Enter what residents say")

    seen = _count(_("See that it was done"))
    partly = _count(_("Say that a part of it was done"))
    not_seen = _count(_("Don’t see it"))
    note = forms.CharField(
        label=_("How they were asked"),
        required=False,
        max_length=300,
        help_text=_("For the team. For example, panel of 12 June."),
    )

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        data = self.cleaned_data
        counts = {
            Seen.SEEN: data["seen"] or 0,
            Seen.PARTLY: data["partly"] or 0,
            Seen.NOT_SEEN: data["not_seen"] or 0,
        }
        return {"counts": counts, "note": data["note"]}


class SayForm(SafetyFields, ReviewForm):
    """What one resident says."""

    button = _("Send")

    seen = forms.ChoiceField(
        label=_("Do you see that it was done?"),
        choices=[
            (Seen.SEEN, _("Yes")),
            (Seen.PARTLY, _("Partly")),
            (Seen.NOT_SEEN, _("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        return {"seen": Seen(self.cleaned_data["seen"])}
