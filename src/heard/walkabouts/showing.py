"""What of residents' verdicts everybody may be shown: nothing by which a few could be told."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_BASE = 10
FEWEST = 8  # counts of 1 to 7 are withheld
ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """Counts as everybody may see them; None is withheld, and nought is nought."""

    base: int | None
    done: int | None
    not_done: int | None

    @property
    def is_withheld(self) -> bool:
        """Whether too few said anything."""
        return self.base is None


def shown_count(count: int) -> int | None:
    """A count as it may leave the council: 1 to 7 withheld, others to the nearest five.

    Examples:
        >>> shown_count(0), shown_count(7), shown_count(8), shown_count(13)
        (0, None, 10, 15)
    """
    if not count:
        return 0
    return None if count < FEWEST else ROUNDED_TO * round(count / ROUNDED_TO)


def shown_verdicts(*, done: int, not_done: int) -> Shown:
    """What ten or more residents said; of fewer, only that there are too few.

    Examples:
        >>> shown_verdicts(done=8, not_done=1).is_withheld
        True
        >>> shown_verdicts(done=31, not_done=3)
        Shown(base=35, done=30, not_done=None)
    """
    if done + not_done < LEAST_BASE:
        return Shown(None, None, None)
    return Shown(shown_count(done + not_done), shown_count(done), shown_count(not_done))
