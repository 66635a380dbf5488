"""A framework that somebody brings: as a file, or typed. Kept by nobody until it is confirmed."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.reviews.frameworks.document import MOST_BYTES
from heard.uploads.receiving import TooBigFile

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

TYPED = "framework.yaml"  # what a text is called that came from no file
LONGEST_FILE_NAME = 100


class FileForm(forms.Form):
    """A file from the person's own computer."""

    file = forms.FileField(
        label=_("YAML or TOML file"),
        help_text=_("Its name ends in .yaml, .yml or .toml."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.toml"}),
        error_messages={"required": _("Choose a file.")},
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """A file that was received whole."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if isinstance(file, TooBigFile):
            most = f"{MOST_BYTES:,}"
            raise forms.ValidationError(
                _("The file has over %(most)s bytes. A framework needs far fewer."),
                params={"most": most},
            )
        return file

    @property
    def file_name(self) -> str:
        """What the file is called, without folders; the end of a long name, which says its type."""
        return PurePath(str(self.cleaned_data["file"].name)).name[-LONGEST_FILE_NAME:]


class TextForm(forms.Form):
    """A framework as text. `file` is the name it goes by, which says whether it is YAML or TOML."""

    text = forms.CharField(
        label=_("The framework"),
        help_text=_("Nothing is stored yet: first you see what would change."),
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 32,
                "wrap": "off",  # a line is a line, as faults count them
                "class": "heard-source",
                "spellcheck": "false",
                "autocapitalize": "off",
                "autocomplete": "off",
            }
        ),
        error_messages={"required": _("Write something here.")},
    )
    file = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=LONGEST_FILE_NAME, initial=TYPED
    )

    def data_and_name(self) -> tuple[bytes, str]:
        """The text as a file would hold it, and the name of that file."""
        return self.cleaned_data["text"].encode(), self.cleaned_data["file"] or TYPED


class ConfirmForm(TextForm):
    """What was looked at, carried on the page; `seen` is the newest version at that time."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def carrying(cls, data: bytes, file: str, *, seen: int) -> Any:
        """The form that stores this text as the version after the one that was seen."""
        return cls(initial={"text": data.decode("utf-8-sig"), "file": file, "seen": seen})
