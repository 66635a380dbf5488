"""What scoring a review hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from heard.analysis.ratings.apart import Places
    from heard.analysis.ratings.weighings import Sensitivity

METHOD_VERSION = "2026.1"
"""Which edition of the method made a result; grows whenever a figure could change."""


class Coverage(NamedTuple):
    """On how many of the criteria that apply each source has said a level."""

    applicable: int = 0
    own: int = 0
    residents: int = 0
    officers: int = 0
    moderated: int = 0


NO_COVERAGE = Coverage()


@dataclass(frozen=True, slots=True)
class Result:
    """One landlord on one criterion, one dimension or overall. Unknown is None, never a number.

    Levels run from 0 to 4. Every mean weighs the criteria that its source has a level for.

    Attributes:
        landlord: place of the landlord in the list.
        scope: code of the criterion or dimension; "" for overall.
        own: what the landlord says of itself.
        residents: what residents say.
        officers: what officers found on the criteria that they checked.
        moderated: what the Champion settled.
        low: lower end of the 95% interval of what residents say.
        high: upper end.
        gap: landlord less residents, on the criteria that both have a level for; above 0 the
            landlord thinks better of itself than its residents do.
        gap_low: lower end of its 95% interval.
        gap_high: upper end.
        common: how many criteria the gap rests on.
        coverage: how many criteria each source covers, of those that apply.
        raters: residents who gave at least one level.
        ratings: levels they gave.
        places: places that the landlord could take by what residents say; None where it isn't
            compared.
        withheld: whether residents said something that isn't shown, since they are few.
    """

    landlord: int
    scope: str = ""
    own: float | None = None
    residents: float | None = None
    officers: float | None = None
    moderated: float | None = None
    low: float | None = None
    high: float | None = None
    gap: float | None = None
    gap_low: float | None = None
    gap_high: float | None = None
    common: int = 0
    coverage: Coverage = NO_COVERAGE
    raters: int = 0
    ratings: int = 0
    places: Places | None = None
    withheld: bool = False

    @property
    def covered(self) -> float | None:
        """Share of the criteria that apply which residents rated, 0-1; None where unknown."""
        if self.withheld or not self.coverage.applicable:
            return None
        return self.coverage.residents / self.coverage.applicable

    @property
    def differs(self) -> bool:
        """Whether chance doesn't explain the gap."""
        if self.gap_low is None or self.gap_high is None:
            return False
        return self.gap_low > 0 or self.gap_high < 0


@dataclass(frozen=True, slots=True)
class Scores:
    """A review worked out.

    Attributes:
        overall: one result for each landlord, in the order given.
        dimensions: by dimension, the same.
        criteria: by criterion, the same; nobody is placed on a single criterion.
        sensitivity: how far the order overall hangs on the weights.
        method_version: edition of the method.
    """

    overall: tuple[Result, ...]
    dimensions: dict[str, tuple[Result, ...]]
    criteria: dict[str, tuple[Result, ...]]
    sensitivity: Sensitivity | None = field(default=None)
    method_version: str = METHOD_VERSION
