"""Documents and photos of a folder: by their hash, opened again, kept until their rows come."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.exchange.folder import FILES, bytes_of
from heard.exchange.reading import AGAIN
from heard.uploads.keeping import bytes_remove
from heard.uploads.limits import MOST_STORED
from heard.uploads.models import StoredFile
from heard.uploads.naming import safe_name
from heard.uploads.services import Facts, UploadError, upload_bring_back

if TYPE_CHECKING:
    from pathlib import Path

    from heard.exchange.errors import Faults
    from heard.exchange.reading import Row

_TABLE = "files.jsonl"
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(slots=True)
class Gathered:
    """Bytes that were taken in, by the file's identity; nobody sees them before they have rows.

    Those of a process that is killed meanwhile are swept when Heard next starts.
    """

    paths: dict[str, str] = field(default_factory=dict)
    hashes: set[str] = field(default_factory=set)

    def keep(self) -> None:
        """They have rows now: nothing removes them any more."""
        self.paths.clear()

    def forget(self) -> None:
        """Remove them from the disk again."""
        for path in self.paths.values():
            bytes_remove(path)
        self.paths.clear()


def file_take(folder: Path, row: Row, gathered: Gathered, faults: Faults) -> None:
    """Take in the bytes of a file, unless it was removed or is here already."""
    values = row.values
    digest = values["sha256"]
    if values["removed_at"] is not None:
        return
    if not _DIGEST.match(digest):
        faults.add(_TABLE, f"{row.place}, “sha256”", "It is no SHA-256.", AGAIN)
        return
    gathered.hashes.add(digest)
    problem = _name_problem(row)
    if problem:
        faults.add(_TABLE, f"{row.place}, “original_name”", problem, "Write a plain name.")
    name = f"{FILES}/{digest}"
    try:
        data = bytes_of(folder / FILES / digest, MOST_STORED)
    except (OSError, ValueError):
        faults.add(name, "", "The file is missing or can’t be read.", AGAIN)
        return
    if hashlib.sha256(data).hexdigest() != digest or len(data) != values["size"]:
        problem = "The file isn’t the one that was written: its bytes differ."
        faults.add(name, "", problem, AGAIN)
    elif not StoredFile.objects.filter(public_id=row.identity).exists():
        _open(data, row, name, gathered, faults)


def _open(data: bytes, row: Row, name: str, gathered: Gathered, faults: Faults) -> None:
    facts = Facts(**{column: row.values[column] for column in Facts._fields})
    try:
        gathered.paths[row.identity] = upload_bring_back(data=data, facts=facts)
    except UploadError as error:
        problem = f"It isn’t the photo or PDF that {_TABLE} says."
        faults.add(name, "", f"{problem} {error}", AGAIN)


def _name_problem(row: Row) -> str:
    """What a browser or a disk could stumble over in the name."""
    given, media_type = row.values["original_name"], row.values["media_type"]
    try:
        safe = safe_name(given, media_type, nameless="File")
    except KeyError:
        return ""  # of an unknown type, which opening it tells
    return "" if safe == given else "A file can’t be called so."
