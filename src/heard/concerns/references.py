"""References that can be read over the telephone: H-7K2M-9Q4X. Pure.

No vowels, so that no word comes out, and no letter that looks like a digit. The last sign checks
the others: one wrong sign, or two that changed places, are always found, because the alphabet's
size (29) is prime and each place has a weight of its own.
"""

from __future__ import annotations

import re
import secrets

ALPHABET = "123456789BCDFGHJKMNPQRSTVWXYZ"
SIZE = 8  # seven random signs and the one that checks them


def reference_make() -> str:
    """A new reference. It says nothing about when or how many."""
    return reference_of("".join(secrets.choice(ALPHABET) for _ in range(SIZE - 1)))


def reference_of(signs: str) -> str:
    """The reference made of seven signs."""
    whole = signs + _check(signs)
    return f"H-{whole[:4]}-{whole[4:]}"


def reference_read(text: str) -> str | None:
    """The reference in what somebody typed or dictated, or None when it can't be one."""
    signs = re.sub(r"[^0-9A-Z]", "", text.upper())
    if len(signs) == SIZE + 1 and signs.startswith("H"):
        signs = signs[1:]
    if len(signs) != SIZE or not set(signs) <= set(ALPHABET):
        return None
    return reference_of(signs[:-1]) if _check(signs[:-1]) == signs[-1] else None


def _check(signs: str) -> str:
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=2))
    return ALPHABET[-total % len(ALPHABET)]
