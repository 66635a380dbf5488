"""How a series came to be unusual: its last periods beside what was usual, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from heard.analysis.warnings.choosing import About

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from heard.analysis.warnings.choosing import Warned
    from heard.analysis.warnings.scanning import Found

_TWICE = 2.0  # the least rise whose start is looked for
_LATELY = 4  # periods that say how high it has risen
_LEAST = 0.05  # expected counts below this are taken as this


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series: what was counted beside what was usual."""

    period: date
    observed: int
    expected: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Track:
    """The last periods of one series, oldest first, and with which of them the rise began."""

    points: tuple[Point, ...]
    began: int

    @property
    def since(self) -> date:
        """The first day of the period in which the rise began."""
        return self.points[self.began].period

    @property
    def risen(self) -> tuple[Point, ...]:
        """The periods since then."""
        return self.points[self.began :]


def tracks(
    recent: Sequence[Sequence[Found]], warned: Iterable[Warned], periods: Sequence[date]
) -> dict[tuple[str, About], Track]:
    """The last periods of each series that was warned of, by its level and what it is of.

    Args:
        recent: scans of the last periods, the last one last, as `walk` gives them.
        warned: of the last of these periods.
        periods: of the cells.
    """
    wanted = {(one.level, one.about) for one in warned}
    levels = {level for level, _about in wanted}
    points: dict[tuple[str, About], list[Point]] = {key: [] for key in wanted}
    at: dict[str, dict[int, tuple[str, About]]] = {}
    for found in recent:
        for one in found:
            name = one.named.name
            if name in levels:
                if name not in at:
                    at[name] = _positions(recent[-1], name, wanted)
                _take(one, at[name], points, periods[one.period])
    return {key: Track(tuple(row), began(row)) for key, row in points.items() if row}


def _positions(
    last: Sequence[Found], name: str, wanted: set[tuple[str, About]]
) -> dict[int, tuple[str, About]]:
    """Position of each wanted series in its level."""
    found: dict[int, tuple[str, About]] = {}
    for one in last:
        if one.named.name == name:
            for series in one.series.tolist():
                key = (name, About(*one.named.about(series)))
                if key in wanted:
                    found[series] = key
    return found


def _take(
    one: Found,
    at: dict[int, tuple[str, About]],
    points: dict[tuple[str, About], list[Point]],
    period: date,
) -> None:
    where = {series: row for row, series in enumerate(one.series.tolist()) if series in at}
    if not where:
        return
    low, high = one.ranges()
    for series, row in where.items():
        points[at[series]].append(
            Point(
                period,
                round(float(one.observed[row])),
                float(one.expected[row]),
                round(float(low[row])),
                round(float(high[row])),
            )
        )


def began(points: Sequence[Point]) -> int:
    """With which period a rise began that lasts to the end: where a cumulative sum left nought.

    The sum adds what each period counted over a reference between the usual and what the last
    few periods counted (twice the usual at least), and never falls below nought.

    Examples:
        >>> from datetime import date
        >>> counts = [0, 1, 0, 0, 2, 1, 3]
        >>> began([Point(date(2026, 1, n + 1), one, 0.4, 0, 2) for n, one in enumerate(counts)])
        4

    References:
        Page (1954), Biometrika 41(1/2), 100-115 (cumulative sum, and its last zero as the start).
        Lucas (1985), Technometrics 27(2), 129-144 (reference value for counts).
    """
    total, start = 0.0, max(len(points) - 1, 0)
    lately = points[-_LATELY:]
    level = sum(one.observed for one in lately) / max(len(lately), 1)
    for at, one in enumerate(points):
        usual = max(one.expected, _LEAST)
        risen = max(level, _TWICE * usual)
        more = one.observed - (risen - usual) / log(risen / usual)
        if total <= 0 and more > 0:
            start = at
        total = max(0.0, total + more)
    return start if total > 0 else max(len(points) - 1, 0)
