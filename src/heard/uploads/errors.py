"""What people are told of a file that can't be taken: what is wrong and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from heard.errors import HeardError
from heard.uploads.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Mapping[Refusal, object] = {
    Refusal.EMPTY: _("The file is empty. Choose it again, or choose another."),
    Refusal.TOO_BIG: _(
        "The file is larger than 10 MB. Take the photo again at a lower quality, or send a PDF "
        "in parts."
    ),
    Refusal.KIND: _("The file must be a photo (JPEG, PNG, WebP or GIF) or a PDF."),
    Refusal.HEIC: _(
        "Your phone saved this photo as HEIC, which can’t be taken yet. Take a screenshot of the "
        "photo and send that. To save new photos as JPEG on an iPhone, open Settings, Camera, "
        "Formats and choose Most Compatible."
    ),
    Refusal.OFFICE: _(
        "This is a document of a word processor. Open it, save it as a PDF and send the PDF."
    ),
    Refusal.MOVING: _("This is a film or a sound. Send photos or a PDF instead."),
    Refusal.NOT_WANTED: _("This kind of file can’t be taken here."),
    Refusal.DAMAGED: _(
        "The file can’t be opened: it may be damaged or only half saved. Take the photo again, "
        "or save the document again."
    ),
    Refusal.TOO_MANY_PIXELS: _(
        "The photo has more than 64 million pixels. Send a smaller copy or a screenshot of it."
    ),
    Refusal.LOCKED: _(
        "The PDF needs a password. Save a copy without the password, or take photos of its pages."
    ),
    Refusal.FORM: _(
        "This PDF is a form that only one program can show. Print it as a PDF and send that."
    ),
    Refusal.CARRIES_FILES: _(
        "The PDF has other files inside. Send those by themselves, or print it as a PDF and send "
        "that."
    ),
    Refusal.TOO_MANY_PAGES: _("The PDF has more than 200 pages. Send the pages that matter."),
    Refusal.TOO_MUCH_INSIDE: _(
        "The PDF unpacks to more than can be taken. Print it as a PDF and send that, or take "
        "photos of its pages."
    ),
    Refusal.TOO_LONG: _(
        "The file takes too long to open. Send a smaller copy, or take photos of its pages."
    ),
    Refusal.VIRUS: _(
        "The virus check found something harmful in the file. It was not kept. Check the device "
        "that it comes from, or take photos instead."
    ),
    Refusal.UNCHECKED: _(
        "Files can’t be checked for viruses just now, so none can be taken. Send what you wrote "
        "without the file, and add the file later."
    ),
}


class UploadError(HeardError):
    """A file can't be taken. Nothing of it was kept."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(str(TEXTS[refusal]))
