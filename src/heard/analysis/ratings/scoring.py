"""A review's scores, from everything that was said: by dimension and overall, with intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heard.analysis.arrays import floats
from heard.analysis.ratings.apart import told_apart
from heard.analysis.ratings.levels import fit
from heard.analysis.ratings.results import Coverage, Result, Scores
from heard.analysis.ratings.weighings import sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heard.analysis.arrays import Floats
    from heard.analysis.ratings.levels import Estimates, Fit
    from heard.analysis.ratings.panels import Panels, Truths, Whole

LOWEST, HIGHEST = 0.0, 4.0
FEWEST_RATERS = 10
"""Residents below whom a landlord isn't placed among others."""
LEAST_COVERAGE = 0.5
"""Share of the criteria below which it isn't either."""


class Question(NamedTuple):
    """A criterion: its code, its dimension's code, and its weight."""

    code: str
    dimension: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Everything that was said in a review, as numbers.

    Attributes:
        criteria: in the framework's order; codes are unique, weights above nought.
        panels: residents' levels.
        own: landlords' own levels, shape (landlords, criteria); NaN where there is none.
        officers: officers' levels, the same.
        moderated: moderated levels, the same.
        applies: whether the criterion applies to the landlord, the same shape.
        placed: whether the landlord may be placed among others, shape (landlords,).
    """

    criteria: tuple[Question, ...]
    panels: Panels
    own: Floats
    officers: Floats
    moderated: Floats
    applies: Truths
    placed: Truths

    def __post_init__(self) -> None:
        shape = (self.panels.landlords, len(self.criteria))
        for name in ("own", "officers", "moderated", "applies"):
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} has the shape {getattr(self, name).shape}, not {shape}.")
        if not all(one.weight > 0 for one in self.criteria):
            raise ValueError("Every criterion weighs something.")
        if len({one.code for one in self.criteria}) < len(self.criteria):
            raise ValueError("A criterion comes twice.")
        for table in (self.panels.levels, self.own, self.officers, self.moderated):
            if bool(((table < LOWEST) | (table > HIGHEST)).any()):
                raise ValueError("Levels run from 0 to 4.")


def score(sheet: Sheet, *, draws: int = 100) -> Scores:
    """Where landlords stand in the eyes of each source, and how sure that is.

    What doesn't apply to a landlord is left out of everything. The same sheet gives the same
    results, whatever the order of raters.

    Args:
        sheet: what was said.
        draws: other weightings to try; 0 for none.

    Examples:
        Two landlords on one criterion; the first thinks much better of itself than residents do:

        >>> from heard.analysis.ratings.panels import stacked
        >>> seen = [np.array([[1.0], [2.0]] * 10), np.array([[3.0], [4.0]] * 10)]
        >>> none = np.full((2, 1), np.nan)
        >>> found = score(Sheet((Question("1", "a"),), stacked(seen), np.full((2, 1), 3.0), none,
        ...     none, np.full((2, 1), True), np.full(2, True)))
        >>> for one in found.overall:
        ...     print(one.residents, round(one.low, 2), round(one.high, 2), one.gap, one.places)
        1.5 1.26 1.74 1.5 2 of 2
        3.5 3.26 3.74 -0.5 1 of 2
    """
    sheet = _applying(sheet)
    weights = floats(one.weight for one in sheet.criteria)
    everything = np.arange(len(weights))
    whole = fit(sheet.panels)
    overall = _results(sheet, "", everything, whole)
    dimensions = {
        name: _results(sheet, name, columns, fit(sheet.panels.on(columns)))
        for name, columns in _columns(sheet.criteria).items()
    }
    criteria = {
        one.code: _results(
            sheet,
            one.code,
            everything[place : place + 1],
            fit(sheet.panels.on(everything[place : place + 1])),
            placing=False,
        )
        for place, one in enumerate(sheet.criteria)
    }
    tried = None
    if draws and len(weights):
        compared = np.array([one.places is not None for one in overall], dtype=np.bool_)
        tried = sensitivity(whole, weights, compared, draws=draws)
    return Scores(overall, dimensions, criteria, tried)


def _applying(sheet: Sheet) -> Sheet:
    """The sheet without what doesn't apply."""
    there = sheet.applies
    panels = sheet.panels
    levels = np.where(there[panels.owner], panels.levels, np.nan)
    own, officers, moderated = (
        np.where(there, table, np.nan) for table in (sheet.own, sheet.officers, sheet.moderated)
    )
    kept = type(panels)(levels, panels.owner, panels.landlords).on(slice(None))
    return Sheet(sheet.criteria, kept, own, officers, moderated, there, sheet.placed)


