"""Scores that count now, by whom they are of, each for its reader."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from heard.access import Action, Thing
from heard.analysis import share_interval
from heard.reviews.models import (
    Comment,
    Evidence,
    SampleItem,
    Score,
    Side,
    Source,
    Stage,
    Standing,
)
from heard.reviews.scales import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Collection

    from heard.access import Reader
    from heard.reviews.models import (
        Subject,
    )

AGREES = 3  # "Mostly" and better


@dataclass(frozen=True, slots=True)
class Heard:
    """What residents said on one criterion: how many answers of each level, and don't know."""

    levels: tuple[int, ...] = (0, 0, 0, 0, 0)
    unknown: int = 0

    @property
    def base(self) -> int:
        """How many answered with a level."""
        return sum(self.levels)

    @property
    def asked(self) -> int:
        """How many answered at all."""
        return self.base + self.unknown

    @property
    def enough(self) -> bool:
        """Whether it may be shown to others than the team."""
        return self.base >= ENOUGH

    @property
    def agree(self) -> float | None:
        """Share of the base that says mostly or completely; none where the base is too small."""
        return sum(self.levels[AGREES:]) / self.base if self.enough else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of that share."""
        share = self.agree
        return None if share is None else tuple(share_interval(share, self.base))  # type: ignore[return-value]


@dataclass(slots=True)
class Sides:
    """Everything said of one landlord on one criterion. None where nothing was."""

    own: Score | None = None
    officers: Score | None = None
    moderated: Score | None = None
    residents: Heard = field(default_factory=Heard)
    evidence: int = 0
    sampled: bool = False
    comment: Comment | None = None

    @property
    def evidenced(self) -> bool:
        """Whether there is evidence: something brought, or what enough residents said."""
        return bool(self.evidence) or self.residents.enough


Sided = dict[int, Sides]  # by criterion


def sources_seen_by(reader: Reader, subject: Subject) -> set[Source]:
    """Whose scores of this landlord the reader may see now.

    A landlord's draft is its own until it is sent in. What others gave is the team's until the
    landlord may comment, and everybody's once the review is published.
    """
    stage = Stage(subject.review.stage)
    if reader.may(Thing.REVIEW, Action.READ):
        hidden = set() if subject.self_submitted_at else {Source.SELF}
        return set(Source) - hidden
    mine = subject.landlord_id in reader.landlords or subject.succeeded_by_id in reader.landlords
    if stage is Stage.PUBLISHED:
        own = mine or subject.self_submitted_at is not None
        return set(Source) if own else set(Source) - {Source.SELF}
    if not mine:
        return set()
    return set(Source) if stage is Stage.COMMENTING else {Source.SELF}


def sides_of(reader: Reader, subject: Subject) -> Sided:
    """What the reader may see of one landlord, by criterion. A fixed number of queries."""
    return sides_of_many(reader, [subject])[subject.pk]


def sides_of_many(
    reader: Reader, subjects: Collection[Subject], *, reasons: bool = True
) -> dict[int, Sided]:
    """The same for many landlords, by subject and criterion, in four queries.

    Without `reasons` the scores' reasons are left in the store until somebody asks for one.
    """
    seen = {subject.pk: sources_seen_by(reader, subject) for subject in subjects}
    found: dict[int, Sided] = {pk: defaultdict(Sides) for pk in seen}
    _scores_into(found, seen, reasons=reasons)
    _residents_into(found, seen)
    shown = _sides_seen(seen)
    brought = Evidence.objects.filter(subject__in=seen, withdrawn_at=None).order_by()
    counted = brought.values_list("subject_id", "criterion_id", "side").annotate(n=Count("pk"))
    for subject, criterion, side, count in counted:
        if side in shown[subject]:
            found[subject][criterion].evidence += count
    for subject, criterion in SampleItem.objects.filter(subject__in=seen).values_list(
        "subject_id", "criterion_id"
    ):
        found[subject][criterion].sampled = True
    return found


def _sides_seen(seen: dict[int, set[Source]]) -> dict[int, set[str]]:
    """Whose evidence goes with whose scores."""
    return {
        pk: {str(side) for side in Side if Source(side.value) in sources}
        for pk, sources in seen.items()
    }


def _scores_into(found: dict[int, Sided], seen: dict[int, set[Source]], *, reasons: bool) -> None:
    named = {Source.SELF: "own", Source.OFFICERS: "officers", Source.MODERATED: "moderated"}
    rows = Score.objects.filter(
        subject__in=seen, superseded_at=None, source__in=list(named)
    ).order_by()
    for row in (
        rows if reasons else rows.only("subject_id", "criterion_id", "source", "standing", "level")
    ):
        source = Source(row.source)
        if source in seen[row.subject_id]:
            setattr(found[row.subject_id][row.criterion_id], named[source], row)


def _residents_into(found: dict[int, Sided], seen: dict[int, set[Source]]) -> None:
    allowed = [pk for pk, sources in seen.items() if Source.RESIDENTS in sources]
    rows = _residents_rows(allowed)
    for subject, criterion, unknown, *levels in rows:
        found[subject][criterion].residents = Heard(tuple(levels), unknown)


def _residents_rows(subjects: list[int]) -> list[tuple[int, ...]]:
    counts = {
        f"at_{level}": Count("pk", filter=Q(standing=Standing.SCORED, level=level))
        for level in range(5)
    }
    rows = Score.objects.filter(
        subject__in=subjects, superseded_at=None, source=Source.RESIDENTS
    ).order_by()
    return list(
        rows.values_list("subject_id", "criterion_id").annotate(
            unknown=Count("pk", filter=Q(standing=Standing.UNKNOWN)), **counts
        )
    )


def comments_of(subject: Subject) -> dict[int | None, Comment]:
    """What the landlord says now, by criterion; None stands for the whole."""
    rows = Comment.objects.filter(subject=subject, superseded_at=None).exclude(text="")
    return {row.criterion_id: row for row in rows}


def earlier_scores(subject: Subject, criterion_id: int, source: Source) -> list[Score]:
    """What was said before, latest first."""
    rows = Score.objects.filter(subject=subject, criterion_id=criterion_id, source=source)
    return list(rows.exclude(superseded_at=None).order_by("-at", "-pk"))
