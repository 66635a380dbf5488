"""How much of the last periods has come in yet, from how late it came in before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.cells import Cells
    from heard.analysis.warnings.types import Whole

_PRIOR = 20.0  # counts known at once that an estimate starts from
_OLD = 2  # periods after which an entry is of something old
_FEW = 20  # fewer old cases than this are no batch


@dataclass(frozen=True, slots=True)
class Lateness:
    """When cells' counts were entered: columns of equal length.

    `cell` is a row of the cells and `entered` the period in which `count` of it were entered,
    never before the cell's own.
    """

    cell: Whole
    entered: Whole
    count: Whole


def triangle(cells: Cells, late: Lateness) -> Floats:
    """Counts by period and by how many periods later they were entered, shape (n, n)."""
    size = len(cells.periods)
    happened = cells.period[late.cell]
    delay = np.clip(late.entered - happened, 0, size - 1)
    found = np.bincount(happened * size + delay, weights=late.count, minlength=size * size)
    return np.asarray(found.reshape(size, size), dtype=np.float64)


def development(counts: Floats, prior: float = 0.0) -> Floats:
    """Factors by which what is known grows with each further period of waiting: the chain ladder.

    Each is the sum of what was known one period later over what was known, from periods that
    are old enough to tell.

    Args:
        counts: what happened in period i and was entered j periods later, shape (n, n); cells
            with i + j >= n haven't happened yet and aren't looked at.
        prior: counts known at once that each factor starts from.

    Returns:
        Factors from delay j to j + 1, shape (n - 1,).

    References:
        Mack (1993), ASTIN Bulletin 23(2), 213-225.
    """
    known = np.cumsum(counts, axis=1)
    size = len(counts)
    factors = np.ones(max(size - 1, 0))
    for delay in range(size - 1):
        old = size - 1 - delay
        before, after = known[:old, delay].sum(), known[:old, delay + 1].sum()
        if before + prior > 0:
            factors[delay] = (after + prior) / (before + prior)
    return factors


def completeness(counts: Floats, last: int) -> Floats:
    """What share of each period's count is known by period `last`, shape (periods,).

    Args:
        counts: a `triangle`.
        last: the period in which we stand; all of it has been lived through.
    """
    factors = development(counts[: last + 1, : last + 1], _PRIOR)
    to_come = np.concatenate([np.cumprod(factors[::-1])[::-1], [1.0]])
    found = np.ones(len(counts))
    found[: last + 1] = 1 / to_come[np.arange(last, -1, -1)]
    return found


def known_at(cells: Cells, late: Lateness, period: int) -> Cells:
    """The cells as they were known at the end of a period, which is their last."""
    use = late.entered <= period
    count = np.bincount(late.cell[use], weights=late.count[use], minlength=len(cells.count))
    rows = (cells.period <= period) & (count > 0)
    return replace(
        cells,
        place=cells.place[rows],
        landlord=cells.landlord[rows],
        category=cells.category[rows],
        period=cells.period[rows],
        count=np.rint(count[rows]).astype(np.int64),
        periods=cells.periods[: period + 1],
    )


def share_known(cells: Cells, late: Lateness, last: int) -> Floats:
    """What share of each period's count is known by period `last`, batches left out, (last + 1,).

    A batch of old cases entered in one period says nothing of how late others come in (`batches`).
    """
    odd = [one.entered for one in batches(cells, late, last)]
    use = (late.entered <= last) & ~np.isin(late.entered, odd)
    kept = Lateness(late.cell[use], late.entered[use], late.count[use])
    return completeness(triangle(cells, kept), last)[: last + 1]


@dataclass(frozen=True, slots=True)
class Batch:
    """Old cases entered all in one period: how many, and how many are usual."""

    entered: int
    count: int
    usual: float


def batches(cells: Cells, late: Lateness, last: int) -> tuple[Batch, ...]:
    """Periods up to `last` in which far more old cases were entered than is usual: imports.

    Old is two periods or more. Far more is 20 at least, and beyond the median and six times the
    median distance from it (on counts, with 3 added for small ones).

    References:
        Hampel (1974), JASA 69(346), 383-393 (median and median distance).
    """
    old = (late.entered - cells.period[late.cell] >= _OLD) & (late.entered <= last)
    counts = np.bincount(late.entered[old], weights=late.count[old], minlength=last + 1)
    middle = float(np.median(counts)) if len(counts) else 0.0
    apart = float(np.median(np.abs(counts - middle))) if len(counts) else 0.0
    most = max(_FEW, middle + 6 * (1.4826 * apart + 3))
    return tuple(Batch(int(at), round(counts[at]), middle) for at in np.flatnonzero(counts > most))
