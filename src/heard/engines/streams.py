"""Rows of a source as Arrow batches: quick where a file is plain, patient where it isn't."""

from __future__ import annotations

import codecs
import csv
import mmap
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from heard.engines.faults import BROKEN, LONGEST_TEXT
from heard.engines.listing import elsewhere_of
from heard.engines.rows import places_of, rows_of
from heard.engines.sources import CSV, unreadable
from heard.engines.texts import CLIP, clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from heard.engines.rows import Row
    from heard.engines.sources import Source

_BLOCK = 16 * 1024 * 1024  # bytes; a longer row is read patiently
_AT_A_TIME = 50_000
_ONLY_DELIMITERS = re.compile(rb'(?:\A|[\r\n])"*,[",]*(?=[\r\n]|\Z)')


def schema_of(roles: Iterable[str]) -> pa.Schema:
    """Columns of the batches: the row's number, what is wrong with it as a whole, texts by role."""
    whole = [("row", pa.int64()), ("shape", pa.bool_()), ("elsewhere", pa.int8())]
    return pa.schema([*whole, *((role, pa.string()) for role in roles)])


def batches_of(
    source: Source, roles: Mapping[str, str], *, whole: bool = False
) -> Iterator[pa.RecordBatch]:
    """All rows of a CSV file or of a table in a database; long texts are cut unless `whole`.

    Raises:
        BadInputError: it can't be read, or lacks a column.
    """
    upto = 0
    if source.kind == CSV:
        try:
            for batch, end in _quick(source, roles):
                upto = end
                yield batch if whole else _shortened(batch, roles)
        except (pa.ArrowInvalid, _AskPatienceError):
            pass  # the patient reader goes on from here
        else:
            return
    for batch in _patient(source, roles, upto):
        yield batch if whole else _shortened(batch, roles)


class _AskPatienceError(Exception):
    """The quick reader can't tell what the patient one can."""


def _patient(source: Source, roles: Mapping[str, str], upto: int) -> Iterator[pa.RecordBatch]:
    with rows_of(source, roles) as table:
        rest = (row for row in table.rows if row.number > upto)
        while rows := list(islice(rest, _AT_A_TIME)):
            yield _batch(rows, roles)


def _batch(rows: list[Row], roles: Mapping[str, str]) -> pa.RecordBatch:
    columns = zip(*(row.texts for row in rows), strict=True)
    return pa.record_batch(
        [
            pa.array([row.number for row in rows], pa.int64()),
            pa.array([row.shape for row in rows], pa.bool_()),
            pa.array([elsewhere_of(row.others) for row in rows], pa.int8()),
            *(pa.array(column, pa.string()) for column in columns),
        ],
        schema=schema_of(roles),
    )


def _quick(source: Source, roles: Mapping[str, str]) -> Iterator[tuple[pa.RecordBatch, int]]:
    """Batches of a CSV file, with the number of the last row in each."""
    header = _header(source)
    at = places_of(source, roles, header)
    if len(header) == 1:
        raise _AskPatienceError
    misfits: list[int] = []
    # the reader can't tell of a row that doesn't fit if there are broken letters in it
    told = misfits if _is_unbroken(source.path) else None
    reader = _reader(source.path, len(header), told)
    start, plain = 1, False
    for batch in reader:
        if not len(batch):
            continue
        numbers = _numbers(start, len(batch), misfits)
        blank = _blank(batch)
        if blank.any() and not plain:
            if _has_rows_of_delimiters(source.path):
                raise _AskPatienceError
            plain = True
        keep = ~blank & (numbers > 1)  # headings are row 1
        end = int(numbers[-1])
        passed = [number for number in misfits if number < end]
        misfits[:] = [number for number in misfits if number > end]
        yield _texts(batch.filter(pa.array(keep)), numbers[keep], at, roles), end
        yield _misfits(passed, roles), end
        start = end + 1
    yield _misfits(misfits, roles), max(misfits, default=start)


def _header(source: Source) -> list[str]:
    try:
        with Path(source.path).open(encoding="utf-8-sig", errors="replace", newline="") as file:
            return [name.strip() for name in next(csv.reader(file), [])]
    except (OSError, csv.Error) as error:
        raise unreadable(source, error) from error


