"""Text that a spreadsheet opens as text."""

from __future__ import annotations

# A spreadsheet reads a cell that starts so as a formula, and some look past spaces and quotes.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LOOKED_PAST = " \u00a0\"'"


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula.

    Taking that apostrophe off again gives the text back, whatever it was.

    References:
        OWASP, CSV Injection.
    """
    return f"'{text}" if text.lstrip(_LOOKED_PAST).startswith(_FORMULA) else text
