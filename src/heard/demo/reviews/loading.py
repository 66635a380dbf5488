"""Write the made-up reviews into the store: some 20,000 rows, the same every time."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone

from heard.access import Role
from heard.demo.chance import stream
from heard.demo.reviews import words
from heard.demo.reviews.evidence import evidence_rows
from heard.demo.reviews.findings import findings_enter
from heard.demo.reviews.framework import framework_of_demo
from heard.demo.reviews.levels import (
    moderated_score,
    officers_score,
    own_score,
    residents_scores,
    truth_of,
)
from heard.demo.reviews.plan import NOT_SENT_IN, STARTED, plans
from heard.demo.rows import rows_write
from heard.landlords.models import Borough, Landlord
from heard.reviews.drawing import sample_drawn
from heard.reviews.models import (
    Comment,
    Evidence,
    EvidenceCheck,
    Method,
    Review,
    Sample,
    SampleItem,
    Score,
    Seat,
    SeatWords,
    Session,
    Source,
    Stage,
    StageMove,
    Standing,
    Subject,
    Submission,
)
from heard.reviews.selectors.framework import tree_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model

    from heard.demo.reviews.levels import Truth
    from heard.demo.reviews.plan import Planned
    from heard.reviews.models import Criterion
    from heard.reviews.selectors.framework import Tree

SUBMITTED, CHECKED, MODERATED, COMMENTED, PUBLISHED = 38, 75, 92, 108, 120  # days after opening
RESIDENTS_FROM, RESIDENTS_TO = 14, 60
NOBODY_YET, CLOSED_ALREADY, APPROVED = 0.2, 0.3, 0.5  # how often
DRAFTED = 16  # criteria of an assessment that was begun
METHODS = tuple(Method)
ORDER = (
    Review, StageMove, Subject, Submission, Session, Seat, Score, SeatWords,
    Sample, SampleItem, Evidence, EvidenceCheck, Comment,
)  # fmt: skip


@dataclass(slots=True)
class Entering:
    """The rows as they are made, by model, in the order in which they refer to each other."""

    seed: int
    today: date
    borough: Borough
    landlords: dict[str, Landlord]
    tree: Tree
    rows: dict[type[Model], list[Any]] = field(default_factory=lambda: {m: [] for m in ORDER})
    observations: dict[str, list[uuid.UUID]] | None = None
    made: int = 0

    def add(self, model: type[Model], **values: Any) -> Any:
        """A row, with a key that the seed gives."""
        self.made += 1
        name = f"heard demo review {self.seed} {self.made}"
        row = model(key=uuid.uuid5(uuid.NAMESPACE_OID, name), **values)
        self.rows[model].append(row)
        return row


def at(day: date, hour: int = 11) -> datetime:
    """A time on a day."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


@transaction.atomic
def reviews_enter(*, seed: int, now: datetime | None = None) -> int:
    """Enter the made-up reviews; gives how many. Nobody is told of any of them."""
    today = timezone.localdate(now)
    framework = framework_of_demo()
    entering = Entering(
        seed,
        today,
        Borough.objects.get(is_fictional=True),
        {one.name: one for one in Landlord.objects.filter(is_fictional=True)},
        tree_of(framework.pk, levels=True),
    )
    planned = plans(today)
    for number, plan in enumerate(planned):
        _review(entering, framework.pk, number, plan)
    for model, rows in entering.rows.items():
        _write(model, rows)
    findings_enter(seed=seed, today=today)
    return len(planned)


def _write(model: type[Model], rows: list[Any]) -> None:
    """Rows whose owners have got their keys meanwhile."""
    for each in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented name
        if isinstance(each, ForeignKey) and each.name != "by":
            for row in rows:
                owner = each.get_cached_value(row, default=None)
                if owner is not None:
                    setattr(row, each.attname, owner.pk)
    rows_write(model, rows)


