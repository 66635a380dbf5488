"""Forms for landlords themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField, KeptForm
from heard.landlords.models import Kind
from heard.landlords.services import landlord_create, landlord_rename, landlord_update

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.accounts.models import User
    from heard.landlords.models import Borough, Landlord


class FilterForm(forms.Form):
    """What of the register to show."""

    q = forms.CharField(
        label=_("Name"),
        help_text=_("Any name it goes by, or went by, or its code. Spelling needn’t be exact."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    borough = forms.ChoiceField(label=_("Borough"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any kind")), *Kind.choices]
    )

    def __init__(self, *args: Any, boroughs: Iterable[Borough], **options: Any) -> None:
        super().__init__(*args, **options)
        self.boroughs = {borough.slug: borough for borough in boroughs}
        choices = [(slug, borough.name) for slug, borough in self.boroughs.items()]
        field = self.fields["borough"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Any borough")), *choices]

    def wanted(self) -> dict[str, Any]:
        """What the list selector takes; a filter that makes no sense is left out."""
        self.is_valid()
        values = self.cleaned_data
        return {
            "q": values.get("q", ""),
            "kind": values.get("kind", ""),
            "borough": self.boroughs.get(values.get("borough", "")),
        }


class LandlordForm(KeptForm):
    """A landlord's own fields."""

    name = forms.CharField(
        label=_("Everyday name"), help_text=_("As residents know it."), max_length=200
    )
    legal_name = forms.CharField(label=_("Legal name"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", widget=forms.TextInput
    )
    ended_on = DayField(
        label=_("Ended on"), help_text=_("Only if it no longer exists. For example, 27/3/2018.")
    )

    def create(self, *, by: User) -> Landlord | None:
        """Take the landlord into the register."""
        landlord: Landlord | None = self.kept(landlord_create, by=by, **self.cleaned_data)
        return landlord

    def update(self, landlord: Landlord, *, by: User) -> Any:
        """Correct the landlord."""
        return self.kept(landlord_update, landlord=landlord, by=by, **self.cleaned_data)


class RenameForm(KeptForm):
    """A new name, the old one kept."""

    name = forms.CharField(label=_("New name"), max_length=200)
    on = DayField(label=_("From which day"))
    source = forms.CharField(
        label=_("Where this is known from"),
        help_text=_("Such as the address of a page."),
        required=False,
        max_length=300,
    )

    def store(self, landlord: Landlord, *, by: User) -> Any:
        """Rename the landlord."""
        return self.kept(landlord_rename, landlord=landlord, by=by, **self.cleaned_data)
