"""Which practices may help a landlord where it is weak, and why each is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

WEAK_UP_TO = 2.0  # of levels 0 to 4: up to here there is something to learn
STRONG_FROM = 3.0  # from here there is something to teach

MUCH_THE_SAME = 1.0  # of levels: nearer than this, residents and the review agree

Agreement = Literal["agrees", "differs", "not-asked"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a review says of a landlord on one criterion.

    Attributes:
        level: the moderated level, 0 to 4; None where it was not evidenced, which is no level.
        residents: the mean level that residents gave; None where too few of them answered.
        base: how many residents that is.
    """

    level: float | None
    residents: float | None = None
    base: int = 0

    @property
    def lowest(self) -> float | None:
        """The lower of the two: where residents see less than the review, that is the finding."""
        known = [level for level in (self.level, self.residents) if level is not None]
        return min(known, default=None)

    @property
    def agreement(self) -> Agreement:
        """How sure the level is: whether residents bear it out."""
        if self.level is None or self.residents is None:
            return "not-asked"
        near = abs(self.level - self.residents) < MUCH_THE_SAME
        return "agrees" if near else "differs"


@dataclass(frozen=True, slots=True)
class Serving:
    """A practice as it is matched.

    Attributes:
        key: what it is known by.
        landlord: who did it, as it stands today.
        criteria: criteria that it serves.
        place: where it stands among all practices; 1 is first.
    """

    key: str
    landlord: Hashable
    criteria: frozenset[str]
    place: int


@dataclass(frozen=True, slots=True)
class Match:
    """A practice that may help on a criterion.

    Attributes:
        practice: its key.
        done_by_level: the level of the landlord that did it, if a review says that it is strong.
    """

    practice: str
    done_by_level: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion on which a landlord is weak or shows no evidence, with what may help.

    Attributes:
        criterion: its code.
        result: what the review says.
        matches: practices to look at, the likeliest to help first; none if there is none yet.
    """

    criterion: str
    result: Result
    matches: tuple[Match, ...]


def practice_gaps(
    landlord: Hashable,
    results: Mapping[Any, Mapping[str, Result]],
    practices: Iterable[Serving],
    *,
    most: int = 5,
) -> tuple[Gap, ...]:
    """Where a landlord may learn from others, and from whom.

    Args:
        landlord: who it is for.
        results: landlord → criterion → what the review says. What nobody assessed isn't there.
        practices: all published ones; its own are left out.
        most: how many practices to give for one criterion.

    Returns:
        Criteria at level 2 or below, by the review or by residents, the lowest first, then those
        without evidence. Practices of landlords at level 3 or above on the criterion come first,
        then as they stand among all.

    Examples:
        >>> results = {"Ash": {"7": Result(1.0)}, "Elm": {"7": Result(4.0)}}
        >>> practices = [Serving("a", "Oak", frozenset({"7"}), 1)]
        >>> practices += [Serving("b", "Elm", frozenset({"7"}), 2)]
        >>> [match.practice for match in practice_gaps("Ash", results, practices)[0].matches]
        ['b', 'a']
    """
    known = tuple(one for one in practices if one.landlord != landlord)
    weak = [
        (criterion, result)
        for criterion, result in results.get(landlord, {}).items()
        if result.lowest is None or result.lowest <= WEAK_UP_TO
    ]
    weak.sort(key=lambda pair: (pair[1].lowest is None, pair[1].lowest or 0.0))
    return tuple(
        Gap(criterion, result, _matches(criterion, results, known)[:most])
        for criterion, result in weak
    )


def _matches(
    criterion: str, results: Mapping[Hashable, Mapping[str, Result]], practices: tuple[Serving, ...]
) -> tuple[Match, ...]:
    found: list[tuple[int, Match]] = []
    for practice in practices:
        if criterion in practice.criteria:
            result = results.get(practice.landlord, {}).get(criterion)
            level = None if result is None else result.level
            strong = level if level is not None and level >= STRONG_FROM else None
            found.append((practice.place, Match(practice.key, strong)))
    found.sort(key=lambda pair: (pair[1].done_by_level is None, pair[0], pair[1].practice))
    return tuple(match for _place, match in found)
