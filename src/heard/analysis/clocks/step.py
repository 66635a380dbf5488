"""One line of what a clock says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.analysis.clocks.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a clock's sum, or a condition or warning about it.

    `text` has places for `values`, as in "Due by the end of %(day)s.", so that it can be
    translated; `said` fills them in.
    """

    code: str
    text: str
    values: Mapping[str, object]
    on: date | None = None

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The line in words."""
        return say(self.text, self.values, translate)

    @property
    def words(self) -> str:
        """The line in English."""
        return self.said()
