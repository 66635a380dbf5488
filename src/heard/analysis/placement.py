"""From a set of figures to each one's outlook, rank and band: shared by shares and rates."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.alike import FEWEST_ALIKE, fit_centre
from heard.analysis.arrays import normal_deviate
from heard.analysis.ranks import competition_ranks, rank_next
from heard.analysis.shrinkage import Outlook, outlook, random_effects_mean
from heard.analysis.spread import paule_mandel
from heard.analysis.standings import Band, band_for

if TYPE_CHECKING:
    from typing import Any

    from heard.analysis.alike import Centre
    from heard.analysis.arrays import Floats
    from heard.analysis.standings import Better

FEWEST = 10
"""Landlords from which a set's own spread is estimated; below, the usual spread is taken."""
FEWEST_PAIRS = 20
"""Landlords with both years from which the yearly drift is estimated."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Figures in the model's unit (shares, or logs of rates), landlords in order of code.

    Attributes:
        values: figures, shape (k,).
        variances: how unsure this year's figures are, squared, shape (k,).
        again: sampling variances of the next survey, shape (k,).
        shown: figures as readers see them, which ranks go by, shape (k,); None: the values.
        design: columns of what landlords have in common (see `alike`), shape (k, q); None: none.
    """

    values: Floats
    variances: Floats
    again: Floats
    shown: Floats | None = None
    design: Floats | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Everything about the set that its standings are filled from."""

    centre: float
    spread: float
    outlook: Outlook
    fields: tuple[dict[str, Any], ...]
    estimated: bool


def place(scale: Scale, *, usual_spread: float, drift: float, better: Better | None) -> Placed:
    """Where each landlord of a set stands, in the model's unit.

    Args:
        scale: the figures.
        usual_spread: standard deviation of true levels to take where the set is too small.
        drift: standard deviation of a true level's change in a year.
        better: which way is better; None ranks by size and uses neutral bands.

    Returns:
        The set's centre and spread, the next figures and for each landlord the fields of its
        `Standing` that hold ranks, probabilities and the band.
    """
    count = len(scale.values)
    estimated = count >= FEWEST
    between = paule_mandel(scale.values, scale.variances) if estimated else usual_spread**2
    centre, _ = random_effects_mean(scale.values, scale.variances, between)
    future = outlook(
        scale.values,
        scale.variances,
        between=between,
        drift=drift,
        again=scale.again,
        estimated=estimated,
        centre=_centre(scale, estimated=estimated),
    )
    shown = scale.values if scale.shown is None else scale.shown
    return Placed(centre, sqrt(between), future, _fields(shown, future, better), estimated)


def _centre(scale: Scale, *, estimated: bool) -> Centre | None:
    """The level of landlords like each one; None where the set can't show it."""
    if scale.design is None or not scale.design.shape[1] or not estimated:
        return None
    if len(scale.values) < FEWEST_ALIKE:
        return None
    return fit_centre(scale.values, scale.variances, scale.design)


def drift_between(changes: Floats, variances: Floats, *, usual: float) -> tuple[float, bool]:
    """Standard deviation of true changes beyond the set's own, and whether it was estimated.

    Args:
        changes: this year less last, shape (k,).
        variances: sampling variances of both together, shape (k,).
        usual: what to take where fewer than twenty landlords have both years.
    """
    if len(changes) < FEWEST_PAIRS:
        return usual, False
    return sqrt(paule_mandel(changes, variances)), True


def ends(future: Outlook) -> tuple[Floats, Floats]:
    """Lower and upper ends of the 95% intervals for the next figures."""
    half = normal_deviate(0.95) * future.deviation
    return future.mean - half, future.mean + half


def _fields(values: Floats, future: Outlook, better: Better | None) -> tuple[dict[str, Any], ...]:
    sign = -1.0 if better == "lower" else 1.0
    ranks = competition_ranks([sign * value for value in values.tolist()])
    likely = rank_next(Outlook(sign * future.mean, future.deviation))
    upper = likely.upper if sign > 0 else 1 - likely.upper
    alone = len(values) < 2  # noqa: PLR2004 - nobody to compare with
    return tuple(
        {
            "rank": rank,
            "rank_low": min(rank, int(low)),
            "rank_high": max(rank, int(high)),
            "of": len(values),
            "p_above_median": float(above),
            "p_below_median": float(1 - above),
            "band": Band.TOO_LITTLE if alone else band_for(float(above), neutral=better is None),
        }
        for rank, low, high, above in zip(ranks, likely.low, likely.high, upper, strict=True)
    )


def median(values: Floats) -> float | None:
    """The middle figure; None of none."""
    return float(np.median(values)) if len(values) else None
