"""Forms for boroughs and wards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField, KeptForm
from heard.landlords.models import CODE_OF_PLACE, GSS_CODE
from heard.landlords.services import borough_create, ward_create, ward_update

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.landlords.models import Borough, Ward


class GssField(forms.RegexField):
    """A code of the Office for National Statistics."""

    def __init__(self) -> None:
        super().__init__(
            GSS_CODE,
            label=_("GSS code"),
            help_text=CODE_OF_PLACE,
            required=False,
            max_length=9,
            error_messages={"invalid": CODE_OF_PLACE},
        )

    def to_python(self, value: Any) -> Any:
        """The code in capitals."""
        text = super().to_python(value)
        return text.upper() if text else ""


class BoroughForm(KeptForm):
    """A borough."""

    name = forms.CharField(label=_("Name"), max_length=120)
    gss_code = GssField()

    def store(self, *, by: User) -> Borough | None:
        """Take the borough in."""
        borough: Borough | None = self.kept(borough_create, by=by, **self.cleaned_data)
        return borough


class WardForm(KeptForm):
    """A ward as it stood between two dates."""

    name = forms.CharField(label=_("Name"), max_length=120)
    gss_code = GssField()
    valid_from = DayField(label=_("First day on which it stood"), required=True)
    valid_to = DayField(
        label=_("First day on which it no longer stood"),
        help_text=_("Leave empty for a ward of today."),
    )

    def store(self, borough: Borough, ward: Ward | None, *, by: User) -> Any:
        """Take the ward in, or correct it."""
        if ward is None:
            return self.kept(ward_create, borough=borough, by=by, **self.cleaned_data)
        return self.kept(ward_update, ward=ward, by=by, **self.cleaned_data)
