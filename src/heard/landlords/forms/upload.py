"""Forms for taking a CSV file in: choose it, look at what it would change, confirm."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from heard.landlords.exchange import TABLES
from heard.landlords.models import Borough

if TYPE_CHECKING:
    from heard.landlords.exchange import Report

MOST_SIGNED = 1_500_000  # what a confirming form may carry
_SALT = "heard.landlords.upload"
_NAMES = {
    "landlords": _("Landlords"),
    "wards": _("Wards"),
    "estates": _("Estates"),
    "homes": _("Homes"),
}


class UploadForm(forms.Form):
    """A CSV file and what it is about."""

    file = forms.FileField(
        label=_("CSV file"), help_text=_("Saved from a spreadsheet as “CSV UTF-8”.")
    )
    what = forms.ChoiceField(
        label=_("What is in it"),
        required=False,
        choices=[("", _("See from the headings")), *((name, _NAMES[name]) for name in TABLES)],
    )
    borough = forms.ModelChoiceField(
        Borough.objects.all(),
        label=_("Borough"),
        required=False,
        to_field_name="slug",
        empty_label=_("The only one there is"),
    )
    new_borough = forms.CharField(
        label=_("Or a new borough"),
        help_text=_("Its name, if it isn’t in the register yet."),
        required=False,
        max_length=120,
    )

    def wanted(self) -> dict[str, Any]:
        """What the import takes."""
        values = self.cleaned_data
        chosen = values["borough"].name if values["borough"] else ""
        return {
            "data": values["file"].read(),
            "file": values["file"].name,
            "what": values["what"],
            "borough": values["new_borough"] or chosen,
            "new_borough": bool(values["new_borough"]),
        }


class ConfirmForm(forms.Form):
    """Carries the file that was looked at, signed, so that nothing is kept until confirmed."""

    upload = forms.CharField(widget=forms.HiddenInput)

    def clean_upload(self) -> dict[str, Any]:
        """What was looked at; an error if it was tampered with or is over an hour old."""
        try:
            told = signing.loads(self.cleaned_data["upload"], salt=_SALT, max_age=3600)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("This preview is over an hour old or was changed. Choose the file again.")
            ) from error
        return {**told, "data": base64.b64decode(told["data"])}

    @classmethod
    def carrying(cls, wanted: dict[str, Any], report: Report) -> ConfirmForm:
        """The form that confirms what this report says."""
        told = {
            **wanted,
            "data": base64.b64encode(wanted["data"]).decode(),
            "what": report.what,
            "digest": report.digest,
        }
        return cls(initial={"upload": signing.dumps(told, salt=_SALT, compress=True)})

    @property
    def too_big(self) -> bool:
        """Whether the file is more than a form can carry back."""
        return len(self.initial.get("upload", "")) > MOST_SIGNED
