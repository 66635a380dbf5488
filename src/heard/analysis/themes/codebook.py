"""Themes that were named before, to sort new texts by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from heard.analysis.themes.results import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.analysis.themes.results import Found

_WORDS = 15


@dataclass(frozen=True, slots=True)
class GivenTheme:
    """A theme that texts are to be matched with; all but its name may be left out.

    Attributes:
        name: in plain words; they count three times.
        id: kept as it is; made from the name where it is left out.
        description: what belongs to it, in words that people would use.
        examples: texts that belong to it.
    """

    name: str
    id: str = ""
    description: str = ""
    examples: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """The id, or the name as one.

        Examples:
            >>> GivenTheme("Damp & mould").mark
            'damp-mould'
        """
        letters = "".join(one if one.isalnum() else " " for one in self.name.casefold())
        return self.id or "-".join(letters.split())

    @property
    def profile(self) -> str:
        """All its words in one text."""
        return " . ".join([self.name] * 3 + [self.description, *self.examples])


def in_order(given: Iterable[GivenTheme]) -> tuple[GivenTheme, ...]:
    """The themes by their ids, so that it makes no difference in which order they were given.

    Raises:
        ValueError: there are none, two have one id, one is nameless, or one is called `NONE`.
    """
    themes = tuple(sorted(given, key=lambda one: one.mark))
    marks = [one.mark for one in themes]
    if not themes:
        raise ValueError("There is no theme.")
    if any(not one.name.strip() or not one.mark for one in themes):
        raise ValueError("A theme has no name.")
    if NONE in marks:
        raise ValueError(f"{NONE!r} is the id of what has no theme.")
    for one, other in pairwise(marks):
        if one == other:
            raise ValueError(f"Two themes have the id {one!r}.")
    return themes


def codebook(found: Found, texts: Sequence[str]) -> dict[str, Any]:
    """Themes as they can be kept, edited and given again (see `GivenTheme`), as JSON has them.

    Ids are kept; quotes become examples, and telling words the description, until somebody writes
    a better one. The examples are texts as people wrote them: take out of them what is personal
    before the codebook leaves the council.

    Args:
        found: what was found.
        texts: what it was found in.
    """
    return {
        "themes": [
            {
                "id": one.id,
                "name": one.name,
                "description": " ".join(word for word, _ in one.words[:_WORDS]),
                "examples": [texts[at] for at in one.quotes],
            }
            for one in found.themes
            if one.id != NONE
        ]
    }
