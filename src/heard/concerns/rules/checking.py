"""Check a pack before it is put in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.concerns.rules.loading import STANDARD
from heard.concerns.rules.parsing import parse

if TYPE_CHECKING:
    from heard.errors import Fault


def rule_pack_check(
    text: str, *, file: str = "standard.toml", code: str = STANDARD
) -> tuple[Fault, ...]:
    """Everything that is wrong with a pack, with file, line, field and mend; nothing if it holds.

    Args:
        text: the TOML text.
        file: what to call it.
        code: the code that the pack must have; empty for any.
    """
    return parse(text, file=file, code=code).faults
