"""Work a published figure out again from its counts, to see whether the two agree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPICAL = 0.8  # of a set's figures have the decimals that it is published with
FULL = 6  # decimals from which a column counts as unrounded
SLACK = 1e-9


def answers_base(counts: dict[str, float]) -> float | None:
    """Answers on the scale, or None where one of the five counts is unknown."""
    try:
        return (
            counts["very_satisfied"]
            + counts["fairly_satisfied"]
            + counts["neither"]
            + counts["fairly_dissatisfied"]
            + counts["very_dissatisfied"]
        )
    except KeyError:
        return None


def share_of_answers(counts: dict[str, float], base: float | None) -> float | None:
    """Share very or fairly satisfied of all answers on the scale, of which there are `base`.

    Examples:
        >>> share_of_answers({"very_satisfied": 3, "fairly_satisfied": 2}, 10)
        0.5
    """
    return (counts["very_satisfied"] + counts["fairly_satisfied"]) / base if base else None


def ratio(counts: dict[str, float], *, per: float = 1.0) -> float | None:
    """Numerator over denominator, times `per`; None where either is unknown or there is nothing."""
    above, below = counts.get("numerator"), counts.get("denominator")
    return above / below * per if above is not None and below else None


def decimals_of(value: float) -> int:
    """Decimals that a number is published with; FULL where it wasn't rounded.

    Examples:
        >>> decimals_of(74.5), decimals_of(80.0), decimals_of(74.9898332655551)
        (1, 0, 6)
    """
    return next((n for n in range(FULL) if abs(round(value, n) - value) < SLACK), FULL)


def column_decimals(values: Iterable[float]) -> int:
    """Decimals that figures are published with: enough for four in five of them.

    So one figure that stands oddly doesn't have all others held to decimals they never had.
    Noughts and hundreds say nothing, unless there is nothing else.

    Examples:
        >>> column_decimals([58.2, 61.0, 0.58, 47.3, 70.1, 66.6])
        1
    """
    times = Counter(values)
    telling = {value: n for value, n in times.items() if value not in {0.0, 100.0}}
    by_decimals: Counter[int] = Counter()
    for value, n in telling.items():
        by_decimals[decimals_of(value)] += n
    most = TYPICAL * by_decimals.total()
    seen = 0
    for decimals in sorted(by_decimals):
        seen += by_decimals[decimals]
        if seen >= most:
            return decimals
    return 0


def within_rounding(published: float, recomputed: float, *, decimals: int) -> bool:
    """Whether `recomputed` could have been rounded to `published`; both in published units."""
    half = 0.5 * 10.0**-decimals
    return abs(published - recomputed) <= half + SLACK * max(1.0, abs(published))
