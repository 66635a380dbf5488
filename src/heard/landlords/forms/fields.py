"""Fields and the form that the register's forms stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.errors import NotFoundError
from heard.landlords.errors import RegisterError
from heard.landlords.selectors import landlord_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from heard.accounts.models import User
    from heard.landlords.models import Landlord

DAY_HINT = _("For example, 27/3/2018.")


class DayField(forms.DateField):
    """A day as people in Britain write it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", DAY_HINT)
        options.setdefault("required", False)
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"class": "govuk-input--width-10"})
        super().__init__(input_formats=["%d/%m/%Y", "%Y-%m-%d"], widget=widget, **options)


class LandlordField(forms.CharField):
    """Another landlord, by name or code."""

    def clean(self, value: Any) -> Any:
        """The landlord meant, or an error with the nearest names."""
        text = super().clean(value)
        try:
            return landlord_named(text)
        except NotFoundError as error:
            raise forms.ValidationError(str(error)) from error


class KeptForm(forms.Form):
    """A form that a service stores, with the reason for the history."""

    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Kept in the history beside your name. You can leave it empty."),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields([name for name in self.fields if name != "reason"])

    def kept(self, service: Callable[..., Any], **values: Any) -> Any:
        """What the service returns, or None when the register refuses; the field says why."""
        try:
            return service(**values) or True
        except RegisterError as error:
            self.add_error(error.field if error.field in self.fields else None, str(error))
            return None


class LandlordPartForm(KeptForm):
    """A form for something that belongs to a landlord: new, or one that is there already."""

    def __init__(self, *args: Any, landlord: Landlord, row: Any = None, **options: Any) -> None:
        self.landlord = landlord
        self.row = row
        if row is not None:
            options["initial"] = self.initial_of(row)
        super().__init__(*args, **options)
        if row is not None:
            self.settle()

    def initial_of(self, row: Any) -> dict[str, Any]:
        """Values of the row that is there."""
        return {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}

    def settle(self) -> None:
        """Take away what can't be changed of the row that is there."""

    def store(self, *, by: User) -> Any:
        """Hand the values to the service that keeps them."""
        raise NotImplementedError
