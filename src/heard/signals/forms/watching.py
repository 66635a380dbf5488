"""Forms about the watch: how many warnings, which of the past, against what they are tried."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.catalogue import categories
from heard.landlords.forms.fields import DayField
from heard.landlords.models import Estate, Landlord
from heard.signals.events import Status, Verdict
from heard.signals.models import MOST_PER_WEEK, By
from heard.signals.selectors.finding import Wanted

_ANY = ("", lazy("Any"))


class WatchForm(forms.Form):
    """How many warnings can be followed up, and how concerns are counted."""

    per_week = forms.IntegerField(
        label=lazy("How many warnings can you follow up in a week?"),
        help_text=lazy("The list never has more. Choose a number that you can keep up with."),
        min_value=1,
        max_value=MOST_PER_WEEK,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    by_period = forms.ChoiceField(
        label=lazy("Count concerns by"),
        help_text=lazy("Months notice slow trouble with less noise, and later."),
        choices=By.choices,
        widget=forms.RadioSelect,
    )


class HistoryForm(forms.Form):
    """Which warnings of all times. A filter that makes no sense is left out."""

    status = forms.ChoiceField(
        label=lazy("Where it stands"), required=False, choices=[_ANY, *Status.choices]
    )
    verdict = forms.ChoiceField(
        label=lazy("Was it real"), required=False, choices=[_ANY, *Verdict.choices]
    )
    landlord = forms.ModelChoiceField(
        Landlord.objects.none(), label=lazy("Landlord"), required=False, empty_label=lazy("Any")
    )
    category = forms.ChoiceField(label=lazy("About"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Landlord.objects.filter(concerns__isnull=False).distinct().order_by("name", "pk")
        self.fields["landlord"].queryset = rows  # type: ignore[attr-defined] # a choice field
        self.fields["category"].choices = _categories()  # type: ignore[attr-defined] # the same
        self.is_valid()

    def wanted(self) -> Wanted:
        """What the selectors take."""
        landlord = self.cleaned_data.get("landlord")
        return Wanted(
            status=self.cleaned_data.get("status", ""),
            verdict=self.cleaned_data.get("verdict", ""),
            landlord=landlord.pk if landlord else None,
            category=self.cleaned_data.get("category", ""),
        )


class ProblemForm(forms.Form):
    """Trouble that is known to have been."""

    estate = forms.ModelChoiceField(
        Estate.objects.select_related("landlord").order_by("name", "pk"), label=lazy("Estate")
    )
    category = forms.ChoiceField(label=lazy("About"))
    started_on = DayField(label=lazy("Began about"), required=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["category"].choices = _categories()[1:]  # type: ignore[attr-defined] # a choice field


def _categories() -> list[tuple[str, object]]:
    return [_ANY, *((one.code, one.name) for one in categories(timezone.localdate()))]
