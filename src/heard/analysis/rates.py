"""Landlords compared on cases per homes: complaints, anti-social behaviour.

A high rate of complaints may mean poor service or a landlord that invites complaints; by default
no way is better, and bands say only "clearly higher" or "clearly lower".
"""

from __future__ import annotations

from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.arrays import floats
from heard.analysis.funnel import rate_funnel
from heard.analysis.intervals import Interval, rate_interval
from heard.analysis.placement import Scale, drift_between, ends, median, place
from heard.analysis.readings import require_unique
from heard.analysis.standings import Benchmark, Standing, completed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from heard.analysis.arrays import Floats
    from heard.analysis.funnel import Funnel
    from heard.analysis.placement import Placed
    from heard.analysis.readings import Count
    from heard.analysis.standings import Better

USUAL_SPREAD = 0.7
"""Spread of true rates taken for sets too small to estimate it, on the natural log."""
USUAL_DRIFT = 0.4
"""Yearly change of a true rate on the natural log, where no earlier year tells: a half."""
_HALF = 0.5  # keeps landlords without a single case on the log


def rate_benchmark(
    readings: Sequence[Count],
    *,
    previous: Mapping[str, Count] | None = None,
    better: Better | None = None,
    drift: float | None = None,
) -> Benchmark:
    """Where each landlord stands by a rate, such as complaints per 1,000 homes.

    The natural log of each rate (half a case added) is a normal estimate with variance
    1/(cases + 0.5); true rates differ log-normally. Values, intervals and shrunk figures are in
    the published unit; `low` and `high` are Garwood's exact Poisson limits.

    Args:
        readings: cases and homes of each landlord, all with the same `per`.
        previous: last year's count by today's code.
        better: which way is better; None, the default, where neither is.
        drift: standard deviation of a true rate's yearly change on the natural log; by default
            estimated from `previous` (twenty landlords or more), else 0.4.

    Returns:
        The benchmark; `spread` and `drift` are on the natural log.

    Raises:
        ValueError: a code comes twice, or rates are per different numbers of homes.

    Examples:
        >>> from heard.analysis.readings import Count
        >>> counts = [Count("A", 900, 10_000), Count("B", 400, 10_000), Count("C", 5, 10_000)]
        >>> result = rate_benchmark(counts)
        >>> [(s.value, s.rank, str(s.band)) for s in result.standings]
        [(90.0, 1, 'about the same'), (40.0, 2, 'about the same'), (0.5, 3, 'clearly lower')]

    References:
        Garwood (1936), Biometrika 28(3/4), 437-442.
        Donner & Zou (2012), Statistical Methods in Medical Research 21(4), 347-359 (the change:
        two exact intervals joined by squares).
        Clayton & Kaldor (1987), Biometrics 43(3), 671-681 (log-normal empirical Bayes rates).
    """
    require_unique(readings)
    if len({one.per for one in readings}) > 1:
        raise ValueError("Rates can only be compared per the same number of homes.")
    earlier: Mapping[str, Count] = {} if previous is None else previous
    told = [_described(one, earlier.get(one.code)) for one in readings]
    kept = sorted((one for one in readings if one.rate is not None), key=lambda one: one.code)
    if not kept:
        return Benchmark(tuple(told), notes=("nobody-compared",))
    events = floats(one.events or 0.0 for one in kept)
    exposures = floats(one.exposure or 0.0 for one in kept)
    unsure = 1 / (events + _HALF)
    shown = floats(one.shown or 0.0 for one in kept)
    scale = Scale(np.log((events + _HALF) / exposures), unsure, unsure, shown)
    moved, seen = (drift, True) if drift is not None else _drift(kept, earlier)
    placed = place(scale, usual_spread=USUAL_SPREAD, drift=moved, better=better)
    limits = rate_funnel(events, exposures, kept[0].per)
    found = _found(kept, placed, limits)
    return Benchmark(
        standings=completed(told, found),
        middle=median(shown),
        centre=float(np.exp(placed.centre)) * kept[0].per,
        spread=placed.spread,
        drift=moved,
        limits=limits,
        notes=(() if placed.estimated else ("usual-spread",)) + (() if seen else ("usual-drift",)),
    )


def _drift(kept: Sequence[Count], earlier: Mapping[str, Count]) -> tuple[float, bool]:
    pairs = [(one, earlier[one.code]) for one in kept if one.code in earlier]
    pairs = [(now, before) for now, before in pairs if before.rate is not None]
    changes = floats(_log_rate(now) - _log_rate(before) for now, before in pairs)
    variances = floats(
        1 / ((now.events or 0.0) + _HALF) + 1 / ((before.events or 0.0) + _HALF)
        for now, before in pairs
    )
    return drift_between(changes, variances, usual=USUAL_DRIFT)


def _log_rate(one: Count) -> float:
    return float(np.log(((one.events or 0.0) + _HALF) / (one.exposure or 1.0)))


def _described(one: Count, before: Count | None) -> Standing:
    """What a count says of itself."""
    flags = (f"mark:{one.mark}",) if one.mark else ()
    plain = Standing(one.code, base=one.exposure, homes=one.exposure, flags=flags)
    value = one.shown
    if value is None:
        return plain
    own = _interval(one)
    plain = replace(plain, value=value, low=own.low, high=own.high)
    if before is None or before.shown is None or before.per != one.per:
        return plain
    theirs = _interval(before)
    down = hypot(value - own.low, theirs.high - before.shown)
    up = hypot(own.high - value, before.shown - theirs.low)
    change = value - before.shown
    return replace(plain, change=change, change_low=change - down, change_high=change + up)


def _interval(one: Count) -> Interval:
    """Exact by the counts, and never without the rate as published, which may be rounded."""
    exact = rate_interval(one.events or 0.0, one.exposure or 1.0, per=one.per)
    value = exact.low if one.shown is None else one.shown
    return Interval(min(exact.low, value), max(exact.high, value))


def _found(kept: Sequence[Count], placed: Placed, limits: Funnel) -> dict[str, dict[str, Any]]:
    low, high = ends(placed.outlook)
    means = placed.outlook.mean
    found: dict[str, dict[str, Any]] = {}
    for index, one in enumerate(kept):
        found[one.code] = {
            **placed.fields[index],
            "shrunk": _rate(means, index, one.per),
            "shrunk_low": _rate(low, index, one.per),
            "shrunk_high": _rate(high, index, one.per),
            "outside_funnel": limits.outside_rate(one.rate or 0.0, one.exposure or 1.0),
        }
    return found


def _rate(logs: Floats, index: int, per: float) -> float:
    return float(np.exp(logs[index])) * per
