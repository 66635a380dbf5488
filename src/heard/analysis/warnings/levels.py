"""Levels at which a scan looks: places, parents, landlords, all; by category and in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.warnings.series import Rows, level_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.analysis.cells import Cells
    from heard.analysis.warnings.series import Level
    from heard.analysis.warnings.types import Whole

PLACE, PARENT, LANDLORD, CATEGORY = "place", "parent", "landlord", "category"
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Named:
    """A level with its name and what its units are: places and landlords, None where of all."""

    name: str
    level: Level
    places: tuple[str | None, ...]
    landlords: tuple[str | None, ...]
    categories: tuple[str | None, ...]

    def about(self, series: int) -> tuple[str | None, str | None, str | None]:
        """Place, landlord and category of one series."""
        unit = int(self.level.unit[series])
        category = self.categories[int(self.level.category[series])]
        return self.places[unit], self.landlords[unit], category


@dataclass(frozen=True, slots=True)
class _Units:
    name: str
    unit: Whole  # of each cell, or -1 where it belongs to none
    above: Whole
    places: tuple[str | None, ...]
    landlords: tuple[str | None, ...]


def levels_of(cells: Cells, parents: Mapping[str, str] | None = None) -> tuple[Named, ...]:
    """Every level that says more than the one below it.

    `place` is place (and landlord, where there are any) by category; `parent` a ward or estate by
    category, where `parents` names one; `landlord` a landlord by category; `category` a category
    everywhere. `place-total`, `parent-total`, `landlord-total` and `total` are of all categories.

    Args:
        cells: counts.
        parents: the parent of places by name; a place without one belongs to none.
    """
    kinds = [one for one in _units(cells, parents or {}) if one is not None]
    found = [_named(cells, one, total=False) for one in kinds]
    if len(cells.categories) > 1:
        found += [_named(cells, one, total=True) for one in kinds]
    return tuple(found)


def _units(cells: Cells, parents: Mapping[str, str]) -> Sequence[_Units | None]:
    places = _places(cells, parents)
    return [
        places,
        _parents(cells, parents),
        _landlords(cells),
        _everything(cells) if len(places.places) > 1 else None,
    ]


def _places(cells: Cells, parents: Mapping[str, str]) -> _Units:
    many = max(len(cells.landlords), 1)
    keys, unit = np.unique(cells.place * many + cells.landlord, return_inverse=True)
    place: Whole = keys // many
    landlord: Whole = keys % many
    names: list[str] = [cells.places[int(one)] for one in place]
    above = landlord
    if parents:
        _, above = np.unique([parents.get(name, "") for name in names], return_inverse=True)
    owners = tuple(cells.landlords[int(one)] or None for one in landlord)
    return _Units(PLACE, unit, above, tuple(names), owners)


def _parents(cells: Cells, parents: Mapping[str, str]) -> _Units | None:
    names = sorted({parents[name] for name in cells.places if name in parents})
    if not names:
        return None
    where = {name: at for at, name in enumerate(names)}
    of_place = np.array([where.get(parents.get(name, ""), -1) for name in cells.places])
    nobody = (None,) * len(names)
    return _Units(PARENT, of_place[cells.place], _none(names), tuple(names), nobody)


def _landlords(cells: Cells) -> _Units | None:
    if len(cells.landlords) < 2:  # noqa: PLR2004 - one landlord is everybody
        return None
    names = tuple(name or None for name in cells.landlords)
    return _Units(LANDLORD, cells.landlord, _none(names), (None,) * len(names), names)


def _everything(cells: Cells) -> _Units:
    return _Units(CATEGORY, np.zeros_like(cells.place), _none([""]), (None,), (None,))


def _none(names: Sequence[object]) -> Whole:
    return np.zeros(len(names), dtype=np.int64)


def _named(cells: Cells, units: _Units, *, total: bool) -> Named:
    use = units.unit >= 0
    category = np.zeros_like(cells.category) if total else cells.category
    rows = Rows(units.unit[use], category[use], cells.period[use], cells.count[use])
    categories = (None,) if total else cells.categories
    level = level_of(
        rows, categories=max(len(categories), 1), periods=len(cells.periods), above=units.above
    )
    name = units.name
    if total:
        name = TOTAL if name == CATEGORY else f"{name}-{TOTAL}"
    return Named(name, level, units.places, units.landlords, tuple(categories))
