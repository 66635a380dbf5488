"""What a funnel chart takes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.measures.charts.scales import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One landlord: its figure, the answers that it stands on, and whether to name it."""

    name: str
    base: float | None
    value: float | None
    named: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FunnelCurves:
    """Limits at each of the bases, which grow; over-dispersion included."""

    bases: tuple[float, ...]
    outer_low: tuple[float, ...]
    inner_low: tuple[float, ...]
    inner_high: tuple[float, ...]
    outer_high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A landlord that can be drawn."""

    name: str
    base: float
    value: float
    named: bool


def drawn_spots(points: Sequence[FunnelPoint]) -> Iterator[Spot]:
    """The landlords with a figure and a base to draw it at."""
    for point in points:
        base, value = known(point.base), known(point.value)
        if base is not None and base > 0 and value is not None:
            yield Spot(point.name, base, value, point.named)


def is_drawable(point: FunnelPoint) -> bool:
    """Whether the landlord has a figure and a base."""
    return next(drawn_spots([point]), None) is not None
