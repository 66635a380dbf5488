"""A count that slides with time, from the counts of this stretch of time and the one before.

References:
    Cloudflare (2017), "How we built rate limiting capable of scaling to millions of domains".
"""

from __future__ import annotations

import math

_ROUNDING = 1e-6


def pause(*, before: int, now: int, elapsed: float, most: int, seconds: int) -> int:
    """Whole seconds until once more keeps within the limit; 0 when it does already.

    `before` and `now` are the counts of the last stretch and of this one, of `seconds` each;
    `elapsed` is how far into this one we are. What was done in the last stretch is taken to have
    been spread evenly over it.

    Examples:
        >>> pause(before=0, now=5, elapsed=0, most=6, seconds=3600)
        0
        >>> pause(before=0, now=6, elapsed=3000, most=6, seconds=3600)
        1200
        >>> pause(before=6, now=0, elapsed=0, most=6, seconds=3600)
        600
    """
    if now + 1 <= most:
        left = elapsed_until(before, most - now - 1, seconds) - elapsed
    else:
        left = seconds - elapsed + elapsed_until(now, most - 1, seconds)
    return max(0, math.ceil(left - _ROUNDING))


def elapsed_until(count: int, room: int, seconds: int) -> float:
    """How far into a stretch what is left of the last one's `count` fits into `room`."""
    if count <= room:
        return 0.0
    return seconds * (1 - room / count)
