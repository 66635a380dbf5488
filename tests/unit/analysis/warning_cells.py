"""Counts for tests of warnings, from arrays by place, category and period."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from heard.analysis.cells import Cells
from heard.analysis.warnings import Lateness


def weeks(number, first=date(2020, 1, 6)):
    return tuple(first + timedelta(days=7 * at) for at in range(number))


def months(number, first=2015):
    return tuple(date(first + at // 12, at % 12 + 1, 1) for at in range(number))


def cells_of(counts, periods=None, landlords=None):
    """Cells of an array (places, categories, periods); `landlords` is each place's, by name."""
    counts = np.asarray(counts)
    place, category, period = np.nonzero(counts)
    names = tuple(sorted(set(landlords))) if landlords else ("",)
    owner = np.array([names.index(one) for one in landlords or [""] * len(counts)])
    return Cells(
        place,
        owner[place],
        category,
        period,
        counts[place, category, period],
        tuple(f"Block {at:03}" for at in range(counts.shape[0])),
        names,
        tuple(f"Kind {at}" for at in range(counts.shape[1])),
        periods or months(counts.shape[2]),
    )


def late_of(cells, rng, shares):
    """Each count entered so many periods late, drawn by these shares."""
    rows, entered, counts = [], [], []
    for row, (period, count) in enumerate(zip(cells.period, cells.count, strict=True)):
        split = rng.multinomial(count, shares)
        for delay in np.flatnonzero(split):
            rows.append(row)
            entered.append(period + delay)
            counts.append(split[delay])
    return Lateness(np.array(rows), np.array(entered), np.array(counts))


def by_about(found):
    """Rows of a scan by level and what they are of: observed, expected, score, p."""
    rows = {}
    for one in found:
        for at, series in enumerate(one.series):
            key = (one.named.name, *one.named.about(series))
            rows[key] = (one.observed[at], one.expected[at], one.score[at], one.p[at])
    return rows