def _review(entering: Entering, framework: int, number: int, plan: Planned) -> None:
    done = plan.stage is Stage.PUBLISHED
    same = entering.rows[Review]
    year = plan.reference_year
    nth = sum(one.reference.startswith(f"REV-{year}-") for one in same) + 1
    review = entering.add(
        Review,
        reference=f"REV-{year}-{nth}",
        borough=entering.borough,
        framework_id=framework,
        title=plan.title,
        period_from=plan.period_from,
        period_to=plan.period_to,
        self_due=plan.due(56),
        residents_due=plan.due(70),
        officers_due=plan.due(84),
        comments_due=plan.due(112),
        stage=plan.stage,
        published_at=at(plan.due(PUBLISHED)) if done else None,
        statement=plan.statement,
        at=at(plan.opened, 9),
        by_role=Role.CHAMPION,
    )
    if done:
        steps = ((Stage.ASSESSING, Stage.MODERATING, 77), (Stage.MODERATING, Stage.COMMENTING, 94))
        for nth, (before, after, days) in enumerate(
            (*steps, (Stage.COMMENTING, Stage.PUBLISHED, PUBLISHED)), start=1
        ):
            entering.add(
                StageMove,
                review=review,
                number=nth,
                before=before,
                after=after,
                at=at(plan.due(days)),
                by_role=Role.CHAMPION,
            )
    sampled = _sample(entering, review, plan)
    for name in plan.landlords:
        _Landlord(
            entering, number, plan, review, name, sampled[entering.landlords[name].slug]
        ).enter()


def _sample(entering: Entering, review: Review, plan: Planned) -> dict[str, list[str]]:
    seed = int(stream(entering.seed, "sample", plan.title).integers(2**31))
    entering.add(
        Sample,
        review=review,
        seed=seed,
        size=plan.sample,
        at=at(plan.due(30)),
        by_role=Role.OFFICER,
    )
    codes = [one.code for one in entering.tree.criteria]
    slugs = [entering.landlords[name].slug for name in plan.landlords]
    return sample_drawn(seed=seed, landlords=slugs, criteria=codes, size=plan.sample)


