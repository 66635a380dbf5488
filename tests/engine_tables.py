"""Tables as people write them, and what counting them has to come to whatever the engine."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
from hypothesis import strategies as st

from heard.engines.contract import Columns, Pass, Question

COLUMNS = Columns("raised", "block", "about", "owner", "n", "entered")
TODAY = date(2025, 1, 1)
HEADINGS = ("words", "raised", "block", "owner", "about", "n", "entered")

DAYS = st.dates(date(2023, 11, 1), date(2024, 2, 1))
DAY_TEXTS = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: f"{day.day}/{day.month}/{day.year}"),
    DAYS.map(lambda day: f" {day:%d.%m.%Y} 10:30\xa0"),
    DAYS.map(lambda day: f"{day}T23:59:59.123+00:00"),
    st.sampled_from(
        [
            *("", " ", "soon", "2024-13-01", "30/02/2024", "1950-01-01", "2200-01-01", "\x1f"),
            *("2024-01-05\u3000x", "2024-01-05x", "2024-1-5\nx", "2024-01-05 " + "y" * 400),
            *("٢٠٢٤-01-05", "x" * 2_000, " " * 1_500 + "2024-01-05", "2024-01-05 " + "\ufffd" * 9),
        ]
    ),
)
NAMES = st.one_of(
    st.sampled_from(
        ["Block 1", "Block 2", " Block 1", "Block 1\x1f", "Bl\rock", "ﬁve", "", "\xa0"]
    ),
    st.text('ab",\n\r \x00\t;éﬁ\U0001f600', max_size=4),
    st.sampled_from(["z" * 301, "z" * 300, "z" * 2_000, " " * 2_000, "a\ufffd", "'", "\\", "$1"]),
)
COUNTS = st.sampled_from(
    ["1", "2", "0", " 3", "4.0", "5.", "-1", "many", "", "1e3", "1234567890", "0000000007", "٣"]
)
ENTERED = st.one_of(st.just(""), st.just(""), DAY_TEXTS)
WORDS = st.one_of(st.just("hello"), st.sampled_from(["", "a\ufffd", "w" * 100_001, 'a "b" c']))
ROWS = st.tuples(WORDS, DAY_TEXTS, NAMES, NAMES, NAMES, COUNTS, ENTERED)
PLAIN = st.tuples(
    st.just("hello"),
    DAYS.map(date.isoformat),
    st.sampled_from(["Block 1", "Block 2"]),
    st.sampled_from(["Homes", "Roofs"]),
    st.sampled_from(["Damp", "Lift"]),
    st.just("1"),
    st.just(""),
)
RAW = st.sampled_from(
    [
        b"\n",
        b",,,,,,\n",
        b"a,b\n",
        b'""\n',
        b"\xff\xfe\n",
        b'x"y,2024-01-05,B,O,A,1,\n',
        b"\r",
        b"h,2024-01-05,Bl\xffock,O,A,1,\n",
        b'"h\n\xe2\x82",2024-01-05,B,O,A,1,\n',
        b'"open\n',
    ]
)


@st.composite
def csv_files(draw, least=0, most=12):
    """Bytes of a CSV file, with rows in it that no program would write."""
    rows = draw(st.lists(st.one_of(PLAIN, ROWS, RAW), min_size=least, max_size=most))
    whole = io.BytesIO()
    text = io.TextIOWrapper(whole, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator=draw(st.sampled_from(["\n", "\r\n"])))
    writer.writerow(HEADINGS)
    for row in rows:
        whole.write(row) if isinstance(row, bytes) else writer.writerow(row)
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + whole.getvalue()


@st.composite
def parquet_tables(draw, least=0, most=12):
    """Tables whose columns have types, or texts, and blanks."""
    size = draw(st.integers(least, most))

    def column(values):
        return draw(st.lists(st.one_of(st.none(), values), min_size=size, max_size=size))

    days = st.dates(date(1960, 1, 1), date(2026, 1, 1)) | DAYS
    times = days.map(lambda day: datetime(day.year, day.month, day.day, 23, 30, tzinfo=UTC))
    kinds = [
        (DAY_TEXTS, pa.string()),
        (days, pa.date32()),
        (times.map(lambda time: time.replace(tzinfo=None)), pa.timestamp("us")),
        (times, pa.timestamp("us", "UTC")),
    ]
    numbers = [
        (COUNTS, pa.string()),
        (st.integers(-2, 2**40), pa.int64()),
        (st.sampled_from([1.0, 2.0, 2.5, -1.0, 1e12]), pa.float64()),
    ]
    place = [(NAMES, pa.string()), (st.integers(1, 3), pa.int32())]
    chosen = {
        "raised": draw(st.sampled_from(kinds)),
        "block": draw(st.sampled_from(place)),
        "owner": (NAMES, pa.string()),
        "about": (NAMES, pa.string()),
        "n": draw(st.sampled_from(numbers)),
        "entered": draw(st.sampled_from(kinds)),
    }
    return pa.table({name: pa.array(column(v), kind) for name, (v, kind) in chosen.items()})


@st.composite
def questions(draw):
    """What to ask of such a table."""
    columns = COLUMNS
    for role in ("landlord", "count", "entered"):
        if draw(st.booleans()):
            columns = replace(columns, **{role: ""})
    as_of = draw(st.none() | st.sampled_from([date(2023, 12, 15), date(2024, 1, 10)]))
    known = draw(st.none() | st.just(frozenset({"Block 1", "Block 2", "1", "2"})))
    return Question(columns, draw(st.sampled_from(["week", "month"])), TODAY, as_of, known)


@st.composite
def passes(draw):
    """Facts, and one pass over them."""
    groups, across, parts = (
        draw(st.integers(1, 4)),
        draw(st.integers(1, 5)),
        draw(st.integers(1, 3)),
    )
    fact = st.tuples(st.integers(0, groups - 1), st.integers(0, across - 1), st.integers(0, 50))
    facts = draw(st.lists(fact, max_size=30))
    weight = st.floats(-8, 8, allow_subnormal=False)
    weights = draw(st.lists(weight, min_size=across * parts, max_size=across * parts))
    table = pa.table(
        {name: pa.array([one[at] for one in facts], pa.int64()) for at, name in enumerate("uin")}
    )
    return table, Pass("u", "i", "n", groups, np.reshape(weights, (across, parts)))


def plain(counted):
    """A `Counted` as values that can be compared; where a file lies says nothing of it."""
    cells, entries, faults = counted.cells, counted.entries, counted.faults
    columns = [cells.place, cells.landlord, cells.category, cells.period, cells.count]
    known = None if entries is None else [entries.cell, entries.period, entries.count]
    return {
        "cells": np.stack(columns).T.tolist(),
        "names": (cells.places, cells.landlords, cells.categories, cells.periods),
        "entries": None if known is None else _summed(np.stack(known).T.tolist()),
        "faults": [replace(one, file="") for one in faults.rows],
        "kinds": dict(faults.counts),
        "rows": (counted.rows, counted.later, counted.last),
    }


def _summed(entries):
    whole: dict[tuple[int, int], int] = {}
    for cell, period, count in entries:
        whole[cell, period] = whole.get((cell, period), 0) + count
    return whole


def by_length(texts):
    """Themes for texts by how long they are: in place of a model."""
    return [len(text) % 3 for text in texts], [len(text) / 8 for text in texts]
