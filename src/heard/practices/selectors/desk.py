"""What waits for whom: questions to answer, returned drafts, reports due; and the team's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.practices.models import (
    Adoption,
    Deed,
    Effect,
    Move,
    Practice,
    Progress,
    Question,
    Status,
    Step,
    Version,
)
from heard.practices.selectors.lineage import lineage_now
from heard.practices.selectors.viewing import is_team

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import QuerySet
    from django_stubs_ext import WithAnnotations

    from heard.access import Reader

    class Title(TypedDict):
        """What a practice is called."""

        title: str

    Titled = WithAnnotations[Practice, Title]

ANSWER_WITHIN = timedelta(days=14)
REPORT_AFTER = {  # how long after the last report the next is due
    Progress.CONSIDERING: timedelta(days=90),
    Progress.TRYING: timedelta(days=90),
    Progress.ADOPTED: timedelta(days=180),
    Progress.ADAPTED: timedelta(days=180),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody, with where to do it."""

    what: str
    title: str
    url: str
    since: date
    due_on: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether it was due before today."""
        return self.due_on is not None and self.due_on < today


def practices_waiting_for(reader: Reader) -> list[Waiting]:
    """What waits for a landlord's people, the first due first; nothing for anybody else.

    Questions are to be answered within two weeks. A landlord that tries a practice reports every
    three months; one that took it up, six months on while it is too early to say.
    """
    if not reader.landlords:
        return []
    own = lineage_now().stood_for_by(reader.landlords)
    found = [*_questions(own), *_returned(own), *_drafts(own), *_reports(own)]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.since, one.title))


def practices_to_moderate(reader: Reader) -> list[tuple[Practice, Move]]:
    """Practices that wait for the council's team, with when they were sent; the oldest first."""
    if not is_team(reader):
        return []
    moves = (
        Move.objects.filter(deed=Deed.SUBMITTED, practice__status=Status.SUBMITTED)
        .select_related("practice__landlord")
        .order_by("at", "pk")
    )
    last = {move.practice_id: move for move in moves}
    found = [(move.practice, move) for move in last.values()]
    return sorted(found, key=lambda pair: pair[1].at)


def titled(practices: QuerySet[Practice]) -> QuerySet[Titled]:
    """Practices, each with `title`, what its latest version is called."""
    latest = Version.objects.filter(practice=OuterRef("pk")).order_by("-number")
    return practices.annotate(title=Subquery(latest.values("title")[:1]))


def adoptions_for(reader: Reader) -> list[Step]:
    """The last report of each practice that the reader's landlord took up or thinks of."""
    own = lineage_now().stood_for_by(reader.landlords)
    latest = Step.objects.filter(adoption=OuterRef("adoption_id")).order_by("-number")
    title = (
        Version.objects.filter(practice=OuterRef("adoption__practice"), published_at__isnull=False)
        .order_by("-number")
        .values("title")[:1]
    )
    return list(
        Step.objects.filter(adoption__landlord__in=own)
        .filter(pk=Subquery(latest.values("pk")[:1]))
        .annotate(title=Subquery(title))
        .select_related("adoption__practice__landlord", "adoption__landlord")
        .order_by("-on", "-pk")
    )


def questions_for(reader: Reader) -> QuerySet[Question]:
    """Questions that the reader's landlord asked or is asked, the latest first."""
    own = lineage_now().stood_for_by(reader.landlords)
    rows = Question.objects.select_related("practice__landlord", "landlord")
    mine = rows.filter(landlord__in=own) | rows.filter(practice__landlord__in=own)
    return mine.order_by("-at", "-pk")


def _questions(own: Collection[int]) -> Iterator[Waiting]:
    rows = Question.objects.filter(practice__landlord__in=own, answered_at=None, hidden_at=None)
    for one in rows.select_related("practice", "landlord"):
        asked = timezone.localdate(one.at)
        yield Waiting(
            _("Answer a question"),
            _("%(landlord)s asks about %(reference)s")
            % {"landlord": one.landlord.name, "reference": one.practice.reference},
            reverse("practices:question", args=[one.pk]),
            asked,
            asked + ANSWER_WITHIN,
        )


def _returned(own: Collection[int]) -> Iterator[Waiting]:
    last = Move.objects.filter(practice=OuterRef("pk")).order_by("-at", "-pk")
    rows = titled(Practice.objects.filter(landlord__in=own, status=Status.RETURNED))
    for one in rows.annotate(returned_at=Subquery(last.values("at")[:1])):
        yield Waiting(
            _("Change a practice that was returned"),
            one.title,
            reverse("practices:making", args=[one.reference]),
            timezone.localdate(one.returned_at),
        )


def _drafts(own: Collection[int]) -> Iterator[Waiting]:
    rows = titled(Practice.objects.filter(landlord__in=own, status=Status.DRAFT))
    for one in rows:
        yield Waiting(
            _("Finish a practice that you began"),
            one.title,
            reverse("practices:making", args=[one.reference]),
            timezone.localdate(one.at),
        )


def _reports(own: Collection[int]) -> Iterator[Waiting]:
    latest = Step.objects.filter(adoption=OuterRef("pk")).order_by("-number")
    title = (
        Version.objects.filter(practice=OuterRef("practice"), published_at__isnull=False)
        .order_by("-number")
        .values("title")[:1]
    )
    rows = (
        Adoption.objects.filter(landlord__in=own)
        .annotate(
            progress=Subquery(latest.values("progress")[:1]),
            effect=Subquery(latest.values("effect")[:1]),
            last_on=Subquery(latest.values("on")[:1]),
            title=Subquery(title),
            reference=F("practice__reference"),
        )
        .order_by("pk")
    )
    today = timezone.localdate()
    for one in rows:
        due = report_due(one.progress, one.effect, one.last_on)
        if due is not None and due <= today:
            yield Waiting(
                _("Say how it goes with a practice"),
                one.title or one.reference,
                reverse("practices:adopt", args=[one.reference]),
                one.last_on,
                due,
            )


def report_due(progress: str, effect: str, on: date) -> date | None:
    """When a landlord's next report is due; never where it has stopped or seen what came of it."""
    if progress not in REPORT_AFTER:
        return None
    settled = progress in {Progress.ADOPTED, Progress.ADAPTED} and effect != Effect.TOO_EARLY
    return None if settled else on + REPORT_AFTER[Progress(progress)]
