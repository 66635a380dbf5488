"""How far two people agree on themes, and how often a theme is right."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heard.analysis.arrays import normal_deviate
from heard.analysis.intervals import share_interval

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


class Agreement(NamedTuple):
    """A figure with both ends of its interval."""

    value: float
    low: float
    high: float


def kappa(one: Sequence[Hashable], other: Sequence[Hashable], *, level: float = 0.95) -> Agreement:
    """How far two people gave texts the same themes: 1 wholly, 0 as by chance.

    Cohen's kappa; the interval goes by its large-sample standard error.

    Args:
        one: what the first person gave each text.
        other: what the second gave the same texts, in the same order.
        level: probability that the interval holds the kappa of all such texts.

    Raises:
        ValueError: no texts, not as many of each, or both gave one and the same theme to all.

    Examples:
        >>> kappa("aabb", "aabb")
        Agreement(value=1.0, low=1.0, high=1.0)

    References:
        Cohen (1960), Educational and Psychological Measurement 20, 37-46.
        Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72, 323-327 (standard error).
    """
    if not one or len(one) != len(other):
        raise ValueError("Both have to have given themes to the same texts.")
    place = {theme: at for at, theme in enumerate(dict.fromkeys([*one, *other]))}
    table = np.zeros((len(place), len(place)))
    for first, second in zip(one, other, strict=True):
        table[place[first], place[second]] += 1 / len(one)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    same, chance = float(np.trace(table)), float(rows @ columns)
    if chance >= 1:
        raise ValueError("All texts have one theme, so agreement beyond chance isn't known.")
    value = (same - chance) / (1 - chance)
    kept = 1 - value
    diagonal = np.diag(table) @ (1 - (rows + columns) * kept) ** 2
    cross = table * (columns[:, None] + rows[None, :]) ** 2
    apart = kept**2 * (cross.sum() - np.trace(cross))
    spread = float(diagonal + apart) - (value - chance * kept) ** 2
    half = normal_deviate(level) * sqrt(max(spread, 0.0) / len(one)) / (1 - chance)
    return Agreement(value, max(-1.0, value - half), min(1.0, value + half))


def precision(right: Sequence[bool], *, level: float = 0.95) -> Agreement:
    """Part of a theme's texts that somebody found to belong there, with Wilson's interval.

    Args:
        right: for each text looked at, whether it belongs there.
        level: probability that the interval holds the part of all of the theme's texts.

    Raises:
        ValueError: no text was looked at.

    References:
        Wilson (1927), JASA 22(158), 209-212.
    """
    if not right:
        raise ValueError("No text was looked at.")
    share = sum(right) / len(right)
    return Agreement(share, *share_interval(share, len(right), level=level))