def _is_unbroken(path: str) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with Path(path).open("rb") as file:
            while data := file.read(_BLOCK):
                decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _reader(path: str, width: int, misfits: list[int] | None) -> arrow_csv.CSVStreamingReader:
    """A reader that notes the numbers of rows that don't fit; without a list it stops at them."""
    told = [] if misfits is None else misfits

    def skip(row: arrow_csv.InvalidRow) -> str:
        told.append(row.number)
        return "skip"

    return arrow_csv.open_csv(
        path,
        read_options=arrow_csv.ReadOptions(
            block_size=_BLOCK, use_threads=False, autogenerate_column_names=True
        ),
        parse_options=arrow_csv.ParseOptions(
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=None if misfits is None else skip,
        ),
        convert_options=arrow_csv.ConvertOptions(
            check_utf8=False,
            column_types={f"f{number}": pa.binary() for number in range(width)},
            null_values=[],
            strings_can_be_null=False,
        ),
    )


def _numbers(start: int, length: int, misfits: list[int]) -> np.ndarray:
    """Numbers of the rows that fit, from `start` on."""
    whole = np.arange(start, start + length + len(misfits))
    return whole[~np.isin(whole, misfits)][:length] if misfits else whole


def _blank(batch: pa.RecordBatch) -> np.ndarray:
    blank = np.ones(len(batch), dtype=bool)
    for column in batch.columns:
        blank &= pc.binary_length(column).to_numpy(zero_copy_only=False) == 0
        if not blank.any():
            break
    return blank


def _has_rows_of_delimiters(path: str) -> bool:
    """Whether a row may be all delimiters, which the quick reader takes for an empty line."""
    with (
        Path(path).open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole,
    ):
        return _ONLY_DELIMITERS.search(whole) is not None


def _texts(
    batch: pa.RecordBatch, numbers: np.ndarray, at: list[int], roles: Mapping[str, str]
) -> pa.RecordBatch:
    told = np.zeros(len(batch), dtype=np.int8)
    for place in range(batch.num_columns):
        if place not in at:
            column = _decoded(batch.column(place))
            told[_lengths(column) > LONGEST_TEXT] |= 2
            told[_broken(column)] |= 1
    told[told == 3] = 1  # noqa: PLR2004 - both: letters come first
    columns = [_decoded(batch.column(place)) for place in at]
    shape = pa.array(np.zeros(len(batch), dtype=bool))
    return pa.record_batch(
        [pa.array(numbers, pa.int64()), shape, pa.array(told), *columns], schema=schema_of(roles)
    )


def _misfits(numbers: list[int], roles: Mapping[str, str]) -> pa.RecordBatch:
    length = len(numbers)
    blank = pa.array([""] * length, pa.string())
    whole = [pa.array(numbers, pa.int64()), pa.array([True] * length, pa.bool_())]
    none = pa.array([0] * length, pa.int8())
    return pa.record_batch([*whole, none, *(blank for _ in roles)], schema=schema_of(roles))


def _decoded(column: pa.BinaryArray) -> pa.StringArray:
    try:
        return column.cast(pa.string())
    except pa.ArrowInvalid:
        return pa.array([data.decode(errors="replace") for data in column.to_pylist()], pa.string())


def _lengths(column: pa.StringArray) -> np.ndarray:
    """Characters of each text; bytes where there can't be too many of either."""
    length = pc.binary_length(column)
    if (pc.max(length).as_py() or 0) > min(CLIP, LONGEST_TEXT):
        length = pc.utf8_length(column)
    return np.asarray(length)


def _broken(column: pa.StringArray) -> np.ndarray:
    return np.asarray(pc.match_substring(column, BROKEN))


def _cut(column: pa.StringArray) -> pa.StringArray:
    if not len(column) or (pc.max(pc.binary_length(column)).as_py() or 0) <= CLIP:
        return column
    return pa.array([clipped(text) for text in column.to_pylist()], pa.string())


def _shortened(batch: pa.RecordBatch, roles: Mapping[str, str]) -> pa.RecordBatch:
    whole = batch.columns[: -len(roles)]
    return pa.record_batch(
        [*whole, *map(_cut, batch.columns[-len(roles) :])], schema=schema_of(roles)
    )
