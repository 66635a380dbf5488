"""Last year's figures for this year's landlords, through new codes and mergers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from heard.landlords.lineage import today
from heard.landlords.selectors.lineage import edges
from heard.measures.models import Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heard.landlords.lineage import Edge
    from heard.measures.figures import Figure

Key = tuple[str, str]  # measure and population
PER_HOMES = 1000.0


def previous_figures(
    *, now: Sequence[Figure], before: Sequence[Figure], known: Iterable[Edge] | None = None
) -> dict[Key, dict[str, Figure]]:
    """Last year's figure of each landlord, by measure and population, then by this year's code.

    A landlord that reports under another code finds its own figure. One that all the homes of
    others came to is given theirs and its own together, under the names of all of them. A figure
    that can't be made whole, because one of them has none, is left out.

    `known` are the successions; they are read from the register unless given.
    """
    if not now or not before:
        return {}
    followed = list(edges() if known is None else known)
    end = year_end(max(figure.year for figure in now))
    heirs = _heirs(followed, {one.landlord_id for one in now}, before, end)
    theirs: dict[tuple[Key, int], list[Figure]] = defaultdict(list)
    for figure in before:
        if figure.landlord_id in heirs and not _has_no_such_homes(figure):
            key = figure.measure, figure.population
            theirs[key, heirs[figure.landlord_id]].append(figure)
    whole = _expected(heirs, before)
    shared = _shared_landlords(now)
    found: dict[Key, dict[str, Figure]] = defaultdict(dict)
    for figure in now:
        key = figure.measure, figure.population
        parts = theirs.get((key, figure.landlord_id), [])
        if figure.landlord_id in shared:
            parts = [part for part in parts if part.code == figure.code]
        elif {part.landlord_id for part in parts} != whole[figure.population, figure.landlord_id]:
            continue
        if one := pooled(parts):
            found[key][figure.code] = one
    return dict(found)


def year_end(year: str) -> date:
    """The last day of a reporting year.

    Examples:
        >>> year_end("2024-25")
        datetime.date(2025, 3, 31)
    """
    return date(int(year[:4]) + 1, 3, 31)


def merged_names(figure: Figure) -> tuple[str, ...]:
    """Names of the landlords whose figures were put together, if any were."""
    return tuple(figure.name.split(JOIN)) if JOIN in figure.name else ()


JOIN = " with "


def _heirs(
    followed: list[Edge], reporting: set[int], before: Sequence[Figure], end: date
) -> dict[int, int]:
    """For each landlord of last year, the landlord that reports for its homes this year."""
    heirs = {}
    for landlord in {figure.landlord_id for figure in before}:
        heir = landlord if landlord in reporting else today(followed, landlord, end)
        if heir in reporting:
            heirs[landlord] = heir
    return heirs


def _expected(
    heirs: dict[int, int], before: Sequence[Figure]
) -> Mapping[tuple[str, int], set[int]]:
    """Who must have a figure for a population before the whole is known: all who reported on it."""
    expected: dict[tuple[str, int], set[int]] = defaultdict(set)
    for figure in before:
        if figure.landlord_id in heirs and not _has_no_such_homes(figure):
            expected[figure.population, heirs[figure.landlord_id]].add(figure.landlord_id)
    return expected


def _has_no_such_homes(figure: Figure) -> bool:
    return figure.value is None and figure.mark in {"X", "U"} and not figure.base


def _shared_landlords(now: Sequence[Figure]) -> set[int]:
    """Landlords that report under several codes in one year: each code follows itself."""
    codes: dict[int, set[str]] = defaultdict(set)
    for figure in now:
        codes[figure.landlord_id].add(figure.code)
    return {landlord for landlord, held in codes.items() if len(held) > 1}


def pooled(parts: Sequence[Figure]) -> Figure | None:
    """Figures of several landlords as of one; None where any of them is unknown.

    Shares of answers are weighted by the tenants each stands for; their base is the number of
    answers that would be as telling, fewer than their sum where one asked much less than its part.
    Counts of cases are added up.

    References:
        Kish (1965), Survey Sampling, 11.7 (effective sample size under weights).
    """
    if not parts or any(part.value is None for part in parts):
        return None
    if len(parts) == 1:
        return parts[0]
    first = max(parts, key=lambda part: part.tenants or part.base or 0)
    joined = _joined_shares(parts) if first.model == Model.SHARE else _joined_cases(parts)
    if joined is None:
        return None
    value, base, counts = joined
    tenants = [part.tenants for part in parts]
    return replace(
        first,
        value=value,
        base=base,
        counts=counts,
        tenants=None if None in tenants else sum(t or 0 for t in tenants),
        methods=_summed(part.methods for part in parts),
        name=JOIN.join(part.name for part in sorted(parts, key=lambda part: part is not first)),
        collection="census" if all(part.collection == "census" for part in parts) else "sample",
        weighted=None if None in (w := [part.weighted for part in parts]) else any(w),
    )


def _joined_shares(
    parts: Sequence[Figure],
) -> tuple[float, float, dict[str, float]] | None:
    if not all(part.base for part in parts):
        return None
    bases = [part.base or 0.0 for part in parts]
    weights = [float(part.tenants) if part.tenants else 0.0 for part in parts]
    if not all(weights):
        weights = bases
    whole = sum(weights)
    value = sum(w * (part.value or 0.0) for w, part in zip(weights, parts, strict=True)) / whole
    telling = whole**2 / sum(w * w / n for w, n in zip(weights, bases, strict=True))
    return value, telling, _summed(part.counts for part in parts)


def _joined_cases(
    parts: Sequence[Figure],
) -> tuple[float, float, dict[str, float]] | None:
    if not all({"numerator", "denominator"} <= part.counts.keys() for part in parts):
        return None
    counts = _summed(part.counts for part in parts)
    if not counts["denominator"]:
        return None
    per = PER_HOMES if parts[0].model == Model.RATE else 1.0
    return counts["numerator"] / counts["denominator"] * per, counts["denominator"], counts


def _summed(many: Iterable[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for one in many:
        for key, value in one.items():
            total[key] += value
    return dict(total)
