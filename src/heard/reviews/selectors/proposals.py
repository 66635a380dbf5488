"""Where a finding may be called for: clear gaps, and what nobody brought evidence of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.reviews.models import Finding, Standing
from heard.reviews.scales import ENOUGH
from heard.reviews.selectors.results import results_of

if TYPE_CHECKING:
    from heard.analysis.ratings import Result
    from heard.reviews.models import Review, Subject
    from heard.reviews.selectors.results import Asked, Results

MOST = 20


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion on which a landlord clearly thinks better of itself than its residents do."""

    subject: Subject
    criterion: Asked
    result: Result
    found: bool  # whether a finding of it stands already


@dataclass(frozen=True, slots=True)
class Shared:
    """A criterion, and the landlords with a clear gap on it or with no evidence for it."""

    criterion: Asked
    gaps: tuple[Subject, ...]
    unevidenced: tuple[Subject, ...]
    of: int  # landlords to which it applies
    found: bool


@dataclass(frozen=True, slots=True)
class Proposals:
    """Clear gaps, the widest for certain first; and criteria by how many landlords they trouble."""

    gaps: tuple[Gap, ...]
    shared: tuple[Shared, ...]
    more: int


def proposals_of(review: Review) -> Proposals:
    """What the scores point to. Gaps rest on ten residents or more, so that they can be published.

    They are ordered by the lower end of the gap's interval: by how wide it is at the least.
    """
    results = results_of(review)
    known: set[tuple[int | None, int | None]] = set(
        Finding.objects.filter(review=review, withdrawn_at=None).values_list(
            "subject_id", "criterion_id"
        )
    )
    gaps: list[Gap] = []
    by_criterion: dict[int, list[Subject]] = defaultdict(list)
    bare: dict[int, list[Subject]] = defaultdict(list)
    applies: dict[int, int] = defaultdict(int)
    for column, one in enumerate(results.criteria):
        for subject in results.subjects:
            row = results.rows[subject.pk]
            standing = results.worked.standings[row][column]
            applies[one.pk] += standing != Standing.NOT_APPLICABLE
            if standing == Standing.NOT_EVIDENCED:
                bare[one.pk].append(subject)
            result = results.scores.criteria[one.code][row]
            if _is_clear(result):
                by_criterion[one.pk].append(subject)
                gaps.append(Gap(subject, one, result, (subject.pk, one.pk) in known))
    gaps.sort(key=lambda gap: (-(gap.result.gap_low or 0), gap.subject.landlord.name))
    shared = [
        Shared(
            one,
            tuple(by_criterion[one.pk]),
            tuple(bare[one.pk]),
            applies[one.pk],
            (None, one.pk) in known,
        )
        for one in results.criteria
        if by_criterion[one.pk] or bare[one.pk]
    ]
    shared.sort(key=lambda row: -(len(row.gaps) + len(row.unevidenced)))
    return Proposals(tuple(gaps[:MOST]), tuple(shared[:MOST]), max(0, len(gaps) - MOST))


def gap_of(results: Results, subject: Subject, code: str) -> Result | None:
    """A landlord's result on a criterion, if enough residents said something to quote it."""
    result = results.scores.criteria[code][results.rows[subject.pk]]
    return result if result.gap is not None and result.raters >= ENOUGH else None


def _is_clear(result: Result) -> bool:
    return result.raters >= ENOUGH and result.gap_low is not None and result.gap_low > 0
