"""Opening a review, moving it on, drawing a sample, letting a landlord go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField, LandlordField
from heard.landlords.models import Landlord
from heard.reviews.forms.fields import ReviewForm, long_text
from heard.reviews.models import Framework
from heard.reviews.services.opening import Dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.landlords.models import Borough

NEEDED = {"required": _("Give a day.")}
DUE_AFTER = {"self_due": 42, "residents_due": 70, "officers_due": 84, "comments_due": 112}


class OpenForm(ReviewForm):
    """A new review of a borough's landlords."""

    button = _("Open the review and tell the landlords")

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("For example, How landlords listen, 2026."),
    )
    framework = forms.ModelChoiceField(
        Framework.objects.none(), label=_("Framework of criteria"), empty_label=None
    )
    period_from = DayField(label=_("Period from"), required=True, error_messages=NEEDED)
    period_to = DayField(label=_("Period to"), required=True, error_messages=NEEDED)
    self_due = DayField(label=_("Self-assessments due"), required=True, error_messages=NEEDED)
    residents_due = DayField(
        label=_("Residents’ answers due"), required=True, error_messages=NEEDED
    )
    officers_due = DayField(label=_("Officers’ checks due"), required=True, error_messages=NEEDED)
    comments_due = DayField(
        label=_("Landlords’ comments due"), required=True, error_messages=NEEDED
    )
    landlords = forms.ModelMultipleChoiceField(
        Landlord.objects.none(),
        label=_("Landlords"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one landlord.")},
    )

    def __init__(
        self,
        *args: Any,
        borough: Borough,
        frameworks: Iterable[Framework],
        **options: Any,
    ) -> None:
        today = timezone.localdate()
        landlords = Landlord.objects.filter(
            presences__borough=borough, presences__until=None, ended_on=None
        )
        options["initial"] = {
            "period_from": today - timedelta(days=365),
            "period_to": today,
            "landlords": landlords,
            **{name: today + timedelta(days=days) for name, days in DUE_AFTER.items()},
        }
        super().__init__(*args, **options)
        self.borough = borough
        self.fields["landlords"].queryset = landlords  # type: ignore[attr-defined]
        self.fields["framework"].queryset = Framework.objects.filter(  # type: ignore[attr-defined]
            pk__in=[one.pk for one in frameworks]
        )

    def clean(self) -> dict[str, Any]:
        """Dates in an order that makes sense."""
        given = super().clean() or {}
        first, last = given.get("period_from"), given.get("period_to")
        if first and last and last <= first:
            self.add_error("period_to", _("The end must come after the start."))
        comments = given.get("comments_due")
        for name in ("self_due", "residents_due", "officers_due"):
            if comments and given.get(name) and given[name] > comments:
                self.add_error(name, _("This can’t be due after landlords’ comments."))
        return given

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        data = self.cleaned_data
        days = {name: data[name] for name in Dates.__dataclass_fields__}
        return {
            "borough": self.borough,
            "framework": data["framework"],
            "title": data["title"],
            "dates": Dates(**days),
            "landlords": list(data["landlords"]),
        }


class MoveForm(ReviewForm):
    """One step on. `seen` is the stage that the form was opened at."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = long_text(_("A note for the record"), required=False, rows=3)


class PublishForm(ReviewForm):
    """Signing off and publishing, which is final."""

    button = _("Sign off and publish")
    warns = True

    statement = long_text(
        _("What you say of this review"),
        hint=_("It stands at the head of the published review, with your office."),
        rows=8,
    )
    sure = forms.BooleanField(
        label=_("I sign this review off. I know that it can’t be changed once it is published."),
        error_messages={"required": _("Tick this to publish.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        """What the service is given."""
        data = self.cleaned_data
        return {"statement": data["statement"], "seen": data["seen"]}


class BackForm(ReviewForm):
    """One step back, with the reason."""

    button = _("Go back one stage")
    warns = True

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = long_text(_("Why the review goes back"))


class CorrectionForm(ReviewForm):
    """A note to a published review."""

    button = _("Publish the note")
    warns = True

    text = long_text(
        _("What is put right"), hint=_("It is shown with its date at the head of the review.")
    )


class SampleForm(ReviewForm):
    """How many criteria of each landlord officers check."""

    button = _("Draw the sample")

    size = forms.IntegerField(
        label=_("How many criteria for each landlord"),
        min_value=1,
        initial=4,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    note = forms.CharField(label=_("A note for the record"), required=False, max_length=300)


class LeaveForm(ReviewForm):
    """A landlord that leaves the review."""

    button = _("Take this landlord out of the review")
    warns = True

    on = DayField(label=_("On which day"), required=True, error_messages=NEEDED)
    reason = long_text(_("Why"), hint=_("For example, it merged. It is shown in the review."))
    successor = LandlordField(
        label=_("Landlord that came after it"),
        required=False,
        help_text=_("Name or code, if there is one. Its people can read what was left behind."),
    )

    def clean_successor(self) -> Any:
        """A landlord, or none."""
        return self.cleaned_data["successor"] or None
