"""Open a workbook's sheets as plain rows."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook, SheetTypeEnum

from heard.errors import BadInputError
from heard.ingest.archive import AGAIN, LIMITS, check_workbook
from heard.ingest.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from python_calamine import CalamineSheet

    from heard.ingest.sheets import Row


MOST_CELLS = 10_000_000  # from A1 to the last, in all sheets read; the regulator's have 0.3 million
TOO_FAR = "the sheets reach over more cells than any table of the regulator's has."
TRIM = "Delete the rows and columns outside the tables, then save."


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a workbook: what all are called, and of those wanted the rows from A1 on."""

    file: str
    sha256: str
    names: tuple[str, ...]
    rows: dict[str, list[Row]]


def read_bytes(source: Path | bytes, *, file: str = "") -> tuple[bytes, str]:
    """The file's bytes, never more than a workbook may have, and the name to call it by.

    Raises:
        BadInputError: it can't be read.
    """
    if isinstance(source, bytes):
        return source, file or "workbook"
    name = file or source.name
    try:
        with source.open("rb") as handle:
            return handle.read(LIMITS.file + 1), name
    except FileNotFoundError:
        problem = "there is no such file."
    except IsADirectoryError:
        problem = "this is a folder, not a file."
    except OSError as error:
        problem = f"the file can't be read ({error.strerror or error})."
    return Faults(name or str(source)).stop("", problem, "Check the path and try again.")


def open_workbook(
    source: Path | bytes, *, file: str = "", wanted: Callable[[str], bool] | None = None
) -> Sheets:
    """Read an xlsx workbook, once it is known to be safe; of its sheets only those `wanted`.

    Raises:
        BadInputError: it isn't a workbook that can be read.
    """
    data, name = read_bytes(source, file=file)
    check_workbook(data, file=name)
    names, rows = _rows(data, wanted or _every, Faults(name))
    return Sheets(name, hashlib.sha256(data).hexdigest(), names, rows)


def _every(_name: str) -> bool:
    return True


def _rows(
    data: bytes, wanted: Callable[[str], bool], faults: Faults
) -> tuple[tuple[str, ...], dict[str, list[Row]]]:
    rows: dict[str, list[Row]] = {}
    room = MOST_CELLS
    try:
        with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
            named = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            names = tuple(one.name for one in named)
            for name in filter(wanted, names):
                sheet = book.get_sheet_by_name(name)
                room -= _reach(sheet)
                if room < 0:
                    faults.stop(f"sheet {name}", TOO_FAR, TRIM)
                rows[name] = list(sheet.to_python(skip_empty_area=False))
    except (KeyboardInterrupt, SystemExit, MemoryError, BadInputError):
        raise
    except BaseException:  # noqa: BLE001 - a panic in the parser isn't an Exception
        faults.stop("", "the workbook is damaged: its sheets can't be read.", AGAIN)
    return names, rows


def _reach(sheet: CalamineSheet) -> int:
    """How many cells lie between A1 and the last one; blank ones take memory too."""
    if sheet.end is None:
        return 0
    row, column = sheet.end
    return (row + 1) * (column + 1)
