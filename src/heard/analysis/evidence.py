"""How much confidence evidence gives: strong, moderate, weak or none, by rules to be read aloud.

Each piece counts for a number of steps, from what it is, how old it is and what an officer found
on looking at it. The best piece decides; a second piece of another kind adds a step; sources that
disagree take one away. docs/explanation/review-scoring.md holds the rules as a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OLD_DAYS = 366
"""A piece older than this at the review's end, or without a date, counts a step less."""
STALE_DAYS = 3 * 365 + 1
"""A piece older than this counts for nothing."""
APART = 1.0
"""Levels between two sources from which they disagree."""


class Kind(StrEnum):
    """What sort of evidence a piece is."""

    DOCUMENT = "document"
    METRIC = "metric"
    TESTIMONY = "testimony"
    OBSERVATION = "observation"
    CASE_SAMPLE = "case-sample"


class Check(StrEnum):
    """What an officer found on looking at a piece."""

    SUPPORTS = "supports"
    DOES_NOT = "does-not"
    CANNOT_TELL = "cannot-tell"
    NONE = ""


class Confidence(Enum):
    """How much the evidence on a criterion can be relied on; they can be put in order.

    Examples:
        >>> Confidence.STRONG > Confidence.WEAK, max(Confidence.NONE, Confidence.MODERATE).word
        (True, 'moderate')
    """

    NONE = 0
    WEAK = 1
    MODERATE = 2
    STRONG = 3

    @property
    def word(self) -> str:
        """As it is written: "strong"."""
        return self.name.lower()

    def __lt__(self, other: Confidence) -> bool:
        return self.value < other.value

    def __le__(self, other: Confidence) -> bool:
        return self.value <= other.value

    def __gt__(self, other: Confidence) -> bool:
        return self.value > other.value

    def __ge__(self, other: Confidence) -> bool:
        return self.value >= other.value


# A paper says what is meant to happen; the others show what does.
_STEPS = {
    Kind.DOCUMENT: 1,
    Kind.TESTIMONY: 1,
    Kind.METRIC: 2,
    Kind.OBSERVATION: 2,
    Kind.CASE_SAMPLE: 2,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence that stands.

    Attributes:
        kind: what it is.
        age: days from its date to the end of the review's period, negative if later; None where
            it has no date.
        check: what an officer found.
    """

    kind: Kind
    age: int | None = None
    check: Check = Check.NONE


def steps_of(piece: Piece) -> int:
    """How many steps of confidence a piece gives, 0 to 3.

    A document or testimony gives one, what was counted, seen or sampled two; an officer who found
    that it supports the score adds one, and one who found that it doesn't makes it count for
    nothing. More than a year old, or without a date, takes one off; more than three years old
    counts for nothing.

    Examples:
        >>> steps_of(Piece(Kind.METRIC, 90, Check.SUPPORTS)), steps_of(Piece(Kind.DOCUMENT, 90))
        (3, 1)
        >>> steps_of(Piece(Kind.METRIC, 500)), steps_of(Piece(Kind.DOCUMENT, 90, Check.DOES_NOT))
        (1, 0)
    """
    if piece.check is Check.DOES_NOT or (piece.age is not None and piece.age > STALE_DAYS):
        return 0
    steps = _STEPS[piece.kind] + (piece.check is Check.SUPPORTS)
    if piece.age is None or piece.age > OLD_DAYS:
        steps -= 1
    return steps


def disagree(levels: Iterable[float | None]) -> bool:
    """Whether any two of the sources' levels lie a whole level or more apart.

    Examples:
        >>> disagree([3.0, 1.9, None]), disagree([3.0, None])
        (True, False)
    """
    known = [level for level in levels if level is not None]
    return bool(known) and max(known) - min(known) >= APART


def confidence(
    pieces: Iterable[Piece],
    *,
    own: float | None = None,
    residents: float | None = None,
    officers: float | None = None,
) -> Confidence:
    """How much the evidence on one criterion can be relied on.

    Args:
        pieces: evidence that wasn't withdrawn.
        own: the landlord's level of itself, 0 to 4; None where there is none.
        residents: what residents say.
        officers: what officers found.

    Examples:
        >>> papers = [Piece(Kind.DOCUMENT, 30), Piece(Kind.OBSERVATION, 10)]
        >>> confidence(papers, own=3, residents=2.8).word
        'strong'
        >>> confidence(papers, own=3, residents=1.5).word
        'moderate'
        >>> confidence([], own=4).word
        'none'
    """
    counted = [(steps_of(piece), piece.kind) for piece in pieces]
    counted = [(steps, kind) for steps, kind in counted if steps > 0]
    if not counted:
        return Confidence.NONE
    steps = max(steps for steps, _kind in counted)
    steps += len({kind for _steps, kind in counted}) > 1
    steps -= disagree((own, residents, officers))
    return Confidence(min(3, max(1, steps)))
