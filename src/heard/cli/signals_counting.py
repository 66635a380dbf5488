"""Counts of a CSV file, read once in process; rows at fault are told and left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.cells import Cells
from heard.cli.row_reading import RowError, RowReader
from heard.engines.contract import EARLIEST, Columns, Counted, Entries
from heard.errors import HeardError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from heard.analysis.warnings.types import Whole

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: .*)?")
_MOST_DIGITS = 9
_NEEDED = ("date", "place", "landlord", "category", "count")

_Key = tuple[str, str, str, date, date]  # place, landlord, category, period, period of entry


class NoEngineError(HeardError):
    """What was asked for takes an engine that this installation doesn't have."""


def count(args: Namespace) -> Counted:
    """What the file says, as far as was known on the day asked for.

    Raises:
        BadInputError: it can't be read, or lacks a column.
        NoEngineError: it needs an engine that isn't there.
    """
    if args.engine != "duckdb":
        raise NoEngineError("Counting on Spark isn’t there yet. Leave --engine out.")
    if Path(args.file).suffix.lower() not in {".csv", ".txt", ""}:
        raise NoEngineError(f"{args.file}: only CSV files can be read yet. Save it as CSV.")
    columns = Columns(args.date, args.place, args.category, args.landlord, args.count, args.entered)
    today = max(datetime.now(tz=UTC).date(), args.as_of or date.min)
    rows = RowReader(args.file, columns.named(), _NEEDED)
    reader = _Reader(rows, args.by, args.as_of, today)
    reader.read()
    return reader.counted()


@dataclass(slots=True)
class _Reader:
    reader: RowReader
    by: str
    as_of: date | None
    today: date
    counts: dict[_Key, int] = field(default_factory=dict)
    days: dict[str, date | None] = field(default_factory=dict)
    firsts: dict[date, date] = field(default_factory=dict)
    later: int = 0
    last: date | None = None

    def read(self) -> None:
        self.reader.read_csv(lambda _, row: self._take(row))

    def _take(self, row: dict[str, str]) -> None:
        day = self._day(row, "date")
        how_many = _whole(row["count"]) if "count" in row else 1
        entered = max(self._day(row, "entered"), day) if row.get("entered") else day
        if self.as_of is not None and entered > self.as_of:
            self.later += 1
            return
        self.last = max(self.last or day, entered)
        names = row["place"], row.get("landlord", ""), row["category"]
        key = (*names, self._first(day), self._first(entered))
        self.counts[key] = self.counts.get(key, 0) + how_many

    def _first(self, day: date) -> date:
        if day not in self.firsts:
            self.firsts[day] = _first(day, self.by)
        return self.firsts[day]

    def _day(self, row: dict[str, str], role: str) -> date:
        text = row[role]
        if text not in self.days:
            self.days[text] = _day_of(text)
        day = self.days[text]
        if day is None:
            raise RowError(f"unread-{role}", role, text)
        if role == "date" and day < EARLIEST:
            raise RowError("early-date", role, text)
        if day > self.today:
            raise RowError(f"future-{role}", role, text)
        return day

    def counted(self) -> Counted:
        last = self.as_of or self.last
        keys = list(self.counts)
        periods = tuple(_periods(keys, last, self.by))
        when = {day: at for at, day in enumerate(periods)}
        places, place = _positions(keys, 0)
        landlords, landlord = _positions(keys, 1)
        categories, category = _positions(keys, 2)
        period = _numbers(when[key[3]] for key in keys)
        entered = _numbers(when[key[4]] for key in keys)
        number = _numbers(self.counts.values())
        rows, cell = np.unique(
            np.stack([place, landlord, category, period]), axis=1, return_inverse=True
        )
        cell = cell.ravel()
        whole = np.zeros(rows.shape[1], dtype=np.int64)
        np.add.at(whole, cell, number)
        place, landlord, category, period = rows
        cells = Cells(
            place, landlord, category, period, whole, places, landlords, categories, periods
        )
        entries = Entries(cell, entered, number) if "entered" in self.reader.columns else None
        return Counted(cells, self.reader.faults, self.reader.rows, self.later, last, entries)


def _numbers(values: Iterable[int]) -> Whole:
    return np.fromiter(values, dtype=np.int64)


def _positions(keys: Sequence[_Key], part: int) -> tuple[tuple[str, ...], Whole]:
    """The names that stand in one part of the keys, in order, and which of them each key has."""
    names = tuple(sorted({str(key[part]) for key in keys}))
    where: dict[object, int] = {name: at for at, name in enumerate(names)}
    return names, _numbers(where[key[part]] for key in keys)


def _whole(text: str) -> int:
    digits = text.removesuffix(".0")
    if re.fullmatch(r"-\d+", digits):
        raise RowError("count-negative", "count", text)
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        raise RowError("count-not-whole", "count", text)
    if len(digits.lstrip("0")) > _MOST_DIGITS:
        raise RowError("count-too-big", "count", text)
    return int(digits)


def _day_of(text: str) -> date | None:
    """A day as people and programs write it; None where it is none."""
    try:
        if found := _ISO.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if found := _BRITISH.fullmatch(text):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return None


def _first(day: date, by: str) -> date:
    return day - timedelta(days=day.weekday()) if by == "week" else day.replace(day=1)


def _periods(keys: Sequence[_Key], last: date | None, by: str) -> Iterator[date]:
    if not keys or last is None:
        return
    day = min(key[3] for key in keys)
    while day <= last:
        yield day
        day = _first(day + timedelta(days=7 if by == "week" else 31), by)
