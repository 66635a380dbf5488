"""Bytes on disk: under names that say nothing, whole or not at all, readable by Heard alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = "-small"
_PARTIAL = ".part"
_OURS_ONLY = 0o600


def files_folder() -> Path:
    """Where the files of people lie."""
    return Path(settings.MEDIA_ROOT) / "files"


def bytes_write(data: bytes, small: bytes = b"") -> str:
    """Write the file and its small picture through to the disk; its path under the folder."""
    name = secrets.token_hex(16)
    folder = files_folder() / name[:2]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if small:
        _write_through(folder / (name + SMALL), small)
    _write_through(folder / name, data)
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)  # the names, too, must outlast a power cut
    finally:
        os.close(handle)
    return f"{name[:2]}/{name}"


def bytes_open(path: str, *, small: bool = False) -> BinaryIO:
    """The file, open for reading, or its small picture."""
    return (files_folder() / (path + SMALL if small else path)).open("rb")


def bytes_remove(path: str) -> None:
    """Take the file and its small picture off the disk; no matter if they have gone."""
    for name in (path, path + SMALL):
        (files_folder() / name).unlink(missing_ok=True)


def bytes_older_than(moment: float) -> Iterator[Path]:
    """Files that were written before the moment, in seconds of the epoch."""
    for path in files_folder().glob("??/*"):
        try:
            if path.stat().st_mtime < moment:
                yield path
        except FileNotFoundError:  # removed meanwhile
            continue


def path_of(file: Path) -> str:
    """What the store calls the file on disk."""
    return f"{file.parent.name}/{file.name.removesuffix(_PARTIAL).removesuffix(SMALL)}"


def is_partial(file: Path) -> bool:
    """Whether writing it was cut short."""
    return file.name.endswith(_PARTIAL)


def _write_through(path: Path, data: bytes) -> None:
    partial = path.with_name(path.name + _PARTIAL)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OURS_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
