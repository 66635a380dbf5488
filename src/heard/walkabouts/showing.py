"""What of residents' verdicts everybody may be shown: nothing by which a few could be told."""

from __future__ import annotations

from dataclasses import dataclass

from heard.analysis.small_numbers import LEAST_BASE, shown_count


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
