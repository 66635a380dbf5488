"""What panels of residents rated, as one table: raters down, criteria across."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heard.analysis.arrays import Floats

Whole: TypeAlias = npt.NDArray[np.int64]
Truths: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Panels:
    """Levels that raters gave, each rater for one landlord.

    Attributes:
        levels: shape (raters, criteria); NaN where a rater gave none.
        owner: each rater's landlord as its place in the list of landlords, in rising order;
            shape (raters,).
        landlords: how many landlords there are, those that nobody rated included.
    """

    levels: Floats
    owner: Whole
    landlords: int

    def on(self, columns: Whole | slice) -> Panels:
        """The ratings of some criteria, without the raters who rated none of them."""
        levels = self.levels[:, columns]
        rated = ~np.isnan(levels).all(axis=1)
        return Panels(levels[rated], self.owner[rated], self.landlords)

    def spans(self) -> list[tuple[int, int]]:
        """Where each landlord's raters start and end."""
        edges = np.searchsorted(self.owner, np.arange(self.landlords + 1)).tolist()
        return list(pairwise(edges))

    def raters(self) -> Whole:
        """How many raters each landlord has, shape (landlords,)."""
        return np.bincount(self.owner, minlength=self.landlords).astype(np.int64)

    def ratings(self) -> Whole:
        """How many ratings each landlord has, shape (landlords,)."""
        given = (~np.isnan(self.levels)).sum(axis=1)
        return np.bincount(self.owner, given, minlength=self.landlords).astype(np.int64)


def panels_of(
    ratings: Iterable[tuple[int, int, int, float]], *, landlords: int, criteria: int
) -> Panels:
    """The table of ratings that come as records.

    Args:
        ratings: places of the landlord, the criterion and the rater, and the level; a rater's
            place is any whole number, unique to the rater. A pair that comes twice counts once,
            by its last rating.
        landlords: how many landlords there are.
        criteria: how many criteria there are.

    Raises:
        ValueError: a rater rates two landlords.

    Examples:
        >>> panels = panels_of([(0, 1, 7, 3.0), (1, 0, 9, 2.0)], landlords=2, criteria=2)
        >>> panels.levels.tolist(), panels.owner.tolist()
        ([[nan, 3.0], [2.0, nan]], [0, 1])
    """
    rows = list(ratings)
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 4)
    return panels_from(
        table[:, 0].astype(np.int64),
        table[:, 1].astype(np.int64),
        table[:, 2].astype(np.int64),
        table[:, 3],
        shape=(landlords, criteria),
    )


def panels_from(
    landlord: Whole, criterion: Whole, rater: Whole, level: Floats, *, shape: tuple[int, int]
) -> Panels:
    """The same from four columns of one length; `shape` counts landlords and criteria.

    Raises:
        ValueError: a rater rates two landlords.
    """
    landlords, criteria = shape
    names, row = np.unique(rater, return_inverse=True)
    owner = np.zeros(len(names), dtype=np.int64)
    owner[row] = landlord
    if bool((owner[row] != landlord).any()):
        raise ValueError("A rater rates two landlords.")
    levels = np.full((len(names), criteria), np.nan)
    levels[row, criterion] = level
    order = np.argsort(owner, kind="stable")
    return Panels(levels[order], owner[order], landlords)


def stacked(panels: Sequence[Floats]) -> Panels:
    """One landlord's table below the other's, each of shape (its raters, criteria).

    Examples:
        >>> stacked([np.zeros((2, 3)), np.ones((1, 3))]).owner.tolist()
        [0, 0, 1]
    """
    owner = np.repeat(np.arange(len(panels)), [len(one) for one in panels]).astype(np.int64)
    return Panels(np.concatenate(panels, axis=0), owner, len(panels))
