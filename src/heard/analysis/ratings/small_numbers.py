"""What few residents said stays with the team.

A figure of residents is shown to others from ten raters. Where a single part of a whole is
hidden, it could be worked out from the whole and the other parts, so the part with the next
fewest raters is hidden with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from heard.analysis.ratings.results import Scores
from heard.analysis.small_numbers import LEAST_BASE, to_nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heard.analysis.ratings.results import Result
    from heard.analysis.ratings.scoring import Question

FEWEST_SHOWN = LEAST_BASE


def hidden(result: Result) -> Result:
    """The result without anything that residents said, or how many they were."""
    return replace(
        result,
        residents=None,
        low=None,
        high=None,
        gap=None,
        gap_low=None,
        gap_high=None,
        common=0,
        raters=0,
        ratings=0,
        places=None,
        coverage=result.coverage._replace(residents=0),
        withheld=result.raters > 0,
    )


def rounded(result: Result) -> Result:
    """The result with its numbers of raters and ratings to the nearest five."""
    return replace(result, raters=to_nearest(result.raters), ratings=to_nearest(result.ratings))


def shown(scores: Scores, criteria: Sequence[Question]) -> Scores:
    """The scores as others than the team may see them."""
    keep = [_kept(scores, criteria, place) for place in range(len(scores.overall))]

    def told(results: tuple[Result, ...], part: str) -> tuple[Result, ...]:
        return tuple(rounded(one) if part in keep[one.landlord] else hidden(one) for one in results)

    return Scores(
        overall=told(scores.overall, ""),
        dimensions={name: told(found, f"d:{name}") for name, found in scores.dimensions.items()},
        criteria={code: told(found, f"c:{code}") for code, found in scores.criteria.items()},
        sensitivity=scores.sensitivity,
        method_version=scores.method_version,
    )


def _kept(scores: Scores, criteria: Sequence[Question], place: int) -> set[str]:
    """Which of a landlord's figures may be shown."""
    raters = {"": scores.overall[place].raters}
    raters |= {f"d:{name}": found[place].raters for name, found in scores.dimensions.items()}
    raters |= {f"c:{code}": found[place].raters for code, found in scores.criteria.items()}
    keep = {part for part, count in raters.items() if count >= FEWEST_SHOWN}
    wholes = {"": [f"d:{name}" for name in scores.dimensions]}
    for one in criteria:
        wholes.setdefault(f"d:{one.dimension}", []).append(f"c:{one.code}")
    for whole, parts in wholes.items():
        if whole in keep:
            keep -= _beside(parts, raters, keep)
    return keep


def _beside(parts: Sequence[str], raters: Mapping[str, int], keep: set[str]) -> set[str]:
    """What must be hidden so that a single hidden part can't be worked out."""
    rated = [part for part in parts if raters[part]]
    closed = [part for part in rated if part not in keep]
    if len(closed) != 1:
        return set()
    others = [part for part in rated if part in keep]
    return {min(others, key=lambda part: (raters[part], part))} if others else set()
