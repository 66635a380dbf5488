"""Writes of uploads: a file is taken in whole and safe, or not at all; and removed for good."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.uploads.apart import check_apart
from heard.uploads.checking import KINDS, upload_check
from heard.uploads.errors import UploadError
from heard.uploads.keeping import bytes_open, bytes_remove, bytes_write
from heard.uploads.limits import MOST_BYTES, MOST_STORED
from heard.uploads.models import StoredFile, VirusCheck
from heard.uploads.naming import safe_name
from heard.uploads.refusals import Refusal, RefusedError
from heard.uploads.scanning import virus_check
from heard.uploads.sniffing import Format, format_of
from heard.uploads.sweeping import upload_sweep

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.core.files.uploadedfile import UploadedFile

    from heard.uploads.checked import Checked

__all__ = [
    "Facts",
    "UploadError",
    "upload_bring_back",
    "upload_bytes",
    "upload_remove",
    "upload_store",
    "upload_sweep",
]


# The formats that Heard writes.
_MEDIA_TYPES = {
    Format.JPEG: "image/jpeg",
    Format.PNG: "image/png",
    Format.PDF: "application/pdf",
}


class Facts(NamedTuple):
    """What an installation said of a file that it kept."""

    kind: str
    media_type: str
    width: int | None
    height: int | None
    pages: int | None


def upload_store(
    *, file: UploadedFile[bytes], by: AbstractBaseUser | None, allowed: Collection[str] = KINDS
) -> StoredFile:
    """Keep a photo or PDF as Heard writes it anew; the original is never kept.

    `allowed` holds "image", "pdf" or both. Opening takes a third of a second or so and happens in
    a process of its own: call it before a transaction starts, not within one.

    Raises:
        UploadError: the file can't be taken, in words for whoever sent it.
    """
    try:
        data = _bytes_of(file)
        checked = upload_check(data, allowed=allowed, opening=_checked_and_opened)
    except RefusedError as error:
        raise UploadError(error.refusal) from error
    return _kept(checked, name=file.name or "", by=by)


def _checked_and_opened(data: bytes, form: Format) -> Checked:
    if settings.CLAMAV:
        virus_check(data, address=settings.CLAMAV)
    return check_apart(data, form)


def _bytes_of(file: UploadedFile[bytes]) -> bytes:
    if (file.size or 0) > MOST_BYTES:
        raise RefusedError(Refusal.TOO_BIG)
    file.seek(0)
    return bytes(file.read(MOST_BYTES + 1))


def _kept(checked: Checked, *, name: str, by: AbstractBaseUser | None) -> StoredFile:
    nameless = _("Photo") if checked.kind == "image" else _("Document")
    path = bytes_write(checked.data, checked.small)
    try:
        return StoredFile.objects.create(
            kind=checked.kind,
            media_type=checked.media_type,
            width=checked.width,
            height=checked.height,
            pages=checked.pages,
            size=len(checked.data),
            sha256=hashlib.sha256(checked.data).hexdigest(),
            original_name=safe_name(name, checked.media_type, nameless=nameless),
            path=path,
            virus_check=VirusCheck.CLEAN if settings.CLAMAV else VirusCheck.UNCHECKED,
            uploaded_by=by,  # type: ignore[misc] # the model of people that settings name
        )
    except BaseException:
        bytes_remove(path)
        raise


def upload_bytes(stored: StoredFile) -> bytes | None:
    """The bytes as they are kept; nothing if they were removed or lost."""
    if not stored.path:
        return None
    try:
        with bytes_open(stored.path) as file:
            return file.read(MOST_STORED + 1)
    except FileNotFoundError:
        return None


def upload_bring_back(*, data: bytes, facts: Facts) -> str:
    """Keep, byte for byte, what another installation had written anew; gives its path.

    It is opened again apart, and must be what was said of it. Its row is the caller's; bytes that
    get none are removed by `bytes_remove`, or swept.

    Raises:
        UploadError: it isn't a file that Heard would have kept.
    """
    try:
        form = format_of(data)
        checked = _checked_and_opened(data, form)
    except RefusedError as error:
        raise UploadError(error.refusal) from error
    media_type = _MEDIA_TYPES.get(form, "")
    if facts != Facts(form.kind, media_type, checked.width, checked.height, checked.pages):
        raise UploadError(Refusal.DAMAGED)
    return bytes_write(data, checked.small)


@transaction.atomic
def upload_remove(*, stored: StoredFile, by: AbstractBaseUser | None, reason: str) -> StoredFile:
    """Delete the file's bytes and whatever of it is personal; that there was a file stays known.

    Safe to call again: a file that was removed stays as it is.
    """
    locked = StoredFile.objects.select_for_update().get(pk=stored.pk)
    if locked.removed_at is not None:
        return locked
    path = locked.path
    locked.path = locked.sha256 = locked.original_name = ""
    locked.uploaded_by = None
    locked.removed_at = timezone.now()
    locked.removed_by = by  # type: ignore[assignment] # as above
    locked.removed_because = reason
    locked.save()
    # The row first: if this is cut short, the next start sweeps bytes that have no row.
    transaction.on_commit(lambda: bytes_remove(path))
    return locked
