"""Landlords compared on one perception measure, without ranking noise.

One survey year is enough; an earlier year sharpens the yearly drift, the effects of survey
methods, and gives the change. Nothing here depends on the order of the readings.
"""

from __future__ import annotations

from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import numpy as np

from heard.analysis.arrays import floats
from heard.analysis.change import change_interval
from heard.analysis.frame import (
    changes_on_scale,
    comparable,
    frame_of,
    methods_of,
    on_scale,
    pairs_of,
)
from heard.analysis.funnel import share_funnel
from heard.analysis.intervals import effective_base, share_interval
from heard.analysis.method_mix import PRIORS
from heard.analysis.placement import drift_between, ends, median, place
from heard.analysis.readings import Reading, require_unique, survey_flags
from heard.analysis.standings import METHOD_VERSION, Band, Benchmark, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from heard.analysis.frame import Frame, Pair
    from heard.analysis.funnel import Funnel
    from heard.analysis.method_mix import MethodModel, Prior
    from heard.analysis.placement import Placed, Scale
    from heard.analysis.standings import Better

__all__ = ["METHOD_VERSION", "Band", "Benchmark", "Reading", "Standing", "benchmark"]

USUAL_SPREAD = 0.10
"""Spread of true levels taken for sets too small to estimate it: ten points."""
USUAL_DRIFT = 0.035
"""Yearly change of a true level, asked the same way, where no earlier year tells: 3.5 points."""
USUAL_RENEWAL = 0.25
"""How much of the differences in survey methods a year renews, where no earlier year tells."""
_NOBODY: Mapping[str, Reading] = MappingProxyType({})


def benchmark(
    readings: Sequence[Reading],
    *,
    previous: Mapping[str, Reading] | None = None,
    adjust: Literal["none", "method"] = "none",
    better: Better | None = "higher",
    min_base: float = 10,
    drift: float | None = None,
    priors: Mapping[str, Prior] = PRIORS,
) -> Benchmark:
    """Where each landlord stands on one perception measure, and how sure that is.

    Never mix tenures: tenants who rent and shared owners are different sets.

    Args:
        readings: one published share for each landlord of the set.
        previous: last year's reading of the same measure by today's code (mergers followed).
        adjust: "method" places landlords at the set's common mix of survey methods.
        better: which way is better; None ranks by size and speaks of higher and lower.
        min_base: answers below which a landlord isn't compared.
        drift: standard deviation of a true level's change in a year, as a share; by default
            estimated from `previous` (twenty landlords or more), else 3.5 points and, where
            figures aren't adjusted, what changes of survey method usually add.
        priors: effects of survey methods known beforehand, against telephone.

    Returns:
        The benchmark, its standings in the order of `readings`.

    Raises:
        ValueError: a code comes twice.

    Examples:
        >>> from heard.analysis.readings import Reading
        >>> shares = {"A": 0.85, "B": 0.70, "C": 0.69, "D": 0.40}
        >>> result = benchmark([Reading(c, s, 900, population=9000) for c, s in shares.items()])
        >>> for s in result.standings:
        ...     print(s.code, s.rank, s.rank_low, s.rank_high, s.band)
        A 1 1 1 clearly above
        B 2 2 3 about the same
        C 3 2 3 about the same
        D 4 4 4 clearly below

    References:
        Spiegelhalter (2005), Quality and Safety in Health Care 14, 347-351.
        Efron & Morris (1975), JASA 70(350), 311-319.
        Goldstein & Spiegelhalter (1996), JRSS A 159(3), 385-443.
    """
    require_unique(readings)
    earlier = _NOBODY if previous is None else previous
    frame = frame_of(readings, min_base)
    pairs = pairs_of(frame, earlier, min_base)
    model = methods_of(frame, pairs, priors, spread=USUAL_SPREAD, drift=USUAL_DRIFT)
    footing = model if adjust == "method" else None
    if not frame.readings:
        told = _standings(readings, earlier, min_base, {})
        return Benchmark(told, notes=("nobody-compared",))
    scale = on_scale(frame, footing)
    moved, seen = (drift, True) if drift is not None else _drift(pairs, frame, model, footing)
    placed = place(scale, usual_spread=USUAL_SPREAD, drift=moved, better=better)
    limits = _funnel(frame, scale)
    found = _found(frame, placed, model, _outside(frame, scale, limits))
    return Benchmark(
        standings=_standings(readings, earlier, min_base, found),
        middle=median(scale.values),
        centre=placed.centre,
        spread=placed.spread,
        drift=moved,
        limits=limits,
        method_effects=model.summary() if model else (),
        adjusted=footing is not None,
        notes=_notes(placed, drift_seen=seen, wanted=adjust == "method", model=model),
        model=model,
    )


