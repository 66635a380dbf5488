"""Drawing what officers check: at random, and so that anybody can draw it again. Pure."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def sample_drawn(
    *, seed: int, landlords: Iterable[str], criteria: Sequence[str], size: int
) -> dict[str, list[str]]:
    """For each landlord, `size` criteria (or all, if there are fewer), in the framework's order.

    A criterion is drawn where the SHA-256 of "seed:landlord:criterion" is among the landlord's
    smallest. So the same seed draws the same anywhere, and one landlord's draw doesn't hang on
    who else is in the review.

    Examples:
        >>> sample_drawn(seed=7, landlords=["a"], criteria=["1", "2", "3"], size=2)
        {'a': ['2', '3']}
    """
    drawn = {}
    for landlord in landlords:
        lots = {code: _lot(seed, landlord, code) for code in criteria}
        first = set(sorted(criteria, key=lambda code: lots[code])[:size])
        drawn[landlord] = [code for code in criteria if code in first]
    return drawn


def _lot(seed: int, landlord: str, code: str) -> str:
    return hashlib.sha256(f"{seed}:{landlord}:{code}".encode()).hexdigest()
