"""A PDF's streams: what they unpack to is counted; photos lose what the camera wrote."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import pikepdf

from heard.uploads.limits import MOST_SCANNED_PIXELS, MOST_UNPACKED
from heard.uploads.refusals import Refusal, RefusedError

_FLATE = frozenset({"/FlateDecode", "/Fl"})
_EXPANDING = _FLATE | {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
_PHOTO = frozenset({"/DCTDecode", "/DCT"})
_STEP = 1024 * 1024
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_KEPT_MARKERS = frozenset({0xE0, 0xEE})  # JFIF, and Adobe's which says how colours are stored
_COMMENT = 0xFE
_NOTES = range(0xE0, 0xF0)


@dataclass(slots=True)
class Unpacking:
    """How much the streams of one document have unpacked to so far."""

    total: int = 0

    def add(self, size: int) -> None:
        """Count.

        Raises:
            RefusedError: it is more than any honest document.
        """
        self.total += size
        if self.total > MOST_UNPACKED:
            raise RefusedError(Refusal.TOO_MUCH_INSIDE)


def stream_tidy(stream: pikepdf.Stream, unpacking: Unpacking) -> None:
    """Count what the stream unpacks to; take the camera's notes out of a photo.

    Raises:
        RefusedError: it unpacks to more than any honest document, or is an endless picture.
    """
    _check_picture(stream)
    filters = _filters(stream)
    expanding = [name for name in filters if name in _EXPANDING]
    if len(expanding) > 1:  # packed twice: nothing but a bomb is
        raise RefusedError(Refusal.TOO_MUCH_INSIDE)
    if filters[:1] and filters[0] in _FLATE:
        _count_flate(stream.read_raw_bytes(), unpacking)
    elif expanding:
        unpacking.add(len(stream.read_bytes()))
    if len(filters) == 1 and filters[0] in _PHOTO:
        how = stream.get("/DecodeParms")
        photo = photo_without_notes(stream.read_raw_bytes())
        stream.write(photo, filter=pikepdf.Name.DCTDecode)
        if how is not None:
            stream["/DecodeParms"] = how


def _filters(stream: pikepdf.Stream) -> list[str]:
    given = stream.get("/Filter")
    if given is None:
        return []
    if isinstance(given, pikepdf.Array):
        return [str(name) for name in given]
    return [str(given)]


def _check_picture(stream: pikepdf.Stream) -> None:
    sides = [stream.get(name) for name in ("/Width", "/Height")]
    if all(isinstance(side, int) for side in sides):
        width, height = (int(side) for side in sides)  # type: ignore[arg-type]
        if width < 0 or height < 0 or width * height > MOST_SCANNED_PIXELS:
            raise RefusedError(Refusal.TOO_MUCH_INSIDE)


def _count_flate(packed: bytes, unpacking: Unpacking) -> None:
    """Unpack step by step and keep nothing, so that a bomb costs no memory."""
    unpacker = zlib.decompressobj()
    rest = packed
    while rest and not unpacker.eof:
        try:
            unpacking.add(len(unpacker.decompress(rest, _STEP)))
        except zlib.error:  # a reader stops here too
            return
        rest = unpacker.unconsumed_tail


def photo_without_notes(photo: bytes) -> bytes:
    """A JPEG without EXIF, XMP, comments and what follows its end; its picture is untouched.

    What can't be followed is returned as it is up to there: it is within a PDF that was parsed.

    References:
        ITU-T T.81, annex B.
    """
    if photo[:2] != b"\xff\xd8":
        return photo
    kept = bytearray(photo[:2])
    place = 2
    while place + 4 <= len(photo) and photo[place] == 0xFF:  # noqa: PLR2004 - every marker starts so
        marker = photo[place + 1]
        if marker == 0xFF:  # noqa: PLR2004 - a fill byte
            place += 1
            continue
        if marker == _SCAN:
            return bytes(kept) + _picture_from(photo, place)
        size = int.from_bytes(photo[place + 2 : place + 4], "big") + 2
        if (marker not in _NOTES and marker != _COMMENT) or marker in _KEPT_MARKERS:
            kept += photo[place : place + size]
        place += size
    return bytes(kept) + photo[place:]


def _picture_from(photo: bytes, place: int) -> bytes:
    end = photo.rfind(b"\xff\xd9")
    return photo[place:] if end < place else photo[place : end + 2]
