"""What a file really is, from its first bytes, whatever its name and the browser say."""

from __future__ import annotations

from enum import StrEnum

import filetype

from heard.uploads.refusals import Refusal, RefusedError

BEGINNING = 4096  # bytes that are looked at


class Format(StrEnum):
    """A format that can be taken."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    PDF = "pdf"

    @property
    def kind(self) -> str:
        """Whether it is a picture or a document."""
        return "pdf" if self is Format.PDF else "image"


_OURS = {
    "image/jpeg": Format.JPEG,
    "image/png": Format.PNG,
    "image/webp": Format.WEBP,
    "image/gif": Format.GIF,
    "application/pdf": Format.PDF,
}
_APPLE = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word and Outlook before 2007


def format_of(data: bytes) -> Format:
    """The format that the bytes are in.

    Two readers must agree: the library's table of signatures and our own.

    Raises:
        RefusedError: they are in none that can be taken.
    """
    if not data:
        raise RefusedError(Refusal.EMPTY)
    beginning = data[:BEGINNING]
    ours = _own_reading(beginning)
    if ours is None:
        raise RefusedError(_refusal_of(beginning))
    guessed = filetype.guess(beginning[beginning.find(b"%PDF-") :] if ours is Format.PDF else data)
    if guessed is None or _OURS.get(guessed.mime) is not ours:
        raise RefusedError(Refusal.KIND)
    return ours


def _own_reading(start: bytes) -> Format | None:
    if start.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if start.startswith((b"GIF87a", b"GIF89a")):
        return Format.GIF
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return Format.WEBP
    # Scanners put blank space, or a mark of byte order, before the first line.
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return Format.PDF
    return None


def _refusal_of(start: bytes) -> Refusal:
    if start[4:8] == b"ftyp":
        return Refusal.HEIC if start[8:12] in _APPLE else Refusal.MOVING
    if start.startswith(_OLE) or _is_office(start):
        return Refusal.OFFICE
    guessed = filetype.guess(start)
    if guessed is not None and guessed.mime.startswith("video/"):
        return Refusal.MOVING
    return Refusal.KIND


def _is_office(start: bytes) -> bool:
    if not start.startswith(b"PK\x03\x04"):
        return False
    return any(mark in start for mark in (b"word/", b"[Content_Types].xml", b"opendocument"))
