"""Whether a published share agrees with the counts published beside it."""

from __future__ import annotations

from math import isfinite

_FULL_PRECISION = 1e-9


def share_from_counts(
    very: float, fairly: float, neither: float, fairly_dis: float, very_dis: float
) -> float | None:
    """Share satisfied: the top two answers over all five on the scale.

    "Not applicable" and "don't know" are no part of the base. Counts may be weighted.

    Returns:
        The share, 0-1; None where nobody gave an answer on the scale.

    Raises:
        ValueError: a count that is negative or not a number.

    Examples:
        >>> share_from_counts(30, 40, 10, 12, 8)
        0.7
    """
    counts = (very, fairly, neither, fairly_dis, very_dis)
    if any(not (isfinite(count) and count >= 0) for count in counts):
        raise ValueError(f"Counts of answers can't be {counts}.")
    base = sum(counts)
    return (very + fairly) / base if base else None


def agrees(published: float, recomputed: float, *, decimals: int | None = None) -> bool:
    """Whether two shares are the same but for the rounding of the published one.

    Args:
        published: the share as published, 0-1.
        recomputed: the share from the counts, 0-1.
        decimals: decimal places of the percentage that was published (74.3% has one); None
            where it was given in full precision.

    Returns:
        True where rounding explains the difference; either way of rounding a half will do.

    Examples:
        >>> agrees(0.743, 0.7425, decimals=1), agrees(0.743, 0.7424, decimals=1)
        (True, False)
    """
    slack = 0.0 if decimals is None else 0.5 * 10.0 ** -(decimals + 2)
    return abs(published - recomputed) <= slack + _FULL_PRECISION
