"""Evidence on a criterion, as its reader may see it, with what it says now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from heard.reviews.models import Evidence, EvidenceCheck, Source
from heard.reviews.selectors.live import live_of
from heard.reviews.selectors.scoring import sources_seen_by

if TYPE_CHECKING:
    from heard.access import Reader
    from heard.reviews.models import Criterion, Subject
    from heard.reviews.selectors.live import Live


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence, its figures if it has any, and what an officer made of it."""

    evidence: Evidence
    live: list[Live]
    check: EvidenceCheck | None


def evidence_of(
    reader: Reader, subject: Subject, *, criterion: Criterion | None = None, checks: bool = True
) -> list[Item]:
    """Evidence that the reader may see of a landlord, on one criterion or on all, oldest first.

    Withdrawn evidence stays in the list, as such. `checks` are for those who may see the
    officers' scores.
    """
    seen = sources_seen_by(reader, subject)
    sides = [source.value for source in seen]
    rows = Evidence.objects.filter(subject=subject, side__in=sides).select_related("file")
    if criterion is not None:
        rows = rows.filter(criterion=criterion)
    current = EvidenceCheck.objects.filter(superseded_at=None)
    rows = rows.order_by("at", "pk").prefetch_related(
        Prefetch("checks", current, to_attr="current_checks")
    )
    found = list(rows)
    live = live_of(subject, found)
    shown = checks and Source.OFFICERS in seen
    return [
        Item(
            one,
            live.get(one.pk, []),
            next(iter(one.current_checks), None) if shown else None,
        )
        for one in found
    ]
