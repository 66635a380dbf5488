"""What a landlord's officer fills in: the answer, actions with dates, steps, more time."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from heard.concerns import catalogue
from heard.concerns.events import MILESTONES, RESIDENTS_STEPS, Answer, Kind
from heard.landlords.forms.fields import DayField
from heard.uploads.forms import FilesField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from heard.analysis.clocks import Clock

ACTIONS = 3
HAZARDS = frozenset({Kind.HAZARD_EMERGENCY, Kind.HAZARD_SIGNIFICANT})


def long_text(label: Any, *, required: bool = True, hint: Any = "", rows: int = 6) -> forms.Field:
    """A box for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AnswerForm(forms.Form):
    """The landlord's answer. What it says no to needs a reason."""

    answer = forms.ChoiceField(
        label=_("Your answer"), choices=Answer.choices, widget=forms.RadioSelect
    )
    words = long_text(
        _("What you tell the resident"),
        hint=_("Plain English. The resident and the council read exactly this."),
    )
    reason = long_text(
        _("The reason, if the answer is no or only in part"),
        required=False,
        rows=3,
        hint=_("The resident is shown it."),
    )
    documents = FilesField(
        label=_("Photos or PDFs"), required=False, help_text=_("The resident can open them.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, ACTIONS + 1):
            self.fields[f"action_{number}"] = forms.CharField(
                label=_now("Action %(number)s: what you will do") % {"number": number},
                required=False,
                max_length=500,
            )
            self.fields[f"due_{number}"] = DayField(
                label=_now("Action %(number)s: by when") % {"number": number}
            )
        self.order_fields(
            [
                "answer",
                "words",
                "reason",
                *(
                    name
                    for number in range(1, ACTIONS + 1)
                    for name in (f"action_{number}", f"due_{number}")
                ),
                "documents",
            ]
        )

    def clean(self) -> dict[str, Any]:
        """An action needs a date, and a date an action."""
        cleaned = super().clean() or {}
        for number in range(1, ACTIONS + 1):
            what, due = cleaned.get(f"action_{number}"), cleaned.get(f"due_{number}")
            if what and not due and f"due_{number}" not in self.errors:
                self.add_error(f"due_{number}", _now("Give the date by which it will be done."))
            if due and not what:
                self.add_error(f"action_{number}", _now("Say what will be done."))
            if due and due < timezone.localdate():
                self.add_error(f"due_{number}", _now("Choose a date that hasn't passed."))
        return cleaned

    def actions(self) -> tuple[tuple[str, date], ...]:
        """What is committed to, each with its date."""
        data = self.cleaned_data
        numbers = range(1, ACTIONS + 1)
        return tuple(
            (data[f"action_{number}"], data[f"due_{number}"])
            for number in numbers
            if data[f"action_{number}"]
        )


class CommitmentForm(forms.Form):
    """An action and its date."""

    words = forms.CharField(label=_("What you will do"), max_length=500)
    due_on = DayField(label=_("By when"), required=True)


class CommitmentDateForm(forms.Form):
    """A new date for an action, with the reason."""

    due_on = DayField(label=_("New date"), required=True)
    reason = long_text(_("Why the date moves"), rows=3, hint=_("The resident is shown it."))


class CommitmentDoneForm(forms.Form):
    """An action was done."""

    words = long_text(
        _("What was done"), required=False, rows=3, hint=_("The resident is asked to check it.")
    )
    documents = FilesField(label=_("Photos or PDFs"), required=False)


class StepForm(forms.Form):
    """A step under the Complaint Handling Code or Awaab's Law, and when it happened."""

    kind = forms.ChoiceField(label=_("What happened"))
    hazard = forms.ChoiceField(
        label=_("Which hazard"), required=False, help_text=_("Only where a hazard was reported.")
    )
    on = DayField(label=_("On which day"), required=True)
    at = forms.TimeField(
        label=_("At what time"),
        required=False,
        help_text=_("For example, 14:30. It counts for emergencies, which are timed by the hour."),
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
    )
    words = long_text(_("More about it"), required=False, rows=3, hint=_("The resident sees it."))
    documents = FilesField(label=_("Photos or PDFs"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [
            (kind.value, str(kind.label)) for kind in MILESTONES if kind not in RESIDENTS_STEPS
        ]
        self.fields["kind"] = forms.ChoiceField(label=_("What happened"), choices=kinds)
        hazards = [(each.code, _now(each.name)) for each in catalogue.hazards(timezone.localdate())]
        self.fields["hazard"] = forms.ChoiceField(
            label=self.fields["hazard"].label,
            help_text=self.fields["hazard"].help_text,
            required=False,
            choices=[("", _now("No hazard")), *hazards],
        )
        self.order_fields(["kind", "hazard", "on", "at", "words", "documents"])

    def clean(self) -> dict[str, Any]:
        """Hazards are named, and nothing lies in the future."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") in HAZARDS and not cleaned.get("hazard"):
            self.add_error("hazard", _now("Choose which hazard."))
        if cleaned.get("on") and cleaned["on"] > timezone.localdate():
            self.add_error("on", _now("That is in the future."))
        return cleaned

    def moment(self) -> datetime:
        """When it happened: at the time given, or at noon, but never after now."""
        data = self.cleaned_data
        now = timezone.now()
        if data["at"]:
            return timezone.make_aware(datetime.combine(data["on"], data["at"]))
        noon = timezone.make_aware(datetime.combine(data["on"], time(12)))
        return min(noon, now)


class ExtensionForm(forms.Form):
    """More time under a rule that allows it."""

    rule = forms.ChoiceField(label=_("Which deadline"), widget=forms.RadioSelect)
    days = forms.IntegerField(
        label=_("How many more working days"),
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    reason = long_text(
        _("Why"),
        rows=3,
        hint=_("The resident is shown it, with how to go to the Housing Ombudsman."),
    )

    def __init__(self, *args: Any, clocks: Sequence[Clock] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [
            (clock.rule.code, f"{_now(clock.rule.name)}, {_due(clock)}")
            for clock in clocks
            if clock.is_open and clock.rule.extension
        ]
        self.fields["rule"] = forms.ChoiceField(
            label=_("Which deadline"), choices=choices, widget=forms.RadioSelect
        )
        self.order_fields(["rule", "days", "reason"])


class FilesForm(forms.Form):
    """Something more on the record: words, files or both."""

    words = long_text(_("What you want to add"), required=False)
    documents = FilesField(label=_("Photos or PDFs"), required=False)


class CouncillorForm(forms.Form):
    """What a ward councillor found out or did."""

    words = long_text(_("What you found out or did"), hint=_("The council's team reads it."))


def _due(clock: Clock) -> str:
    return _now("due %(day)s") % {"day": f"{clock.due_on:%-d %B %Y}"}
