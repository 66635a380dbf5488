"""What is signed, and how. Values in, hexadecimal digests out; no store and no clock.

Each row has a mark over what it says, made when it is written. When it is sealed it gets its place
and a digest over place, key, mark and the digest before, so that no row can leave or move.
"""

from __future__ import annotations

import hmac
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

SEALED_FIELDS = frozenset({"id", "number", "previous", "digest", "mark"})
Value = str | int | None


def canonical(values: object) -> str:
    """JSON that is the same for the same values, in one order and in ASCII."""
    return _ENCODER.encode(values)


def plain(value: object) -> object:
    """A value that JSON doesn't know, as text or a number; a row of the store as its key."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    if isinstance(value, Decimal | UUID):
        return str(value)
    if hasattr(value, "pk"):
        return value.pk
    return str(value)


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=plain)


def row_mark(key: bytes, said: dict[str, object]) -> str:
    """The mark of what a row says; none other can make it without the key."""
    return _signed(key, "row", canonical(said))


def row_digest(key: bytes, *, number: int, pk: int, mark: str, previous: str) -> str:
    """The digest of a row in its place, which the next row stands on."""
    return _signed(key, "seal", f"{number}:{pk}:{mark}:{previous}")


def reason_digest(key: bytes, *, salt: str, text: str) -> str:
    """The digest of a reason. Without its salt, which is removed with it, nobody can guess it."""
    return _signed(key, "reason", f"{salt}:{text}")


def head_mark(key: bytes, *, number: int, digest: str) -> str:
    """The mark of how many rows are sealed and what the last digest is."""
    return _signed(key, "head", f"{number}:{digest}")


def key_mark(key: bytes) -> str:
    """What tells that a key is the one that a chain was made with, and nothing else of it."""
    return _signed(key, "key", "")[:16]


def _signed(key: bytes, purpose: str, text: str) -> str:
    return hmac.digest(key, f"heard-audit-{purpose}\n{text}".encode(), "sha256").hex()
