"""Recommendations to landlords: which are whose, and where each stands, for its reader."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.landlords.lineage import today as stands_today
from heard.landlords.selectors.lineage import edges
from heard.reviews.answering import (
    Progress,
    Standing,
    Verdicts,
    days_late,
    progress_of,
    standing_of,
)
from heard.reviews.errors import NoSuchReviewError
from heard.reviews.models import (
    ActionVerdict,
    Address,
    AnswerStep,
    RecommendedAction,
    Seen,
    Stage,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from heard.access import Reader
    from heard.landlords.lineage import Edge


@dataclass(frozen=True, slots=True)
class Acted:
    """An action with where it stands and what residents say of it since it was said to be done."""

    action: RecommendedAction
    progress: Progress
    verdicts: Verdicts

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.progress in {Progress.DUE, Progress.OVERDUE}

    @property
    def moved(self) -> bool:
        """Whether it was given another day since it was set."""
        return self.action.due_on != self.action.first_due_on


@dataclass(frozen=True, slots=True)
class Answered:
    """A recommendation to one landlord: its answer, how late it was, and what is done about it."""

    address: Address
    standing: Standing
    late: int
    actions: tuple[Acted, ...]
    steps: tuple[AnswerStep, ...]

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self.standing in {Standing.WAITING, Standing.OVERDUE}

    @property
    def is_accepted(self) -> bool:
        """Whether all or a part of it was accepted."""
        return self.standing in {Standing.ACCEPT, Standing.PARTLY}

    @property
    def earlier(self) -> list[AnswerStep]:
        """Answers that were changed since, and days that were moved; oldest first."""
        answers = [one for one in self.steps if one.answer]
        return [one for one in self.steps if one in answers[:-1] or one.deed == "due-moved"]


def stands_for(landlord_id: int) -> int:
    """The landlord that answers for this one today: its last successor, or itself."""
    return heirs({landlord_id}, edges())[landlord_id]


def heirs(landlords: Collection[int], known: list[Edge]) -> dict[int, int]:
    """Each landlord and who stands for it today."""
    day = timezone.localdate()
    whole = [edge for edge in known if edge.whole]
    return {one: stands_today(whole, one, day) for one in landlords}


def stood_for_by(landlords: Collection[int]) -> set[int]:
    """These landlords, and every earlier one that one of them stands for today. One query."""
    known = edges()
    earlier = heirs({edge.predecessor for edge in known}, known)
    return set(landlords) | {one for one, heir in earlier.items() if heir in landlords}


def addresses_published() -> QuerySet[Address]:
    """Recommendations to landlords in published reviews, but for those withdrawn before."""
    rows = Address.objects.filter(recommendation__finding__review__stage=Stage.PUBLISHED)
    return rows.exclude(_never_published()).select_related(
        "recommendation__finding__review__borough",
        "recommendation__finding__criterion",
        "subject__landlord",
        "subject__succeeded_by",
    )


def _never_published() -> Q:
    """Withdrawn while the review was still written."""
    day = "recommendation__finding__review__published_at"
    return Q(recommendation__withdrawn_at__lt=F(day)) | Q(
        recommendation__finding__withdrawn_at__lt=F(day)
    )


def addresses_for(reader: Reader) -> QuerySet[Address]:
    """Those that the reader's landlord is to answer, its predecessors' too; the first due first."""
    own = stood_for_by(reader.landlords) if reader.landlords else set()
    mine = Q(subject__landlord__in=own) | Q(subject__succeeded_by__in=reader.landlords)
    return addresses_published().filter(mine).order_by("due_on", "recommendation__reference", "pk")


def address_get_for(reader: Reader, key: UUID) -> Address:
    """One recommendation to the reader's landlord.

    Raises:
        NoSuchReviewError: there is none, or it isn't theirs.
    """
    found = addresses_for(reader).filter(key=key).first()
    if found is None:
        raise NoSuchReviewError(_("There is no such recommendation."))
    return found


def action_get_for(reader: Reader, key: UUID) -> RecommendedAction:
    """One action of the reader's landlord.

    Raises:
        NoSuchReviewError: there is none, or it isn't theirs.
    """
    return _action(addresses_for(reader), key)


def action_public_get(key: UUID) -> RecommendedAction:
    """One action on a published recommendation.

    Raises:
        NoSuchReviewError: there is none.
    """
    return _action(addresses_published(), key)


def answered_of(addresses: Iterable[Address], *, on: date | None = None) -> list[Answered]:
    """Where each stands, in the order given: three queries, however many there are."""
    rows = list(addresses)
    today = on or timezone.localdate()
    actions: dict[int, list[RecommendedAction]] = defaultdict(list)
    steps: dict[int, list[AnswerStep]] = defaultdict(list)
    found = RecommendedAction.objects.filter(address__in=rows).order_by("due_on", "pk")
    for action in found:
        actions[action.address_id].append(action)
    for step in AnswerStep.objects.filter(address__in=rows).order_by("at", "pk"):
        steps[step.address_id].append(step)
    verdicts = _verdicts(rows)
    return [
        Answered(
            address=one,
            standing=standing_of(one, today=today, withdrawn=_is_withdrawn(one)),
            late=0 if _is_withdrawn(one) else days_late(one, today=today),
            actions=tuple(
                Acted(
                    each,
                    progress_of(each, today=today),
                    verdicts.get(each.pk, Verdicts()),
                )
                for each in actions[one.pk]
            ),
            steps=tuple(steps[one.pk]),
        )
        for one in rows
    ]


def _verdicts(addresses: list[Address]) -> dict[int, Verdicts]:
    """What residents say of each action, since it was last said to be done."""
    rows = ActionVerdict.objects.filter(
        action__address__in=addresses, doubtful=False, at__gte=F("action__done_at")
    ).order_by()
    found: dict[int, dict[str, int]] = defaultdict(dict)
    counted = rows.values_list("action_id", "verdict").annotate(Sum("residents"))
    for action, verdict, many in counted:
        found[action][verdict] = many
    return {
        action: Verdicts(
            said.get(Seen.SEEN, 0), said.get(Seen.PARTLY, 0), said.get(Seen.NOT_SEEN, 0)
        )
        for action, said in found.items()
    }


def _is_withdrawn(address: Address) -> bool:
    recommendation = address.recommendation
    return bool(recommendation.withdrawn_at or recommendation.finding.withdrawn_at)


def _action(addresses: QuerySet[Address], key: UUID) -> RecommendedAction:
    rows = RecommendedAction.objects.filter(key=key, address__in=addresses.order_by().values("pk"))
    found = rows.prefetch_related(Prefetch("address", addresses)).first()
    if found is None:
        raise NoSuchReviewError(_("There is no such action."))
    return found
