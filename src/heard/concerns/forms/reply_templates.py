"""Keeping reply templates."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from heard.concerns.replies import PLACES, places_unknown


class ReplyTemplateForm(forms.Form):
    """A template's title and words."""

    title = forms.CharField(label=lazy("Title"), max_length=100)
    body = forms.CharField(
        label=lazy("Words"),
        help_text=lazy("Places such as ((name)) are filled in when somebody uses it."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def clean_body(self) -> str:
        """Every place is one that can be filled in."""
        body: str = self.cleaned_data["body"]
        unknown = places_unknown(body)
        if unknown:
            raise forms.ValidationError(
                _("There is no place called ((%(name)s)). Use one of: %(known)s.")
                % {"name": unknown[0], "known": ", ".join(f"(({name}))" for name in PLACES)}
            )
        return body
