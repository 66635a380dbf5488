"""Whether a share moved between two surveys by more than who was asked."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from heard.analysis.intervals import Interval, share_interval
from heard.analysis.readings import survey_flags

if TYPE_CHECKING:
    from heard.analysis.readings import Reading


@dataclass(frozen=True, slots=True)
class Change:
    """Difference of two shares, now less before, -1 to 1, with its sampling interval.

    Attributes:
        value: the difference; 0.02 is up two points.
        low: lower end of the interval.
        high: upper end of the interval.
        allowance: machine words for what the interval does not allow for: "method-changed" and
            "weighting-changed" may move a share by more than ten points on their own.
    """

    value: float
    low: float
    high: float
    allowance: tuple[str, ...] = ()


def change_interval(now: Reading, before: Reading, *, level: float = 0.95) -> Change | None:
    """How far a share moved between two surveys, allowing for who was asked in each.

    Newcombe's hybrid score method joins the two Wilson intervals, each with its own
    finite-population correction. The two surveys count as separate samples.

    Args:
        now: this year's reading.
        before: the earlier reading of the same measure.
        level: probability that the interval holds the true difference.

    Returns:
        The change, or None where either share or base isn't known.

    Examples:
        >>> from heard.analysis.readings import Reading
        >>> now = Reading("A", share=56 / 70, base=70, population=None)
        >>> before = Reading("A", share=48 / 80, base=80, population=None)
        >>> change = change_interval(now, before)
        >>> f"{change.value:.2f}, {change.low:.4f} to {change.high:.4f}"
        '0.20, 0.0524 to 0.3339'

    References:
        Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    if now.share is None or before.share is None or not now.base or not before.base:
        return None
    mine = share_interval(now.share, now.base, now.population, level=level)
    theirs = share_interval(before.share, before.base, before.population, level=level)
    value = now.share - before.share
    ends = _joined(value, (now.share, mine), (before.share, theirs))
    words = ("method-changed", "weighting-changed")
    allowance = tuple(flag for flag in survey_flags(now, before) if flag in words)
    return Change(value, ends.low, ends.high, allowance)


def _joined(value: float, now: tuple[float, Interval], before: tuple[float, Interval]) -> Interval:
    (share, mine), (earlier, theirs) = now, before
    low = value - hypot(share - mine.low, theirs.high - earlier)
    high = value + hypot(mine.high - share, earlier - theirs.low)
    return Interval(max(-1.0, low), min(1.0, high))
