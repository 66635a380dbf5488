"""Bytes of a CSV file to text, in whichever of the encodings that people's programs write."""

from __future__ import annotations

import codecs

from heard.errors import BadInputError, Fault

MOST_BYTES = 30 * 1024 * 1024
_NOT_CSV = {
    b"PK\x03\x04": "an Excel workbook or another packed file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a packed file",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, file: str) -> str:
    """The text of a CSV file: UTF-8, UTF-16 or, as older programs write it, Windows-1252.

    Raises:
        BadInputError: it is empty, too big, no text, or in none of these encodings.
    """
    if len(data) > MOST_BYTES:
        raise _refuse(
            file,
            f"The file has {len(data) // 2**20} MB; the most is {MOST_BYTES // 2**20}.",
            "Split it, repeating the headings in each part.",
        )
    for start, what in _NOT_CSV.items():
        if data.startswith(start):
            raise _refuse(file, f"This is {what}.", "Save it as “CSV UTF-8” and give that file.")
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refuse(
            file,
            "Some letters can't be read.",
            "Save it as “CSV UTF-8”.",
            place=f"row {line}",
        ) from error
    if not text.strip("\0\ufeff \t\r\n"):
        raise _refuse(file, "The file is empty.", "Save it again with its headings and rows.")
    return _without_nul(text, file)


def _encoding(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    start = data[:400]
    if start[1::2].count(0) > len(start) // 5:
        return "utf-16-le"
    if start[::2].count(0) > len(start) // 5:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        sound = data[: error.start]
        if sound.isascii():
            return "windows-1252"
    return "utf-8"  # with one damaged letter, which decoding then names


def _without_nul(text: str, file: str) -> str:
    at = text.find("\0")
    if at < 0:
        return text
    raise _refuse(
        file,
        "There is a NUL byte, which no text has.",
        "The file is damaged: save it again from the program it comes from.",
        place=f"row {text.count(chr(10), 0, at) + 1}",
    )


def _refuse(file: str, problem: str, mend: str, place: str = "") -> BadInputError:
    return BadInputError([Fault(file, place, problem, mend)])