def _drift(
    pairs: Sequence[Pair], frame: Frame, model: MethodModel | None, footing: MethodModel | None
) -> tuple[float, bool]:
    """The yearly drift; unless on a common footing, some landlords will also change methods."""
    changes, variances = changes_on_scale(pairs, footing)
    usual = USUAL_DRIFT
    if footing is None and model is not None:
        differences = float(np.var(model.shifts(frame.mixes)[0]))
        usual = sqrt(usual**2 + 2 * USUAL_RENEWAL * differences)
    return drift_between(changes, variances, usual=usual)


def _standings(
    readings: Sequence[Reading],
    earlier: Mapping[str, Reading],
    min_base: float,
    found: Mapping[str, dict[str, Any]],
) -> tuple[Standing, ...]:
    """What each reading says of itself and what the comparison found, in the order given."""
    compared: dict[str, Any] = {"of": len(found)}
    return tuple(
        _standing(one, earlier.get(one.code), min_base, {**compared, **found.get(one.code, {})})
        for one in readings
    )


def _standing(
    reading: Reading, before: Reading | None, min_base: float, found: dict[str, Any]
) -> Standing:
    flags = survey_flags(reading, before)
    if reading.share is not None and not comparable(reading, min_base):
        flags += ("no-base",) if reading.base is None else ("small-base",)
    limits = moved = None
    if reading.share is not None and reading.base is not None:
        limits = share_interval(reading.share, reading.base, reading.population)
    if before is not None:
        moved = change_interval(reading, before)
    return Standing(
        code=reading.code,
        value=reading.share,
        low=limits.low if limits else None,
        high=limits.high if limits else None,
        base=reading.base,
        homes=reading.population,
        change=moved.value if moved else None,
        change_low=moved.low if moved else None,
        change_high=moved.high if moved else None,
        flags=flags,
        **found,
    )


def _found(
    frame: Frame, placed: Placed, model: MethodModel | None, outside: Sequence[bool]
) -> dict[str, dict[str, Any]]:
    """What the comparison adds, by code."""
    low, high = (np.clip(end, 0.0, 1.0).tolist() for end in ends(placed.outlook))
    means = np.clip(placed.outlook.mean, 0.0, 1.0).tolist()
    adjusted = _adjusted(frame, model)
    found: dict[str, dict[str, Any]] = {}
    for index, reading in enumerate(frame.readings):
        found[reading.code] = {
            **placed.fields[index],
            "shrunk": means[index],
            "shrunk_low": low[index],
            "shrunk_high": high[index],
            "method_adjusted": adjusted[index],
            "outside_funnel": outside[index],
        }
    return found


def _adjusted(frame: Frame, model: MethodModel | None) -> list[float | None]:
    """Shares as they would stand at the common mix; None where a mix isn't known."""
    if model is None:
        return [None] * len(frame.readings)
    moved = np.clip(frame.shares - model.shifts(frame.mixes)[0], 0.0, 1.0).tolist()
    return [share if mix else None for share, mix in zip(moved, frame.mixes, strict=True)]


def _funnel(frame: Frame, scale: Scale) -> Funnel:
    pairs = zip(frame.readings, frame.bases.tolist(), strict=True)
    effective = floats(effective_base(base, one.population) for one, base in pairs)
    return share_funnel(np.clip(scale.values, 0.0, 1.0), frame.bases, effective)


def _outside(frame: Frame, scale: Scale, limits: Funnel) -> list[bool]:
    rows = zip(scale.values.tolist(), frame.bases.tolist(), frame.readings, strict=True)
    return [limits.outside(value, base, one.population) for value, base, one in rows]


def _notes(
    placed: Placed, *, drift_seen: bool, wanted: bool, model: MethodModel | None
) -> tuple[str, ...]:
    """Which figures were taken from usual values, not from this set."""
    notes = [] if placed.estimated else ["usual-spread"]
    notes += [] if drift_seen else ["usual-drift"]
    notes += ["methods-unknown"] if wanted and model is None else []
    return tuple(notes)
