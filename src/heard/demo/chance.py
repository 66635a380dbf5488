"""Chance that comes out the same every time: each thing has its own stream of numbers."""

from __future__ import annotations

import hashlib

import numpy as np

SEED = 11  # chosen among a dozen for a borough in which each kind of finding occurs


def stream(seed: int, *about: object) -> np.random.Generator:
    """Random numbers that belong to one thing alone.

    What is drawn for one landlord doesn't change when another is added, taken away or drawn first.

    Examples:
        >>> first, again = stream(1, "a landlord", "2023-24"), stream(1, "a landlord", "2023-24")
        >>> first.random() == again.random()
        True
    """
    digest = hashlib.sha256("\x1f".join(map(str, about)).encode()).digest()
    return np.random.default_rng([seed, int.from_bytes(digest[:8], "big")])
