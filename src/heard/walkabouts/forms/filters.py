"""What of walkabouts, estates and actions to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from heard.landlords.models import Landlord, Ward
from heard.walkabouts.forms.fields import DayField
from heard.walkabouts.selectors import ActionsWanted, EstateRow, WalkaboutsWanted

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _landlords() -> QuerySet[Landlord]:
    return Landlord.objects.filter(estates__isnull=False).distinct().order_by("name", "pk")


class PlaceForm(forms.Form):
    """By name, landlord and ward. A filter that makes no sense is left out."""

    q = forms.CharField(
        label=lazy("Name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    landlord = forms.ModelChoiceField(
        Landlord.objects.none(), label=lazy("Landlord"), required=False, empty_label=lazy("Any")
    )
    ward = forms.ModelChoiceField(
        Ward.objects.filter(valid_to=None).order_by("name", "pk"),
        label=lazy("Ward"),
        required=False,
        empty_label=lazy("Any"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["landlord"].queryset = _landlords()  # type: ignore[attr-defined] # a choice field
        self.is_valid()

    def place(self) -> dict[str, Any]:
        """Landlord and ward by number, and the words to look for."""
        landlord, ward = self.cleaned_data.get("landlord"), self.cleaned_data.get("ward")
        return {
            "landlord": landlord.pk if landlord else None,
            "ward": ward.pk if ward else None,
            "q": self.cleaned_data.get("q", ""),
        }


class EstatesForm(PlaceForm):
    """Which estates, in which order."""

    order = forms.ChoiceField(
        label=lazy("Order"),
        required=False,
        choices=[("", lazy("By name")), ("longest", lazy("Longest not walked first"))],
    )

    def wanted(self) -> EstateRow:
        """What the selectors take."""
        return EstateRow(**self.place(), order=self.cleaned_data.get("order", ""))


class WalkaboutsForm(PlaceForm):
    """Which walkabouts."""

    since = DayField(label=lazy("From"), help_text="")
    until = DayField(label=lazy("To"), help_text="")

    def wanted(self, show: str) -> WalkaboutsWanted:
        """What the selectors take."""
        return WalkaboutsWanted(
            show=show,
            **self.place(),
            since=self.cleaned_data.get("since"),
            until=self.cleaned_data.get("until"),
        )


class ActionsForm(PlaceForm):
    """Which actions."""

    estate = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def wanted(self, show: str) -> ActionsWanted:
        """What the selectors take."""
        return ActionsWanted(
            show=show, **self.place(), estate=self.cleaned_data.get("estate") or None
        )
