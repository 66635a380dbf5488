"""Concerns as counts by place, landlord, category and period: one query, added up by the store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count, DateField
from django.db.models.functions import TruncMonth, TruncWeek
from django.utils import timezone

from heard.analysis.cells import Cells
from heard.analysis.warnings import Lateness, batches, joined, loads, share_known
from heard.concerns.models import Concern
from heard.concerns.selectors.counting import counted_concerns, known_at
from heard.landlords.lineage import today
from heard.landlords.models import Estate
from heard.landlords.selectors.lineage import edges
from heard.signals.periods import first_day, last_period, lived, periods_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from heard.analysis.arrays import Floats

YEARS = 5  # of history that a scan reads: the season is known from four
YEAR = timedelta(days=366)
NOWHERE = "?"
BATCH = 5000

_Row = tuple[int | None, int | None, int | None, str, "date", "date", int]


@dataclass(frozen=True, slots=True)
class History:
    """Counts to the last period that is looked at, as they were known at the end of a day.

    `share` is how much of each period has come in; `late` says when counts were entered. Places
    are `estate:…`, or `ward:…` for homes that belong to no estate; `parents` are wards.
    """

    by: str
    as_of: date
    cells: Cells
    late: Lateness
    share: Floats
    parents: dict[str, str]
    left_out: int

    def notes(self) -> dict[str, object]:
        """What a scan keeps of what it read: how many, from when, and what makes it less sure."""
        cells, last = self.cells, len(self.cells.periods) - 1
        kept: dict[str, object] = {
            "concerns": int(cells.count.sum()),
            "left_out": self.left_out,
            "places": len(cells.places),
            "from": cells.periods[0].isoformat() if cells.periods else "",
        }
        if last >= 0:
            kept["share"] = round(float(self.share[-1]), 3)
            kept["loads"] = [
                {"landlord": cells.landlords[one.landlord], "count": one.count}
                for one in loads(cells, last)
            ]
            kept["batches"] = [
                {"period": cells.periods[one.entered].isoformat(), "count": one.count}
                for one in batches(cells, self.late, last)
            ]
        return kept


def history_read(*, by: str, as_of: date) -> History:
    """The last five years of counts, merged landlords brought together. Four queries."""
    since = as_of - YEARS * YEAR
    start = timezone.make_aware(datetime.combine(since, time()))
    cut = TruncWeek if by == "week" else TruncMonth
    every = known_at(Concern.objects.filter(raised_at__gte=start), as_of)
    rows = (
        known_at(counted_concerns().filter(raised_at__gte=start), as_of)
        .order_by()
        .annotate(
            happened=cut("raised_at", output_field=DateField()),
            entered=cut("entered_at", output_field=DateField()),
        )
        .values_list("estate_id", "ward_id", "landlord_id", "category", "happened", "entered")
        .annotate(n=Count("pk"))
    )
    wards = dict(Estate.objects.values_list("pk", "ward_id"))
    found = list(rows.iterator(BATCH))
    counts = history_of(found, by=by, as_of=as_of, wards=wards)
    return replace(counts, left_out=every.count() - sum(row[-1] for row in found))


def history_of(
    rows: Sequence[_Row],
    *,
    by: str,
    as_of: date,
    wards: dict[int, int],
    since: date | None = None,
) -> History:
    """Counts from rows of estate, ward, landlord, category, period, period of entry and count.

    `since` is a day from which nothing counted is known to be nothing; the first row's otherwise.
    """
    last = last_period(as_of, by)
    kept = [row for row in rows if row[4] <= last]
    first = min((row[4] for row in kept), default=last)
    if since is not None:
        first = min(first, first_day(since, by))
    periods = periods_between(first, last, by) if kept else ()
    at = {day: number for number, day in enumerate(periods)}
    places, place = _positions(_place(row[0], row[1]) for row in kept)
    landlords, landlord = _positions(str(row[2] or "") for row in kept)
    categories, category = _positions(row[3] for row in kept)
    period = _whole(at[row[4]] for row in kept)
    entered = _whole(at.get(max(row[5], row[4]), len(periods) - 1) for row in kept)
    number = _whole(row[6] for row in kept)
    columns = np.stack([place, landlord, category, period])
    whole, cell = np.unique(columns, axis=1, return_inverse=True)
    cell = cell.ravel()
    count = np.rint(np.bincount(cell, weights=number, minlength=whole.shape[1])).astype(np.int64)
    place, landlord, category, period = whole
    cells = Cells(place, landlord, category, period, count, places, landlords, categories, periods)
    mergers = _mergers(landlords, as_of)
    new, row_of = joined(cells, mergers) if len(count) else (cells, np.zeros(0, dtype=np.int64))
    late = Lateness(row_of[cell] if len(count) else cell, entered, number)
    share = np.ones(len(periods))
    if periods:
        share = share_known(new, late, len(periods) - 1)
        share[-1] *= lived(periods[-1], as_of, by)
    return History(by, as_of, new, late, share, _parents(places, wards), 0)


def _mergers(landlords: Iterable[str], as_of: date) -> dict[str, str]:
    """Landlord → who stands for it on that day, where that is another."""
    known = edges()
    finals = {name: str(today(known, int(name), as_of)) for name in landlords if name}
    return {name: final for name, final in finals.items() if final != name}


def _place(estate: int | None, ward: int | None) -> str:
    if estate is not None:
        return f"estate:{estate}"
    return f"ward:{ward}" if ward is not None else NOWHERE


def _parents(places: Iterable[str], wards: dict[int, int]) -> dict[str, str]:
    found = {}
    for place in places:
        kind, _colon, key = place.partition(":")
        if kind == "estate":
            found[place] = f"ward:{wards[int(key)]}"
        elif kind == "ward":
            found[place] = place
    return found


def _positions(values: Iterable[str]) -> tuple[tuple[str, ...], np.ndarray]:
    listed = list(values)
    names = tuple(sorted(set(listed)))
    where = {name: at for at, name in enumerate(names)}
    return names, _whole(where[one] for one in listed)


def _whole(values: Iterable[int]) -> np.ndarray:
    return np.fromiter(values, dtype=np.int64)
