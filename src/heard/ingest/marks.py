"""What the regulator writes where it gives no figure. None of these is a nought."""

from __future__ import annotations

import re
from types import MappingProxyType

MARKS = MappingProxyType(
    {
        "X": "the landlord left this blank, or has no such homes",
        "Z": "no answer was required",
        "E": "the regulator left this out: see its note on the landlord",
        "S": "fewer than 50 surveys by that method",
        "U": "nothing to divide by: no homes, complaints or answers to count",
    }
)
MARK = re.compile(r"^\[\s*([A-Za-z])\s*\]$")


def mark_in(text: str) -> str:
    """The mark's letter where `text` is a mark, or "". It may be one that nobody knows."""
    found = MARK.match(text) if text.startswith("[") else None
    return found.group(1).upper() if found else ""


def mark_meaning(mark: str) -> str:
    """The mark in words for a reader."""
    return MARKS.get(mark, "the regulator gave no figure")
