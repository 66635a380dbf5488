"""Codes on residents' cards: ABCD-EFGH-JKLM. Pure but for the installation's own key.

No vowels, so that no word comes out, and no letter that looks like a digit. The last sign checks
the others, so that one wrong sign, or two that changed places, are found before anything is
looked up. 11 random signs of 29 are 53 bits: with the rules on how often one may try, nobody
guesses one.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from django.conf import settings

ALPHABET = "123456789BCDFGHJKMNPQRSTVWXYZ"
SIZE = 12  # 11 random signs and the one that checks them
_GROUP = 4


def seat_code_make() -> str:
    """A new code, as it stands on a card."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(SIZE - 1))
    return _grouped(signs + _check(signs))


def seat_code_read(text: str) -> str | None:
    """The code in what somebody typed, or None when it can't be one."""
    signs = re.sub(r"[^0-9A-Z]", "", text.upper())
    if len(signs) != SIZE or not set(signs) <= set(ALPHABET):
        return None
    return _grouped(signs) if _check(signs[:-1]) == signs[-1] else None


def seat_code_digest(code: str) -> str:
    """What the store keeps of a code. Without the installation's key a copy of it opens nothing."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"heard.reviews.seat:{code}".encode(), hashlib.sha256).hexdigest()


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, SIZE, _GROUP))


def _check(signs: str) -> str:
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, start=2))
    return ALPHABET[-total % len(ALPHABET)]
