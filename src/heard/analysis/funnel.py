"""Funnel limits: how far figures of a given base stray if all landlords were alike.

Plain limits assume that only sampling parts landlords, and on these measures put two landlords
in three outside. Additive over-dispersion lets true levels differ as most of them do, so that
what lies outside is unusual even so.

References:
    Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202; and Quality and Safety in Health
    Care 14, 347-351 (over-dispersion, winsorised).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from heard.analysis.arrays import normal_deviate
from heard.analysis.intervals import effective_base
from heard.analysis.spread import dersimonian_laird

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heard.analysis.arrays import Floats

_INNER, _OUTER = normal_deviate(0.95), normal_deviate(0.998)
_WINSORISE = 0.1


class FunnelLimit(NamedTuple):
    """The limits at one base, in the published unit: 95% inner, 99.8% outer."""

    base: float
    outer_low: float
    inner_low: float
    inner_high: float
    outer_high: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """Limits about the figure of all landlords taken together.

    Attributes:
        centre: the pooled share (0-1), or the pooled rate in the published unit.
        spread: over-dispersion as a standard deviation, on the share or on the natural log of
            the rate.
        kind: "share", or "rate" whose bases are homes.
        per: homes that the rate is published for; 1 for a share.
    """

    centre: float
    spread: float
    kind: Literal["share", "rate"] = "share"
    per: float = 1.0

    def limits(self, bases: Iterable[float]) -> tuple[FunnelLimit, ...]:
        """Limits at each base, without a finite-population correction, for plotting.

        Raises:
            ValueError: a base that isn't positive.
        """
        return tuple(self._limit(base) for base in bases)

    def _limit(self, base: float) -> FunnelLimit:
        if not base > 0:
            raise ValueError(f"A funnel has no limits at a base of {base!r}.")
        ends = [self._end(base, z) for z in (-_OUTER, -_INNER, _INNER, _OUTER)]
        return FunnelLimit(base, *ends)

    def _end(self, base: float, z: float) -> float:
        if self.kind == "share":
            away = z * sqrt(self.centre * (1 - self.centre) / base + self.spread**2)
            return min(1.0, max(0.0, self.centre + away))
        if self.centre <= 0:
            return 0.0
        expected = self.centre * base / self.per
        return exp(log(self.centre) + z * sqrt(1 / expected + self.spread**2))

    def outside(self, share: float, base: float, population: float | None = None) -> bool:
        """Whether a share lies beyond the 99.8% limits of its own base and population."""
        answers = effective_base(base, population)
        sampling = self.centre * (1 - self.centre) / answers if answers else 1.0
        return abs(share - self.centre) > _OUTER * sqrt(sampling + self.spread**2) + 1e-12

    def outside_rate(self, rate: float, exposure: float) -> bool:
        """Whether a rate lies beyond the 99.8% limits at its homes."""
        limit = self._limit(exposure)
        slack = 1e-9 * self.centre
        return not limit.outer_low - slack <= rate <= limit.outer_high + slack


def share_funnel(shares: Floats, bases: Floats, effective: Floats) -> Funnel:
    """The funnel of a set of shares.

    Args:
        shares: shares, 0-1, shape (k,).
        bases: answers behind each, which weigh the centre, shape (k,).
        effective: answers that tell as much from an endless population (see
            `heard.analysis.intervals.effective_base`), shape (k,); may be infinite.

    Returns:
        Limits about the pooled share, with winsorised over-dispersion. Nobody weighs more than
        ten typical landlords in the latter, not even one that heard from nearly everybody.

    Examples:
        >>> import numpy as np
        >>> same = share_funnel(np.full(3, 0.5), np.full(3, 100.0), np.full(3, 100.0))
        >>> [round(end, 3) for end in same.limits([100])[0][1:]]
        [0.345, 0.402, 0.598, 0.655]
    """
    total = float(bases.sum())
    centre = float(bases @ shares / total) if total else float(np.mean(shares))
    centre = min(1.0, max(0.0, centre))
    variances = centre * (1 - centre) / np.maximum(effective, 1e-9)
    variances = np.maximum(variances, max(float(np.median(variances)) / 10, 1e-9))
    between = dersimonian_laird(shares, variances, centre=centre, winsorise=_WINSORISE)
    return Funnel(centre=centre, spread=sqrt(between))


def rate_funnel(events: Floats, exposures: Floats, per: float) -> Funnel:
    """The funnel of a set of rates, on their natural log; half a case keeps noughts in.

    Args:
        events: cases, shape (k,).
        exposures: homes, shape (k,).
        per: homes that rates are published for.
    """
    rate = float(events.sum() / exposures.sum())
    if rate <= 0:
        return Funnel(0.0, 0.0, "rate", per)
    logs = np.log((events + 0.5) / exposures)
    between = dersimonian_laird(
        logs, 1 / (rate * exposures), centre=log(rate), winsorise=_WINSORISE
    )
    return Funnel(centre=rate * per, spread=sqrt(between), kind="rate", per=per)
