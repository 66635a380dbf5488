"""The folder itself: what may lie in it, and reading it without trusting it."""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from heard.exchange.contents import TABLES
from heard.exchange.errors import ExchangeError
from heard.reviews.frameworks import document
from heard.uploads.limits import MIB, MOST_STORED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from heard.exchange.errors import Faults

FORMAT = "heard-reviews"
VERSION = 1
MANIFEST = "manifest.json"
README = "README.txt"
FRAMEWORKS = "frameworks"
FILES = "files"
LONGEST_LINE = MIB
MOST_OF_MANIFEST = MIB
MOST_OF_FRAMEWORK = document.MOST_BYTES
_WITHIN = {
    FRAMEWORKS: (
        re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*@[1-9][0-9]{0,8}\.yaml\Z"),
        MOST_OF_FRAMEWORK,
    ),
    FILES: (re.compile(r"[0-9a-f]{64}\Z"), MOST_STORED),
}
_ON_TOP = {MANIFEST: MOST_OF_MANIFEST, README: MIB} | {table.name: None for table in TABLES}

PRIVATE = (
    "PRIVATE. This folder holds what landlords, officers and residents wrote, published or not, "
    "and files that were sent in confidence. It is for the council that made it, to bring into "
    "another installation of its own. Keep it where nobody else can read it, and delete it when "
    "it is no longer needed. It is no open data."
)
TEXT = f"""Reviews, good practice and partnership, written by `heard reviews export`

{PRIVATE}

Bring it into another installation with

    heard reviews import FOLDER

In it are:

- {MANIFEST}, which says how many rows each file has;
- a file of rows for each kind of record, a JSON object a line;
- {FRAMEWORKS}/, the frameworks as YAML;
- {FILES}/, documents and photos, each named by the SHA-256 of its bytes.

People are not in it by account: each row says in what role, and for which landlord, it was
written. Residents' seats are numbers. What people wrote is there as they wrote it, and may name
somebody.
"""


def manifest_of(rows: dict[str, int], *, files: int, frameworks: int) -> bytes:
    """The manifest: nothing in it says when, where or by whom the folder was written."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "private": PRIVATE,
        "rows": rows,
        "files": files,
        "frameworks": frameworks,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def manifest_read(folder: Path) -> dict[str, Any]:
    """What the manifest says, of a folder in a format that is known here.

    Raises:
        ExchangeError: it is no such folder, or of a later format.
    """
    try:
        with opened(folder / MANIFEST) as file:
            told = json.loads(file.read(MOST_OF_MANIFEST).decode())
        known = told["format"] == FORMAT
        version = told["version"]
        rows, files, frameworks = told["rows"], told["files"], told["frameworks"]
        whole = [*rows.values(), files, frameworks, version]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExchangeError(
            f"{folder} isn’t a folder that `heard reviews export` wrote: there is no {MANIFEST} "
            "that can be read. Name the folder that holds it."
        ) from error
    if not known or not all(type(one) is int and one >= 0 for one in whole):
        raise ExchangeError(f"{folder / MANIFEST} isn’t one of `heard reviews export`.")
    if version != VERSION:
        raise ExchangeError(
            f"{folder} is in version {version} of the format; this installation knows version "
            f"{VERSION}. Bring this installation up to date, or export again from one like it."
        )
    return dict(told)


def is_export(folder: Path) -> bool:
    """Whether nothing lies in the folder but what an export writes, so that it can be replaced."""
    try:
        with opened(folder / MANIFEST) as file:
            told = json.loads(file.read(MOST_OF_MANIFEST).decode())
        ours = told["format"] == FORMAT
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    return ours and not any(_strange(folder))


def folder_check(folder: Path, faults: Faults) -> None:
    """Find what an export doesn't write: other names, links, folders, what is far too large."""
    for name, problem in _strange(folder):
        faults.add(name, "", problem, "Take it out of the folder.")
    there = {one.name for one in folder.iterdir()}
    for table in TABLES:
        if table.name not in there:
            faults.add(table.name, "", "The file is missing.", "Copy the whole folder again.")


def _strange(folder: Path) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name in _WITHIN and entry.is_dir(follow_symlinks=False):
                yield from _strange_within(folder, entry.name)
            elif entry.name not in _ON_TOP:
                yield entry.name, "It isn’t part of an export."
            elif problem := _unfit(entry, _ON_TOP[entry.name]):
                yield entry.name, problem


def _strange_within(folder: Path, part: str) -> Iterator[tuple[str, str]]:
    fits, most = _WITHIN[part]
    with os.scandir(folder / part) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if not fits.match(entry.name):
                yield f"{part}/{entry.name}", "It isn’t part of an export."
            elif problem := _unfit(entry, most):
                yield f"{part}/{entry.name}", problem


def _unfit(entry: os.DirEntry[str], most: int | None) -> str:
    if not entry.is_file(follow_symlinks=False):
        return "It is a link or a folder, not a file."
    if most is not None and entry.stat(follow_symlinks=False).st_size > most:
        return f"It has more than {most:,} bytes."
    return ""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file of the folder, open for reading; never what a link leads to, nor a pipe.

    Raises:
        OSError: it is anything but a plain file.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path} is no file")
        yield file


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """Each line with its number, one at a time; a longer one than any row is cut there."""
    with opened(path) as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), b""), start=1):
            yield number, line
            if len(line) > LONGEST_LINE:
                return


def bytes_of(path: Path, most: int) -> bytes:
    """The whole of a small file.

    Raises:
        OSError: it can't be read, or is larger than that.
    """
    with opened(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(f"{path} has more than {most:,} bytes")
    return data
