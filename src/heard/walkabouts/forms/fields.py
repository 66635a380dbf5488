"""Fields that forms of walkabouts share."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.landlords.forms.fields import DayField

# What would tell a reader of the public page who or which home is meant.
_TELLING = re.compile(
    r"[^\s@]+@[^\s@]+\.[a-z]"
    r"|\b\d[\d ]{8,}\d\b"
    r"|\b(?:flat|apartment|apt|room)\.?\s*(?:no\.?\s*)?\d",
    re.IGNORECASE,
)
PUBLIC_HINT = _("Residents see this. Leave out names, telephone numbers and flat numbers.")


class PublicField(forms.CharField):
    """Words that residents are shown: none that name a home, an address or a number to ring."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", PUBLIC_HINT)
        super().__init__(**options)

    def validate(self, value: str) -> None:
        """Refuse what would tell who or which home is meant."""
        super().validate(value)
        if _TELLING.search(value or ""):
            raise forms.ValidationError(
                _(
                    "Residents see this. Leave out flat numbers, telephone numbers and e-mail "
                    "addresses; put them into what you saw, which stays private."
                )
            )


class ClockField(forms.TimeField):
    """A time of day as people write it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("For example, 10:00 or 14:30."))
        widget = forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"})
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], widget=widget, **options)


class ReasonField(forms.CharField):
    """Why, in a sentence."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Why"))
        options.setdefault("max_length", 300)
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**options)


__all__ = ["PUBLIC_HINT", "ClockField", "DayField", "PublicField", "ReasonField"]
