"""Is this file safe to open? Asked before any parser sees it.

A workbook is a zip of XML. Sizes in its directory can lie, so every entry is unpacked here under a
limit and counted, and cell references that would make a parser reserve gigabytes are refused.

References:
    Fifield (2019), A better zip bomb (overlapping entries).
"""

from __future__ import annotations

import html
import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from heard.ingest.faults import Faults

MIB = 1024 * 1024
LOCAL_HEADER = 30
ENCRYPTED = 0x1
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# A reference such as XFD1 or A100000, or an attribute `r` written in a way that hides one. The
# first finds more than it should, fast; only where it finds something is the second asked.
MAYBE_FAR = re.compile(rb'r(?:\s|=[^"]|="(?:[A-Za-z]{3}|[A-Za-z]{0,2}\d{5}|[^A-Za-z\d]))')
REFERENCE = re.compile(rb"""[\s"']r\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
TAGS = re.compile(r"<(?:sheet|Relationship)\s[^>]*>")
WORDS = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
FAR_CELL = re.compile(rb"""[\s"']""" + MAYBE_FAR.pattern)
WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # UTF-16, which no workbook uses
AGAIN = "Download the workbook again from the regulator's page and use that file unchanged."
TRIM = "Delete the rows below 9999 and the columns right of ZZ, empty ones too, then save."
SAVE_AS = "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx)."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a workbook may be. The regulator's are 0.7 MiB, 4.6 MiB unpacked, in 62 entries."""

    file: int = 25 * MIB
    unpacked: int = 200 * MIB
    entry: int = 64 * MIB
    ratio: int = 200  # unpacked to packed, for an entry that unpacks to more than a mebibyte
    entries: int = 500


LIMITS = Limits()


def check_workbook(data: bytes, *, file: str, limits: Limits = LIMITS) -> None:
    """Make sure that `data` is an xlsx workbook that is safe to parse.

    Raises:
        BadInputError: it is something else, broken, locked, or made to exhaust memory.
    """
    faults = Faults(file)
    _check_kind(data, faults, limits)
    try:
        entries = _entries(data)
    except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError):
        faults.stop("", "the file is cut short or damaged: its zip directory can't be read.", AGAIN)
    _check_directory(entries, data, faults, limits)
    total = 0
    for entry in entries:
        content = _unpack(entry, data, faults, limits)
        total += len(content)
        if total > limits.unpacked:
            _bomb(faults, f"unpacks to more than {limits.unpacked // MIB} MiB")
        _check_content(entry.filename, content, faults)
        if far := _far_cell(content):
            place = _sheet_of(entry.filename, entries, data, faults, limits)
            faults.stop(place, f"{far} lies further out than any table reaches.", TRIM)


def _check_kind(data: bytes, faults: Faults, limits: Limits) -> None:
    if not data:
        faults.stop("", "the file is empty.", AGAIN)
    if len(data) > limits.file:
        faults.stop(
            "", f"the file is over {limits.file // MIB} MiB; the regulator's are under 1.", AGAIN
        )
    if data.startswith(OLE):
        if ENCRYPTED_PACKAGE in data:
            faults.stop("", "the workbook is locked with a password.", "Save it without one.")
        faults.stop("", "this is an old Excel file (.xls), not an .xlsx workbook.", SAVE_AS)
    if not data.startswith(b"PK\x03\x04"):
        faults.stop("", "this isn't an Excel workbook (.xlsx).", SAVE_AS)


def _entries(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.infolist()


def _check_directory(
    entries: list[zipfile.ZipInfo], data: bytes, faults: Faults, limits: Limits
) -> None:
    if len(entries) > limits.entries:
        _bomb(faults, f"holds {len(entries)} entries, more than {limits.entries}")
    names = {entry.filename for entry in entries}
    if len(names) < len(entries):
        faults.stop("", "the file holds two entries of one name.", AGAIN)
    if "xl/workbook.xml" not in names:
        what = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else "some other zip file"
        faults.stop("", f"this is {what}, not an .xlsx workbook.", SAVE_AS)
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            _bomb(faults, "holds entries that overlap")
        end = entry.header_offset + LOCAL_HEADER + entry.compress_size
        if end > len(data):
            faults.stop("", f"the file is cut short: {entry.filename} isn't all there.", AGAIN)
        if entry.flag_bits & ENCRYPTED:
            faults.stop("", "the workbook is locked with a password.", "Save it without one.")


def _unpack(entry: zipfile.ZipInfo, data: bytes, faults: Faults, limits: Limits) -> bytes:
    """The entry's content, never more than the limit, whatever its header says."""
    header = data[entry.header_offset : entry.header_offset + LOCAL_HEADER]
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        faults.stop("", f"the file is damaged at {entry.filename}.", AGAIN)
    name, extra = struct.unpack("<HH", header[26:30])
    start = entry.header_offset + LOCAL_HEADER + name + extra
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        content = bytes(packed[: limits.entry + 1])
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, limits.entry + 1)
        except zlib.error:
            faults.stop("", f"the file is damaged at {entry.filename}.", AGAIN)
    else:
        faults.stop("", "the file is packed in a way that Excel doesn't use.", SAVE_AS)
    if len(content) > limits.entry:
        _bomb(faults, f"holds {entry.filename}, over {limits.entry // MIB} MiB unpacked")
    if len(content) > max(MIB, limits.ratio * len(packed)):
        _bomb(faults, f"holds {entry.filename}, which unpacks over {limits.ratio} times")
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        faults.stop("", f"the file is damaged at {entry.filename}: it isn't what it says.", AGAIN)
    return content


def _check_content(name: str, content: bytes, faults: Faults) -> None:
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        _bomb(faults, f"holds definitions in {name} that no workbook needs")
    if name.startswith("xl/") and content.startswith(WIDE_TEXT):
        _bomb(faults, f"holds {name} in an encoding that no workbook uses")


def _far_cell(content: bytes) -> str:
    """The first cell or row too far out, in words; "" where there is none."""
    start, end = content.find(b"sheetData"), content.rfind(b"sheetData")
    if start < 0 or not MAYBE_FAR.search(content, start, end):
        return ""
    far = FAR_CELL.search(content, start, end)
    if not far:
        return ""
    named = REFERENCE.match(content, far.start())
    if not named:
        return "a cell"
    letters, row = (part.decode("ascii") for part in named.groups())
    return f"cell {letters}{row}" if letters else f"row {row}"


def _sheet_of(
    part: str, entries: list[zipfile.ZipInfo], data: bytes, faults: Faults, limits: Limits
) -> str:
    """What readers call the part of the workbook that holds a sheet."""
    held = {entry.filename: entry for entry in entries}
    links = held.get("xl/_rels/workbook.xml.rels")
    if links is None:
        return f"part {part}"
    book = _unpack(held["xl/workbook.xml"], data, faults, limits).decode("utf-8", "replace")
    targets = _unpack(links, data, faults, limits).decode("utf-8", "replace")
    for tag in TAGS.findall(targets):
        words = dict(WORDS.findall(tag))
        if not words.get("Target") or not part.endswith(words["Target"].lstrip("/")):
            continue
        for sheet in TAGS.findall(book):
            called = dict(WORDS.findall(sheet))
            if called.get("r:id") == words.get("Id") and called.get("name"):
                return f"sheet {html.unescape(called['name'])}"
    return f"part {part}"


def _bomb(faults: Faults, what: str) -> None:
    faults.stop("", f"the file isn't safe to open: it {what}.", AGAIN)
