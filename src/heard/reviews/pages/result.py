"""One landlord's results: criterion by criterion, with reasons and what the evidence is worth."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from heard.analysis.evidence import Check, Confidence, Kind, Piece, confidence
from heard.reviews.models import Evidence, EvidenceCheck, SeatWords
from heard.reviews.pages.results import (
    base_words,
    gap_words,
    level_words,
    missing_words,
    shown_of,
    span_words,
)
from heard.reviews.scales import ENOUGH
from heard.reviews.selectors.scoring import comments_of, sides_of, sources_seen_by

if TYPE_CHECKING:
    from datetime import date

    from heard.access import Reader
    from heard.analysis.ratings import Result
    from heard.reviews.models import Comment, Subject
    from heard.reviews.pages.results import Shown
    from heard.reviews.selectors.results import Asked, Results
    from heard.reviews.selectors.scoring import Sides


STRENGTHS = {
    Confidence.STRONG: _("Strong"),
    Confidence.MODERATE: _("Moderate"),
    Confidence.WEAK: _("Weak"),
    Confidence.NONE: _("None"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of one landlord: the four sources, the gap, and what evidence is worth."""

    criterion: Asked
    sides: Sides
    residents: str
    span: str
    base: str
    has_level: bool
    gap: str
    gap_span: str
    differs: bool
    confidence: str
    strength: str
    evidence: int
    words: tuple[str, ...]
    comment: Comment | None

    @property
    def reasons(self) -> bool:
        """Whether anybody gave words that can be opened."""
        given = (self.sides.own, self.sides.officers, self.sides.moderated, self.comment)
        return any(given) or bool(self.words)


class _Told(NamedTuple):
    """What there is on one criterion besides figures."""

    sides: Sides
    pieces: list[Piece]
    words: tuple[str, ...]
    comment: Comment | None


@dataclass(frozen=True, slots=True)
class Part:
    """A dimension with its criteria."""

    name: str
    shown: Shown
    rows: tuple[Judged, ...]


def parts_of(reader: Reader, results: Results, subject: Subject) -> list[Part]:
    """Everything said of a landlord, by dimension. A fixed number of queries."""
    subject.review = results.review
    sides = sides_of(reader, subject)
    pieces = _pieces(reader, subject)
    words = _words(subject)
    comments = comments_of(subject)
    by_part: dict[str, list[Judged]] = defaultdict(list)
    for one in results.criteria:
        found = results.scores.criteria[one.code][results.rows[subject.pk]]
        told = _Told(sides[one.pk], pieces[one.pk], tuple(words[one.pk]), comments.get(one.pk))
        by_part[one.dimension].append(_judged(results, one, found, told))
    return [
        Part(name, shown_of(results, subject, code), tuple(by_part[code]))
        for code, name in results.dimensions.items()
    ]


def _judged(results: Results, one: Asked, found: Result, told: _Told) -> Judged:
    worth = _confidence(told, found)
    return Judged(
        criterion=one,
        sides=told.sides,
        residents=level_words(found.residents, missing=missing_words(found)),
        span=span_words(found.low, found.high) if found.residents is not None else "",
        base=base_words(found, results.audience),
        has_level=found.residents is not None,
        gap="" if found.gap is None else gap_words(found),
        gap_span=span_words(found.gap_low, found.gap_high, signed=True),
        differs=found.differs,
        confidence=worth.word,
        strength=str(STRENGTHS[worth]),
        evidence=len(told.pieces),
        words=told.words,
        comment=told.comment,
    )


def _confidence(told: _Told, found: Result) -> Confidence:
    """What the evidence is worth; enough residents' answers are a piece of it."""
    pieces = list(told.pieces)
    if found.raters >= ENOUGH:
        pieces.append(Piece(Kind.TESTIMONY, 0))
    own, officers = told.sides.own, told.sides.officers
    return confidence(
        pieces,
        own=own.level if own else None,
        residents=found.residents,
        officers=officers.level if officers else None,
    )


def _pieces(reader: Reader, subject: Subject) -> dict[int, list[Piece]]:
    """Evidence that stands and that the reader may see, by criterion, in two queries."""
    seen = [source.value for source in sources_seen_by(reader, subject)]
    standing = Evidence.objects.filter(subject=subject, side__in=seen, withdrawn_at=None)
    checks = EvidenceCheck.objects.filter(evidence__subject=subject, superseded_at=None)
    verdicts = dict(checks.values_list("evidence_id", "verdict"))
    found: dict[int, list[Piece]] = defaultdict(list)
    rows = standing.order_by("pk").values_list(
        "pk", "criterion_id", "kind", "dated", "measure", "figure"
    )
    for pk, criterion, kind, dated, measure, figure in rows:
        # A measure or figure of Heard's is shown as it stands now, so it can't be old.
        age = 0 if measure or figure else _age(dated, subject.review.period_to)
        found[criterion].append(Piece(Kind(kind), age, Check(verdicts.get(pk, ""))))
    return found


def _age(dated: date | None, end: date) -> int | None:
    return None if dated is None else (end - dated).days


def _words(subject: Subject) -> dict[int, list[str]]:
    """What residents wrote, as far as an officer approved it, by criterion."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = SeatWords.objects.filter(
        seat__session__subject=subject, approved_at__isnull=False, criterion__isnull=False
    ).order_by("pk")
    for criterion, words in rows.values_list("criterion_id", "shown"):
        found[criterion or 0].append(words)
    return found
