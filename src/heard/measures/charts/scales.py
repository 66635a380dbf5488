"""Where a value lies on an axis, and which values the axis names."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FARTHEST = 1e12


def known(value: float | None) -> float | None:
    """The value where it is one; NaN and infinity are unknown, absurd sizes are held back."""
    if value is None or not isfinite(value):
        return None
    return max(-_FARTHEST, min(_FARTHEST, float(value)))


def all_known(values: Iterable[float | None]) -> list[float]:
    """Those of the values that are known."""
    return [value for value in map(known, values) if value is not None]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` laid on pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def at(self, value: float) -> float:
        """The pixel where the value lies, held within the axis."""
        low, high = self.low, self.high
        if self.logarithmic:
            low, high, value = log10(low), log10(high), log10(max(value, self.low))
        share = (value - low) / (high - low) if high > low else 0.5
        return self.start + max(0.0, min(1.0, share)) * (self.end - self.start)


def nice_step(span: float, count: int) -> float:
    """The step of 1, 2 or 5 times a power of ten that gives about this many ticks."""
    rough = span / count
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * 0.999)


def nice_domain(
    values: Iterable[float | None], *, count: int, limits: tuple[float, float] = (-inf, inf)
) -> tuple[float, float, tuple[float, ...]]:
    """Low, high and ticks of an axis that holds all known values.

    Within `limits` (such as 0 and 1 for shares) unless a value itself lies outside.
    """
    found = all_known(values)
    bottom, top = (min(found), max(found)) if found else (0.0, 1.0)
    low, high = _apart(bottom, top)
    step = nice_step(high - low, count)
    low, high = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
    low, high = max(low, min(limits[0], bottom)), min(high, max(limits[1], top))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return low, high, tuple(round(tick * step, 12) for tick in range(first, last + 1))


def _apart(low: float, high: float) -> tuple[float, float]:
    """The same ends, or wider ones where they are too close to draw between."""
    least = max(0.02, abs(low) * 1e-6, abs(high) * 1e-6)
    if high - low >= least:
        return low, high
    return low - least, high + least


def log_ticks(low: float, high: float) -> tuple[float, ...]:
    """1, 2 and 5 times powers of ten between the ends, or powers alone over a long way."""
    powers = range(floor(log10(low)), ceil(log10(high)) + 1)
    steps = (1, 2, 5) if len(powers) <= 5 else (1,)  # noqa: PLR2004 - so many fit side by side
    ticks = [step * 10.0**power for power in powers for step in steps]
    return tuple(tick for tick in ticks if low <= tick <= high)
