"""Characters that a file may hold, whatever people typed."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Not allowed in XML 1.0 (so not in a workbook or an SVG): controls, lone surrogates, noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def safe_text(text: str) -> str:
    """The text with every character that XML forbids shown as the replacement character."""
    return _FORBIDDEN.sub(REPLACEMENT, text)
