"""References of practices that can be read over the telephone: GP-7K2M."""

from __future__ import annotations

import secrets

ALPHABET = "123456789BCDFGHJKMNPQRSTVWXYZ"  # no vowels, so that no word comes out
SIZE = 4  # 700,000 of them


def practice_reference_make() -> str:
    """A new reference. It says nothing about when or how many."""
    return "GP-" + "".join(secrets.choice(ALPHABET) for _ in range(SIZE))
