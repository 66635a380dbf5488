"""Open a workbook's sheets as plain rows."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook, SheetTypeEnum

from heard.ingest.archive import AGAIN, LIMITS, check_workbook
from heard.ingest.faults import Faults

if TYPE_CHECKING:
    from pathlib import Path

    from heard.ingest.sheets import Row


@dataclass(frozen=True, slots=True)
class Sheets:
    """Every sheet of a workbook, each as its rows from cell A1 on."""

    file: str
    sha256: str
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
    source: Path | bytes, *, file: str = "", leave: frozenset[str] = frozenset()
) -> Sheets:
    """Read an xlsx workbook, once it is known to be safe; sheets to `leave` aren't read.

    Raises:
        BadInputError: it isn't a workbook that can be read.
    """
    data, name = read_bytes(source, file=file)
    check_workbook(data, file=name)
    return Sheets(name, hashlib.sha256(data).hexdigest(), _rows(data, leave, Faults(name)))


def _rows(data: bytes, leave: frozenset[str], faults: Faults) -> dict[str, list[Row]]:
    try:
        with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
            return {
                sheet.name: list(
                    book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                )
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.name not in leave
            }
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001 - a panic in the parser isn't an Exception
        faults.stop("", "the workbook is damaged: its sheets can't be read.", AGAIN)
