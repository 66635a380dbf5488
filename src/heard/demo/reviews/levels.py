"""How each made-up landlord does on each criterion, and how each side sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.demo.chance import stream
from heard.demo.reviews.plan import QUALITY
from heard.reviews.models import HIGHEST, Standing

if TYPE_CHECKING:
    from numpy.random import Generator

# What a landlord tends to think of itself beyond what there is, and what its residents miss.
FLATTERY, DISTANCE = 0.5, -0.2
SPREAD, AMONG_RESIDENTS = 0.75, 0.95
BETTER_EACH_YEAR = 0.25
# Residents often can't know what goes on in a board room.
UNKNOWN = {"strategy": 0.45, "scrutiny": 0.35, "complaints": 0.3}
UNKNOWN_ELSEWHERE = 0.12
SKIPPED = 0.03
APPLIES, NOT_LOOKED_AT, ADMITS = 0.97, 0.03, 0.35
EVIDENCED, MORE_IF_GOOD = 0.78, 0.08


@dataclass(frozen=True, slots=True)
class Truth:
    """One landlord on one criterion, and the chance that belongs to it alone."""

    level: float
    evidenced: bool
    applies: bool
    flattery: float
    distance: float
    luck: Generator


def truth_of(seed: int, review: int, landlord: str, dimension: str, code: str) -> Truth:
    """What is really so. A landlord keeps its strengths from one review to the next."""
    lasting = stream(seed, "review", landlord, code)
    manner = stream(seed, "review-manner", landlord, dimension)
    luck = stream(seed, "review", review, landlord, code)
    level = 2.2 + 0.5 * QUALITY.get(landlord, 0.0) + SPREAD * lasting.normal()
    return Truth(
        level=level + BETTER_EACH_YEAR * (review - 1) + 0.2 * luck.normal(),
        evidenced=bool(luck.random() < EVIDENCED + MORE_IF_GOOD * QUALITY.get(landlord, 0.0)),
        applies=bool(lasting.random() < APPLIES),
        flattery=FLATTERY + 0.5 * float(manner.normal()),
        distance=DISTANCE + 0.6 * float(manner.normal()),
        luck=luck,
    )


def shown(value: float) -> int:
    """The level that a value comes to."""
    return int(np.clip(round(value), 0, HIGHEST))


def own_score(truth: Truth) -> tuple[str, int | None]:
    """What the landlord says of itself."""
    if not truth.applies:
        return Standing.NOT_APPLICABLE, None
    if truth.luck.random() < NOT_LOOKED_AT:
        return Standing.NOT_ASSESSED, None
    if not truth.evidenced and truth.luck.random() < ADMITS:
        return Standing.NOT_EVIDENCED, None
    return Standing.SCORED, shown(truth.level + truth.flattery + 0.3 * truth.luck.normal())


def officers_score(truth: Truth) -> tuple[str, int | None]:
    """What an officer finds who looks at the evidence."""
    if not truth.applies:
        return Standing.NOT_APPLICABLE, None
    if not truth.evidenced:
        return Standing.NOT_EVIDENCED, None
    return Standing.SCORED, shown(truth.level + 0.25 * truth.luck.normal())


def residents_scores(truth: Truth, dimension: str, seats: int) -> list[int | None]:
    """What each resident says: a level, or None for don't know; -1 where the line was skipped."""
    seen = np.clip(
        np.rint(truth.level + truth.distance + AMONG_RESIDENTS * truth.luck.normal(size=seats)),
        0,
        HIGHEST,
    ).astype(int)
    unknown = truth.luck.random(seats) < UNKNOWN.get(dimension, UNKNOWN_ELSEWHERE)
    skipped = truth.luck.random(seats) < SKIPPED
    return [
        -1 if left_out else None if blank else int(level)
        for level, blank, left_out in zip(seen, unknown, skipped, strict=True)
    ]


def moderated_score(
    truth: Truth, own: int | None, officers: int | None, residents: list[int | None]
) -> tuple[str, int | None]:
    """What the Champion makes of it: officers' looks first, residents' eyes beside them."""
    if not truth.applies:
        return Standing.NOT_APPLICABLE, None
    if not truth.evidenced:
        return Standing.NOT_EVIDENCED, None
    said = [level for level in residents if level is not None and level >= 0]
    views = [(officers, 2.0), (own, 1.0), (float(np.mean(said)) if said else None, 1.0)]
    known = [(value, weight) for value, weight in views if value is not None]
    if not known:
        return Standing.NOT_ASSESSED, None
    mean = sum(value * weight for value, weight in known) / sum(weight for _v, weight in known)
    return Standing.SCORED, shown(mean)
