"""Small numbers: what may leave the council without telling who a few people are.

The rule is Heard's own, after what statistical offices do: counts of 1 to 7 are withheld, others
are rounded to the nearest five, and shares are told of ten people or more.
"""

from __future__ import annotations

LEAST_BASE = 10  # people of whom a share may be told
FEWEST = 8  # counts of 1 to 7 are withheld
ROUNDED_TO = 5


def to_nearest(count: int) -> int:
    """A count to the nearest five.

    Examples:
        >>> to_nearest(12), to_nearest(13)
        (10, 15)
    """
    return ROUNDED_TO * round(count / ROUNDED_TO)


def shown_count(count: int) -> int | None:
    """A count as it may leave the council: 1 to 7 withheld, others to the nearest five.

    Examples:
        >>> shown_count(0), shown_count(7), shown_count(8), shown_count(13)
        (0, None, 10, 15)
    """
    if not count:
        return 0
    return None if count < FEWEST else to_nearest(count)