def _columns(criteria: Sequence[Question]) -> dict[str, Whole]:
    """Places of each dimension's criteria."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(criteria):
        found.setdefault(one.dimension, []).append(place)
    return {name: np.array(places, dtype=np.int64) for name, places in found.items()}


class _Sources(NamedTuple):
    """What each source but residents has a level for, and its mean."""

    known: Truths
    means: Floats


def _source(levels: Floats, weights: Floats) -> _Sources:
    known = ~np.isnan(levels)
    shares = np.where(known, weights, 0.0)
    total = shares.sum(axis=1)
    sums = (shares * np.where(known, levels, 0.0)).sum(axis=1)
    return _Sources(known, np.where(total > 0, sums / np.where(total > 0, total, 1.0), np.nan))


def _results(
    sheet: Sheet, scope: str, columns: Whole, found: Fit, *, placing: bool = True
) -> tuple[Result, ...]:
    """Every landlord's result on these criteria."""
    weights = floats(one.weight for one in sheet.criteria)[columns]
    rated = found.table.counts > 0
    own, officers, moderated = (
        _source(table[:, columns], weights)
        for table in (sheet.own, sheet.officers, sheet.moderated)
    )
    seen = found.mean(weights)
    both = own.known & rated
    less = found.mean(np.where(both, weights, 0.0))
    claimed = _source(np.where(both, sheet.own[:, columns], np.nan), weights).means
    applicable = sheet.applies[:, columns].sum(axis=1)
    raters, ratings = found.table.panels.raters(), found.table.panels.ratings()
    enough = sheet.placed & (raters >= FEWEST_RATERS)
    enough &= rated.sum(axis=1) >= LEAST_COVERAGE * applicable
    places = told_apart(seen, enough).places(len(raters)) if placing else (None,) * len(raters)
    low, high = _ends(seen)
    gap_low, gap_high = _ends(less)
    covers = (table.sum(axis=1) for table in (own.known, rated, officers.known, moderated.known))
    covered = [applicable, *covers]
    return tuple(
        Result(
            landlord=place,
            scope=scope,
            own=_known(own.means[place]),
            residents=_known(seen.values[place]),
            officers=_known(officers.means[place]),
            moderated=_known(moderated.means[place]),
            low=_known(low[place]),
            high=_known(high[place]),
            gap=_known(claimed[place] - less.values[place]),
            gap_low=_known(claimed[place] - gap_high[place]),
            gap_high=_known(claimed[place] - gap_low[place]),
            common=int(both[place].sum()),
            coverage=Coverage(*(int(count[place]) for count in covered)),
            raters=int(raters[place]),
            ratings=int(ratings[place]),
            places=places[place],
        )
        for place in range(len(raters))
    )


def _ends(estimates: Estimates) -> tuple[Floats, Floats]:
    """Both ends of the 95% intervals, within the levels that there are."""
    half = estimates.half()
    low = np.clip(estimates.values - half, LOWEST, HIGHEST)
    return low, np.clip(estimates.values + half, LOWEST, HIGHEST)


def _known(value: float) -> float | None:
    """The value; None where there is none."""
    return None if np.isnan(value) else min(HIGHEST, max(-HIGHEST, float(value)))