class _Landlord:
    """One landlord in one review, with everything that was said of it."""

    def __init__(
        self,
        entering: Entering,
        number: int,
        plan: Planned,
        review: Review,
        name: str,
        sampled: list[str],
    ) -> None:
        self.entering, self.number, self.plan, self.review = entering, number, plan, review
        self.name, self.sampled = name, frozenset(sampled)
        self.landlord = entering.landlords[name]
        self.left = (plan.left or {}).get(name)
        self.done = plan.stage is Stage.PUBLISHED
        self.sent = self.done or name not in NOT_SENT_IN
        self.drafting = not self.sent and name in STARTED
        self.luck = stream(entering.seed, "landlord-review", number, name)

    def enter(self) -> None:
        """Everything of it, criterion by criterion."""
        self.subject = self._subject()
        sessions = self._sessions()
        for position, criterion in enumerate(self.entering.tree.criteria):
            dimension = criterion.dimension.code
            truth = truth_of(self.entering.seed, self.number, self.name, dimension, criterion.code)
            self._criterion(position, criterion, dimension, truth, sessions)
        if self.done and not self.left:
            self._comment(None, words.picked(self.luck, words.OVERALL))

    def _subject(self) -> Subject:
        submitted = at(self.plan.due(SUBMITTED)) if self.sent else None
        after = "Hollin Marrable" if self.left else ""
        subject: Subject = self.entering.add(
            Subject,
            review=self.review,
            landlord=self.landlord,
            self_submitted_at=submitted,
            left_on=self.left,
            left_because="It merged with another landlord of the borough." if self.left else "",
            succeeded_by=self.entering.landlords[after] if after else None,
        )
        if submitted:
            self.entering.add(
                Submission,
                subject=subject,
                at=submitted,
                by_role=Role.LANDLORD_LEAD,
                by_landlord=self.landlord,
            )
        return subject

    def _sessions(self) -> list[Seat]:
        """The seats of a session or two, all of them used."""
        base = self.plan.seats * (0.35 + 1.3 * self.luck.random())
        many = int(base) if self.done else int(base * (0 if self.luck.random() < NOBODY_YET else 1))
        if self.name == "Osiermead Homes":
            many = max(many, 24)  # most homes are theirs
        if not many:
            return []
        method = METHODS[int(self.luck.integers(3))]
        closed = self.done or self.luck.random() < CLOSED_ALREADY
        session = self.entering.add(
            Session,
            subject=self.subject,
            method=method,
            title=f"{method.label}, {self.name}",
            open_from=self.plan.due(RESIDENTS_FROM),
            open_to=self.plan.due(RESIDENTS_TO),
            closed_at=at(self.plan.due(min(RESIDENTS_TO, 48))) if closed else None,
            at=at(self.plan.due(RESIDENTS_FROM - 3)),
            by_role=Role.OFFICER,
        )
        spare = 0 if closed else 6
        seats = [
            self.entering.add(
                Seat,
                session=session,
                number=number,
                used_at=at(self.plan.due(RESIDENTS_FROM + number % 20), 15)
                if number <= many
                else None,
                entered_by_officer=number <= many and number % 4 == 0,
            )
            for number in range(1, many + spare + 1)
        ]
        used = seats[:many]
        for seat in used[1::5]:
            text = words.picked(self.luck, words.RESIDENTS)
            approved = self.luck.random() < APPROVED
            self.entering.add(
                SeatWords,
                seat=seat,
                text=text,
                shown=text if approved else "",
                approved_at=at(self.plan.due(45)) if approved else None,
            )
        return used

    def _criterion(
        self, position: int, criterion: Criterion, dimension: str, truth: Truth, seats: list[Seat]
    ) -> None:
        own = None
        if self.sent or (self.drafting and position < DRAFTED):
            own = self._score(
                Source.SELF, criterion, truth, own_score(truth), SUBMITTED - position % 9
            )
        said = self._residents(criterion, dimension, truth, seats)
        officers = None
        if criterion.code in self.sampled:
            self.entering.add(
                SampleItem,
                sample=self.entering.rows[Sample][-1],
                subject=self.subject,
                criterion=criterion,
            )
            if (self.done and not self.left) or (self.sent and position % 3 == 0):
                officers = self._score(
                    Source.OFFICERS, criterion, truth, officers_score(truth), CHECKED
                )
        if own is not None and truth.evidenced and truth.applies:
            evidence_rows(self.entering, self, criterion, truth, checked=officers is not None)
        if not self.done or self.left:
            return
        moderated = moderated_score(
            truth, own.level if own else None, officers.level if officers else None, said
        )
        self._score(Source.MODERATED, criterion, truth, moderated, MODERATED)
        if own and moderated[1] is not None and (own.level or 0) - moderated[1] > 1:
            self._comment(criterion, words.picked(truth.luck, words.COMMENTS))

    def _score(
        self,
        source: Source,
        criterion: Criterion,
        truth: Truth,
        said: tuple[str, int | None],
        days: int,
    ) -> Score:
        standing, level = said
        own = source is Source.SELF
        templates = {
            Source.SELF: words.OWN,
            Source.OFFICERS: words.OFFICERS,
            Source.MODERATED: words.MODERATED,
        }[source]
        role = {
            Source.SELF: Role.LANDLORD_OFFICER,
            Source.OFFICERS: Role.OFFICER,
            Source.MODERATED: Role.CHAMPION,
        }[source]
        day = self.plan.due(days if self.done else min(days, 47))
        score: Score = self.entering.add(
            Score,
            subject=self.subject,
            criterion=criterion,
            source=source,
            standing=standing,
            level=level,
            reason=words.reason(truth.luck, templates, criterion, standing, level),
            at=at(day),
            by_role=role,
            by_landlord=self.landlord if own else None,
        )
        return score

    def _residents(
        self, criterion: Criterion, dimension: str, truth: Truth, seats: list[Seat]
    ) -> list[int | None]:
        if not seats or not criterion.question:
            return []
        said = residents_scores(truth, dimension, len(seats))
        for seat, level in zip(seats, said, strict=True):
            if level == -1:
                continue
            self.entering.add(
                Score,
                subject=self.subject,
                criterion=criterion,
                source=Source.RESIDENTS,
                seat=seat,
                standing=Standing.UNKNOWN if level is None else Standing.SCORED,
                level=level,
                at=seat.used_at,
                by_role=Role.OFFICER if seat.entered_by_officer else Role.RESIDENT,
            )
        return said

    def _comment(self, criterion: Criterion | None, text: str) -> None:
        self.entering.add(
            Comment,
            subject=self.subject,
            criterion=criterion,
            text=text,
            at=at(self.plan.due(COMMENTED)),
            by_role=Role.LANDLORD_LEAD,
            by_landlord=self.landlord,
        )
