"""What a framework says, apart from any store: the shape that files, pages and the store share."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from decimal import Decimal

FORMAT = "heard-framework-1"
# What each table of a file may say, in the order in which it is written.
FRAMEWORK_KEYS = ("format", "code", "name", "about", "dimensions")
DIMENSION_KEYS = ("code", "name", "about", "criteria")
CRITERION_KEYS = ("code", "name", "good", "question", "weight", "evidence", "levels")
MOST_BYTES = 300_000
MOST_DIMENSIONS = 30
MOST_CRITERIA = 200  # of a whole framework: a landlord answers every one of them
LONGEST_CODE = 60
LONGEST_NAME = 200
LONGEST_DIMENSION_NAME = 120
LONGEST_QUESTION = 300
LONGEST_TEXT = 4000
CODE = r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z"
LEAST_WEIGHT = Decimal("0.001")
MOST_WEIGHT = Decimal("999.999")
WEIGHT_PLACES = 3
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class CriterionText:
    """One criterion. `levels` are the words of levels 0 to 4, in that order."""

    code: str
    name: str
    good: str
    question: str
    weight: Decimal
    evidence: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DimensionText:
    """Criteria that belong together."""

    code: str
    name: str
    about: str
    criteria: tuple[CriterionText, ...]


@dataclass(frozen=True, slots=True)
class FrameworkText:
    """A whole framework. Which version it is belongs to the installation, not to the file."""

    code: str
    name: str
    about: str
    dimensions: tuple[DimensionText, ...]

    @property
    def criteria(self) -> tuple[CriterionText, ...]:
        """Every criterion, in order."""
        return tuple(one for part in self.dimensions for one in part.criteria)

    @property
    def digest(self) -> str:
        """The same for frameworks that say the same."""
        told = json.dumps(asdict(self), default=str, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def weight_plain(weight: Decimal) -> Decimal:
    """The weight without noughts that say nothing: 1.500 is 1.5, 10.000 is 10."""
    plain = weight.normalize()
    return plain.quantize(ONE) if plain == plain.to_integral_value() else plain
