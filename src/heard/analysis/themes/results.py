"""What was found in texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.types import Whole

NONE = "none"
"""The id of what has no theme: texts that none fits, or that share no word with another."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What some of the texts are about.

    Attributes:
        id: the theme's own mark; a given theme keeps the one that it came with.
        name: two to four of its words, or the name that it was given.
        size: how many texts it has.
        share: part of all texts that were read, 0-1.
        low, high: 95% interval of that share, by the luck of who wrote. What machines sort
            wrongly isn't in it.
        quotes: positions of the texts that show best what it is about, nearest first.
        words: its most telling words with their weights, strongest first.
    """

    id: str
    name: str
    size: int
    share: float
    low: float
    high: float
    quotes: tuple[int, ...] = ()
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """How well one number of themes stood up when part of the texts was left out.

    `agreement` is the adjusted Rand index between two such goes on average: 1 if the same texts
    came together each time, 0 as by chance. `error` is its standard error.
    """

    k: int
    agreement: float
    error: float


@dataclass(frozen=True, slots=True)
class Found:
    """Themes, largest first, and where each text belongs.

    Attributes:
        themes: with one of id `NONE` at the end where some texts have no theme.
        theme: position of each text's theme in `themes`, shape (n,).
        score: how clear that is, 0-1, shape (n,). For themes found here it is the silhouette on
            centres: 1 where the text lies at its theme's centre, 0 where another theme's is
            as near. For given themes it is the cosine with the theme, 1 where nothing differs.
            Texts without a theme have 0.
        tried: the numbers of themes that were tried, if the number was left open.

    References:
        Rousseeuw (1987), Journal of Computational and Applied Mathematics 20, 53-65.
        Hruschka, de Castro & Campello (2004), ICDM, 403-406 (silhouette on centres).
    """

    themes: tuple[Theme, ...]
    theme: Whole
    score: Floats
    tried: tuple[Tried, ...] = ()
