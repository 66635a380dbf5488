"""Evidence of each kind that made-up landlords, residents and officers bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heard.access import Role
from heard.demo.reviews import words
from heard.reviews.models import (
    ConcernsFigure,
    Evidence,
    EvidenceCheck,
    EvidenceKind,
    Side,
)
from heard.walkabouts.models import Observation

if TYPE_CHECKING:
    from uuid import UUID

    from heard.demo.reviews.levels import Truth
    from heard.demo.reviews.loading import Entering
    from heard.reviews.models import Criterion

SECOND = 0.4  # how often there is a second piece
VERDICTS = ("supports", "supports", "does-not", "cannot-tell")


def evidence_rows(
    entering: Entering, landlord: Any, criterion: Criterion, truth: Truth, *, checked: bool
) -> None:
    """A piece of evidence or two on one criterion, some of them checked."""
    from heard.demo.reviews.loading import at  # noqa: PLC0415 - it needs these rows

    kinds = criterion.evidence_kinds or [EvidenceKind.DOCUMENT.value]
    first = 1 + int(truth.luck.random() < SECOND)
    for number in range(first):
        kind = kinds[(number + int(truth.luck.integers(len(kinds)))) % len(kinds)]
        late = checked and number == 1
        day = landlord.plan.due(70 if late and landlord.done else 30)
        row = entering.add(
            Evidence,
            subject=landlord.subject,
            criterion=criterion,
            kind=kind,
            side=Side.OFFICERS if late else Side.SELF,
            title=words.picked(truth.luck, words.TITLES[EvidenceKind(kind)]),
            statement=words.picked(truth.luck, words.STATEMENTS),
            dated=landlord.plan.due(-int(truth.luck.integers(20, 700))),
            at=at(day),
            by_role=Role.OFFICER if late else Role.LANDLORD_OFFICER,
            by_landlord=None if late else landlord.landlord,
            **_place(entering, landlord, criterion, kind, truth),
        )
        if checked and number == 0:
            verdict = VERDICTS[int(truth.luck.integers(len(VERDICTS)))]
            entering.add(
                EvidenceCheck,
                evidence=row,
                verdict=verdict,
                reason=words.CHECKS[verdict],
                at=at(landlord.plan.due(73 if landlord.done else 46)),
                by_role=Role.OFFICER,
            )


def _place(
    entering: Entering, landlord: Any, criterion: Criterion, kind: str, truth: Truth
) -> dict[str, Any]:
    """Where it is to be found: exactly one place."""
    if kind == EvidenceKind.METRIC:
        if criterion.dimension.code == "complaints":
            return {"figure": ConcernsFigure.CLOCKS_MET.value}
        if criterion.dimension.code == "local":
            return {"figure": ConcernsFigure.FELT_LISTENED_TO.value}
        return {"measure": words.picked(truth.luck, words.MEASURES)}
    seen = observations(entering).get(landlord.name)
    if kind == EvidenceKind.OBSERVATION and seen:
        return {"observation": seen[int(truth.luck.integers(len(seen)))]}
    return {"link": f"https://{landlord.landlord.slug}.example.org/{criterion.code}"}


def observations(entering: Entering) -> dict[str, list[UUID]]:
    """Keys of what was seen on made-up walkabouts, by landlord; asked for once."""
    if entering.observations is None:
        entering.observations = {}
        rows = Observation.objects.filter(withdrawn_at=None).order_by("pk")
        for key, name in rows.values_list("key", "walkabout__estate__landlord__name"):
            entering.observations.setdefault(name, []).append(key)
    return entering.observations
