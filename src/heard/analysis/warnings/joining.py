"""Counts of landlords that have become one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heard.analysis.cells import Cells
    from heard.analysis.warnings.types import Whole


class Joined(NamedTuple):
    """Cells after mergers, and in which row of them each row from before is now, shape (m,)."""

    cells: Cells
    row: Whole


def joined(cells: Cells, mergers: Mapping[str, str]) -> Joined:
    """The cells with each landlord under the name it has now, so that its series go on.

    Args:
        cells: counts.
        mergers: the next name of each old one; names of names are followed.

    Raises:
        ValueError: names lead round in a circle.

    Examples:
        >>> import numpy as np
        >>> from datetime import date
        >>> from heard.analysis.cells import Cells
        >>> one = np.array([0, 0])
        >>> old = Cells(one, np.array([0, 1]), one, one, np.array([2, 3]),
        ...     ("Elm House",), ("Ash", "Elm"), ("Damp",), (date(2024, 1, 1),))
        >>> new, row = joined(old, {"Ash": "Elm"})
        >>> (new.landlords, new.count.tolist(), row.tolist())
        (('Elm',), [5], [0, 0])
    """
    names = [_now(name, mergers) for name in cells.landlords]
    landlords = tuple(sorted(set(names)))
    where = {name: at for at, name in enumerate(landlords)}
    landlord = np.array([where[name] for name in names], dtype=np.int64)[cells.landlord]
    columns = np.stack([cells.place, landlord, cells.category, cells.period])
    kept, back = np.unique(columns, axis=1, return_inverse=True)
    count = np.bincount(back.ravel(), weights=cells.count, minlength=kept.shape[1])
    whole = replace(
        cells,
        place=kept[0],
        landlord=kept[1],
        category=kept[2],
        period=kept[3],
        count=np.rint(count).astype(np.int64),
        landlords=landlords,
    )
    return Joined(whole, back.ravel())


def _now(name: str, mergers: Mapping[str, str]) -> str:
    passed = {name}
    while name in mergers:
        name = mergers[name]
        if name in passed:
            raise ValueError(f"Mergers lead from {name!r} back to itself.")
        passed.add(name)
    return name
