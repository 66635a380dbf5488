"""A field of a form that takes photos and PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heard.uploads.checking import KINDS
from heard.uploads.limits import MIB, MOST_BYTES, MOST_FILES, MOST_REQUEST
from heard.uploads.receiving import TooBigFile

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.core.files.uploadedfile import UploadedFile

# An iPhone turns HEIC into JPEG by itself where a form doesn't name HEIC.
_ACCEPTS = {"image": "image/jpeg,image/png,image/webp,image/gif", "pdf": "application/pdf"}


class FilesInput(forms.ClearableFileInput):
    """A box for several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"  # there is nothing to clear


class FilesField(forms.FileField):
    """Several photos or PDFs; `upload_store` looks into each."""

    widget = FilesInput
    default_error_messages = {
        "many": _("Send at most %(most)d files at once. You can add more afterwards."),
        "big": _("%(name)s is larger than %(limit)d MB. Send a smaller copy."),
        "together": _(
            "The files come to more than %(limit)d MB together. Send fewer now and add the "
            "others afterwards."
        ),
    }

    def __init__(
        self, *, allowed: Collection[str] = KINDS, most: int = MOST_FILES, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.most = most
        self.widget.attrs["accept"] = ",".join(_ACCEPTS[kind] for kind in allowed)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """The files, none of them too big; none at all if they may be left out."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
        if len(given) > self.most:
            raise self._error("many", most=self.most)
        for file in given:
            if (file.size or 0) > MOST_BYTES:
                raise self._error("big", name=file.name, limit=MOST_BYTES // MIB)
            if isinstance(file, TooBigFile):
                raise self._error("together", limit=MOST_REQUEST // MIB)
        return [super(FilesField, self).clean(file, initial) for file in given]

    def _error(self, code: str, **params: object) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params=params)
