"""Giving files out: never by an address that can be guessed, never as part of a page's own code."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.http import FileResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from heard.errors import NotFoundError
from heard.uploads.keeping import bytes_open
from heard.uploads.models import StoredFile

if TYPE_CHECKING:
    from django.http import HttpResponseBase

SECONDS = 60  # for which an address of a file holds
_SALT = "heard.uploads.file"
# Were a file to be taken for a page after all, it could load nothing and run nothing.
ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"


def file_link(stored: StoredFile) -> str:
    """An address that gives out this one file to whoever has it, for a minute.

    Make it when somebody asks for the file and has passed the access check, and redirect there:
    in a page it would be stale by the time it is followed.
    """
    token = signing.TimestampSigner(salt=_SALT).sign(stored.public_id.hex)
    return f"{settings.FILES_URL}{reverse('files:download', args=[token])}"


def file_from_token(token: str) -> StoredFile:
    """The file that the address is for.

    Raises:
        NotFoundError: the address was changed, is over a minute old, or its file was removed.
    """
    try:
        name = signing.TimestampSigner(salt=_SALT).unsign(token, max_age=SECONDS)
        return StoredFile.objects.get(public_id=uuid.UUID(name), removed_at=None)
    except (signing.BadSignature, ValueError, StoredFile.DoesNotExist) as error:
        raise NotFoundError(_("The link to this file has run out.")) from error


def file_response(stored: StoredFile, *, inline: bool) -> HttpResponseBase:
    """The file. Ask for `inline` only for pictures, after an access check.

    Raises:
        NotFoundError: it was removed.
    """
    return _response(stored, inline=inline and stored.is_image)


def image_response(stored: StoredFile, *, small: bool = False) -> HttpResponseBase:
    """A picture for a page, after an access check; `small` is at most 480 pixels long.

    Raises:
        NotFoundError: it was removed, or is no picture.
    """
    if not stored.is_image:
        raise NotFoundError(_("This file is not a picture."))
    return _response(stored, inline=True, small=small)


def _response(stored: StoredFile, *, inline: bool, small: bool = False) -> HttpResponseBase:
    try:
        file = bytes_open(stored.path, small=small)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFoundError(_("This file was removed.")) from error
    return FileResponse(
        file,
        as_attachment=not inline,
        filename=stored.original_name,
        content_type="image/jpeg" if small else stored.media_type,
        headers={
            "Content-Security-Policy": ALONE,
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Robots-Tag": "noindex, nofollow",
            "Referrer-Policy": "no-referrer",
        },
    )
