"""Clusters of neighbouring places, one category at a time, from a walk's last periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heard.analysis.warnings.budget import discoveries
from heard.analysis.warnings.choosing import CHANCE, About, Warned, unusual_without
from heard.analysis.warnings.clusters import cluster_scan
from heard.analysis.warnings.levels import PLACE
from heard.analysis.warnings.tails import deviate, usual_range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from heard.analysis.arrays import Floats
    from heard.analysis.warnings.clusters import Cluster
    from heard.analysis.warnings.scanning import Found
    from heard.analysis.warnings.types import Whole

NEIGHBOURS = "neighbours"
"""Level of a warning about a place together with neighbours of it."""


def nearby(
    recent: Sequence[Sequence[Found]],
    periods: Sequence[date],
    neighbours: Mapping[str, Sequence[str]],
    *,
    draws: int = 99,
    seed: int = 0,
) -> list[Warned]:
    """The strongest cluster of two places or more in each category, with how likely chance is.

    A warning's counts are of the cluster's last periods together; `parts` are its places.

    Args:
        recent: scans of the last periods, the last one last, as `walk` gives them.
        periods: of the cells.
        neighbours: each place's neighbours by name, nearest first.
        draws: see `cluster_scan`.
        seed: see `cluster_scan`.
    """
    levels = [one for found in recent for one in found if one.named.name == PLACE]
    if not levels:
        return []
    names = sorted({name for name in levels[-1].named.places if name is not None})
    near = _positions(names, neighbours)
    rows: list[Warned] = []
    for category, name in enumerate(levels[-1].named.categories):
        arrays = [_by_place(one, category, names) for one in levels]
        counts, expected, variance = (np.stack(one) for one in zip(*arrays, strict=True))
        cluster = cluster_scan(counts, expected, variance, near, draws=draws, seed=seed)
        if cluster is not None and len(cluster.places) > 1:
            rows.append(_warned(cluster, names, name, periods[levels[-1].period], variance))
    return rows


def listed_with(
    listed: Sequence[Warned], clusters: Sequence[Warned], *, most: int, chance: float = CHANCE
) -> list[Warned]:
    """A list of warnings with those clusters that are news beside it, at most so many.

    References:
        Benjamini & Hochberg (1995), JRSS B 57(1), 289-300.
    """
    tails = np.array([1.0 if one.p is None else one.p for one in clusters])
    believed = discoveries(tails, chance)
    new: list[Warned] = []
    for one, holds in zip(clusters, believed, strict=True):
        places = {part.place for part in one.parts}
        inside = [
            other
            for other in listed
            if other.level == PLACE and other.category == one.category and other.place in places
        ]
        if holds and (not inside or unusual_without(one, inside)):
            new.append(one)
    return sorted([*listed, *new], key=lambda one: -(one.score or 0.0))[:most]


def _positions(names: Sequence[str], neighbours: Mapping[str, Sequence[str]]) -> Whole:
    where = {name: at for at, name in enumerate(names)}
    near = [[where[one] for one in neighbours.get(name, ()) if one in where] for name in names]
    most = max((len(one) for one in near), default=0)
    found = np.full((len(names), most), -1, dtype=np.int64)
    for at, one in enumerate(near):
        found[at, : len(one)] = one
    return found


def _by_place(found: Found, category: int, names: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Counts, forecasts and variances of one category by place, landlords added up."""
    level = found.named.level
    where = {name: at for at, name in enumerate(names)}
    own = level.category[found.series] == category
    units = level.unit[found.series[own]]
    at = np.array([where[found.named.places[one] or ""] for one in units], dtype=np.int64)
    size = len(names)
    expected = found.expected[own]
    wide = np.bincount(at, weights=expected**2 * found.variance[own], minlength=size)
    counts = np.bincount(at, weights=found.observed[own], minlength=size)
    meant = np.bincount(at, weights=expected, minlength=size)
    variance = wide / np.maximum(meant, 1e-9) ** 2
    return np.asarray(counts, float), np.asarray(meant, float), np.maximum(variance, 1e-9)


def _warned(
    cluster: Cluster, names: Sequence[str], category: str | None, last: date, variance: Floats
) -> Warned:
    mean = np.array([cluster.expected])
    spread = np.array([float(variance[-cluster.periods :, list(cluster.places)].max())])
    low, high = usual_range(mean, spread, 0.95)
    return Warned(
        place=names[cluster.places[0]],
        landlord=None,
        category=category,
        period=last,
        observed=round(cluster.observed),
        expected=cluster.expected,
        low=round(float(low[0])),
        high=round(float(high[0])),
        score=float(deviate(np.array([cluster.p]))[0]),
        p=cluster.p,
        level=NEIGHBOURS,
        variance=float(spread[0]),
        parts=tuple(About(names[one], None, category) for one in cluster.places),
    )
