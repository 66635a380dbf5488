"""Writing the folder: beside its place first, then put there in one go."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from heard.audit.services import audit_record
from heard.exchange import folder as names
from heard.exchange.contents import RECORDS
from heard.exchange.described import FILES, FRAMEWORK_ROWS
from heard.exchange.errors import ExchangeError
from heard.exchange.register import files_needed, register_needed
from heard.exchange.rows import framework_label, framework_labels, line_of, rows_told
from heard.reviews.frameworks import framework_write
from heard.reviews.models import Framework
from heard.reviews.selectors.framework import framework_text
from heard.uploads.services import upload_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.accounts.models import User
    from heard.exchange.described import Table
    from heard.exchange.rows import Labels

_OURS_ONLY = 0o600


def exchange_export(*, folder: Path, by: User | None, replace: bool = False) -> dict[str, int]:
    """Write frameworks, reviews, practices and partnership; gives the rows of each file.

    The same store gives the same bytes. Rows are read one at a time, all as they stood at one
    moment. The folder is there whole or not at all; `replace` puts it in place of an earlier one.

    Raises:
        ExchangeError: something else lies there, it can't be written, or a file was lost.
    """
    target = folder.absolute()
    _check_free(target, replace=replace)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            with _one_moment():
                rows = _write_all(beside)
            audit_record(event="exchange.export", target=None, by=by, after={"rows": rows})
            _put_in_place(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise ExchangeError(f"{folder} can’t be written: {error.strerror or error}.") from error
    return rows


def _check_free(target: Path, *, replace: bool) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ExchangeError(f"{target} is there already and is no folder. Name another.")
    if not target.exists() or not any(target.iterdir()):
        return
    if not names.is_export(target):
        raise ExchangeError(
            f"{target} holds something else than an earlier export. Name a folder that is empty "
            "or isn’t there yet."
        )
    if not replace:
        raise ExchangeError(
            f"{target} holds an earlier export. Name another folder, or put this one in its place "
            "with --replace."
        )


def _put_in_place(beside: Path, target: Path) -> None:
    if not target.exists():
        beside.rename(target)
        return
    old = beside.with_name(f"{beside.name}-old")
    target.rename(old)
    try:
        beside.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything as it stood when the first row was read; others write meanwhile as ever."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _reading_only(), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _reading_only() -> Iterator[None]:
    """Transactions that begin without asking to write, which would make every writer wait."""
    connection.ensure_connection()
    sqlite: Any = connection
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual


def _write_all(folder: Path) -> dict[str, int]:
    labels = framework_labels()
    rows = {}
    for table, found in register_needed():
        told = list(rows_told(table, found.order_by("pk"), labels))
        told.sort(key=lambda row: [str(row[name]) for name in table.identity])
        rows[table.name] = _write_rows(folder, table, told)
    rows[FRAMEWORK_ROWS.name] = _write_rows(
        folder, FRAMEWORK_ROWS, _in_order(FRAMEWORK_ROWS, labels)
    )
    rows[FILES.name] = _write_rows(folder, FILES, rows_told(FILES, files_needed(), labels))
    for table in RECORDS:
        rows[table.name] = _write_rows(folder, table, _in_order(table, labels))
    frameworks, files = _write_frameworks(folder), _write_files(folder)
    _write(folder / names.README, names.TEXT.encode())
    manifest = names.manifest_of(rows, files=files, frameworks=frameworks)
    _write(folder / names.MANIFEST, manifest)
    return rows


def _in_order(table: Table, labels: Labels) -> Iterator[dict[str, object]]:
    """Every row in the order in which it was written, which pages fall back on."""
    return rows_told(table, table.model._default_manager.order_by("pk"), labels)  # noqa: SLF001 - Django documents it


def _write_rows(folder: Path, table: Table, rows: Iterable[dict[str, object]]) -> int:
    count = 0
    with _new(folder / table.name) as file:
        for row in rows:
            file.write(line_of(row))
            count += 1
    return count


def _write_frameworks(folder: Path) -> int:
    (folder / names.FRAMEWORKS).mkdir(mode=0o700)
    versions = Framework.objects.order_by("pk")
    for one in versions:
        label = framework_label(one.slug, one.version)
        data = framework_write(framework_text(one), "yaml")
        _write(folder / names.FRAMEWORKS / f"{label}.yaml", data)
    return len(versions)


def _write_files(folder: Path) -> int:
    (folder / names.FILES).mkdir(mode=0o700)
    written = set()
    for stored in files_needed().filter(removed_at=None).iterator():
        if stored.sha256 in written:
            continue
        data = upload_bytes(stored)
        if data is None or hashlib.sha256(data).hexdigest() != stored.sha256:
            raise ExchangeError(
                f"The file “{stored}”, {stored.public_id}, isn’t on this machine as it was sent. "
                "Put HEARD_HOME/media back from a backup, then export again."
            )
        _write(folder / names.FILES / stored.sha256, data)
        written.add(stored.sha256)
    return len(written)


def _write(path: Path, data: bytes) -> None:
    with _new(path) as file:
        file.write(data)


@contextmanager
def _new(path: Path) -> Iterator[Any]:
    """A file that wasn't there, for its owner's eyes."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OURS_ONLY)
    with os.fdopen(handle, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
