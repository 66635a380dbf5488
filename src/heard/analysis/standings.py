"""What a benchmark hands back: where each landlord stands, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from heard.analysis.arrays import normal_deviate
from heard.analysis.readings import method_mix

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from heard.analysis.funnel import Funnel, FunnelLimit
    from heard.analysis.method_mix import MethodEffect, MethodModel

METHOD_VERSION = "2026.2"
"""Which edition of the methods made a result; grows whenever a figure could change."""

Better = Literal["higher", "lower"]
CLEARLY = 0.975


class Band(StrEnum):
    """A standing in words. "Above" is always said of the figure, whichever way is better."""

    ABOVE = "clearly above"
    SAME = "about the same"
    BELOW = "clearly below"
    TOO_LITTLE = "too little data"
    HIGHER = "clearly higher"  # where neither way is better
    LOWER = "clearly lower"
    OVER_MIDDLE = "above the middle"  # counts of all cases: exact, for that year alone
    AT_MIDDLE = "at the middle"
    UNDER_MIDDLE = "below the middle"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a landlord stands within a comparison set.

    Shares run 0-1; rates are in the published unit, such as cases per 1,000 homes. Every figure
    is None where it can't be known.

    Attributes:
        code: the landlord's code.
        value: the figure as published.
        low: lower end of its 95% sampling interval; None for counts of all cases.
        high: upper end.
        base: answers on the scale; for rates the homes; for counts of all cases the cases.
        homes: tenants that the survey stands for; for rates the homes.
        shrunk: where the next figure is likely to come out if nothing special changes.
        shrunk_low: lower end of the 95% interval for the next published figure: this survey's
            sampling, a year's drift and the next survey's sampling.
        shrunk_high: upper end.
        rank: rank of the figure, 1 for the highest (or lowest, where lower is better); equal
            figures share the better rank.
        rank_low: best rank that the next figure is likely to take (95%).
        rank_high: worst rank of that interval.
        of: how many landlords were ranked.
        p_above_median: probability that the next figure lies in the upper half of the set.
        p_below_median: one less that.
        band: one of `Band`.
        change: the figure less last year's.
        change_low: lower end of the change's 95% sampling interval.
        change_high: upper end.
        method_adjusted: the share as it would stand at the set's common mix of survey methods.
        outside_funnel: beyond the 99.8% limits that allow for over-dispersion.
        flags: machine words that a reader must see with the figure.
    """

    code: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    base: float | None = None
    homes: float | None = None
    shrunk: float | None = None
    shrunk_low: float | None = None
    shrunk_high: float | None = None
    rank: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    of: int = 0
    p_above_median: float | None = None
    p_below_median: float | None = None
    band: str = Band.TOO_LITTLE
    change: float | None = None
    change_low: float | None = None
    change_high: float | None = None
    method_adjusted: float | None = None
    outside_funnel: bool = False
    flags: tuple[str, ...] = ()


class Expected(NamedTuple):
    """A figure to come and its 95% interval, 0-1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A set of landlords compared on one measure in one year.

    Attributes:
        standings: one for each reading, in the order given.
        middle: the median landlord's figure on the scale in use; None where nobody is ranked.
        centre: the mean towards which figures are drawn, each weighed by how sure it is.
        spread: how much landlords truly differ, as a standard deviation: in shares (0.1 is ten
            points), for rates on the natural log.
        drift: how much one landlord's true level moves in a year, in the unit of `spread`.
        limits: the funnel, with its own centre and winsorised spread; None without one.
        method_effects: effects of survey methods against telephone; empty where none differ.
        adjusted: whether shrunk, rank, band and probabilities stand on the method-adjusted scale.
        notes: machine words on how the figures were reached.
        model: effects of survey methods with how unsure they are; None without survey methods.
        method_version: edition of the methods.
    """

    standings: tuple[Standing, ...]
    middle: float | None = None
    centre: float | None = None
    spread: float = 0.0
    drift: float = 0.0
    limits: Funnel | None = None
    method_effects: tuple[MethodEffect, ...] = ()
    adjusted: bool = False
    notes: tuple[str, ...] = ()
    model: MethodModel | None = field(default=None, compare=False, repr=False)
    method_version: str = METHOD_VERSION

    def funnel(self, bases: Iterable[float]) -> tuple[FunnelLimit, ...]:
        """95% and 99.8% limits at each base, over-dispersion included, for plotting.

        Empty where the set has no funnel (nobody ranked, or counts of all cases).
        """
        return self.limits.limits(bases) if self.limits else ()

    def standing(self, code: str) -> Standing:
        """The standing of one landlord.

        Raises:
            KeyError: no such landlord in the set.
        """
        for one in self.standings:
            if one.code == code:
                return one
        raise KeyError(code)

    def expected(self, code: str, methods: Mapping[str, float]) -> Expected:
        """Where a landlord's next share is likely to come out if asked by these methods.

        Only for a benchmark adjusted for method: its shrunk shares stand at the common mix, and
        are moved here to the mix named.

        Args:
            code: the landlord's code.
            methods: share of responses by method in the next survey.

        Raises:
            KeyError: no such landlord in the set.
            ValueError: the benchmark isn't adjusted for method, or the landlord has no standing.
        """
        one = self.standing(code)
        if self.model is None or not self.adjusted or one.shrunk is None:
            raise ValueError(f"{code} has no standing adjusted for survey method.")
        shift, variance = self.model.shift(method_mix(methods))
        low, high = one.shrunk_low or 0.0, 1.0 if one.shrunk_high is None else one.shrunk_high
        z = normal_deviate(0.95)
        half = z * sqrt((max(one.shrunk - low, high - one.shrunk) / z) ** 2 + variance)
        ends = (one.shrunk + shift - half, one.shrunk + shift + half)
        value, bottom, top = (min(1.0, max(0.0, x)) for x in (one.shrunk + shift, *ends))
        return Expected(value, bottom, top)


def completed(
    told: Sequence[Standing], found: Mapping[str, Mapping[str, Any]]
) -> tuple[Standing, ...]:
    """Standings in the order of `told`, with what the comparison found filled in by code."""
    return tuple(replace(one, **{"of": len(found), **found.get(one.code, {})}) for one in told)


def band_for(p_above: float, *, neutral: bool) -> Band:
    """The band for a probability to lie in the upper half; neutral words where no way is better.

    Examples:
        >>> str(band_for(0.99, neutral=False)), str(band_for(0.6, neutral=True))
        ('clearly above', 'about the same')
    """
    if p_above >= CLEARLY:
        return Band.HIGHER if neutral else Band.ABOVE
    if p_above <= 1 - CLEARLY:
        return Band.LOWER if neutral else Band.BELOW
    return Band.SAME
