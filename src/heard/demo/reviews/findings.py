"""Make up what the published reviews found, and what landlords answered and did since."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from heard.access import Role
from heard.demo.chance import stream
from heard.demo.reviews import advice
from heard.demo.rows import rows_write
from heard.landlords.selectors.lineage import edges
from heard.reviews.models import (
    ActionVerdict,
    Address,
    Answer,
    AnswerStep,
    Criterion,
    Deed,
    Finding,
    FindingEvidence,
    Recommendation,
    RecommendedAction,
    Review,
    Seen,
    Stage,
)
from heard.reviews.pages.findings import proposed_words
from heard.reviews.selectors.findings import evidence_choices
from heard.reviews.selectors.proposals import proposals_of
from heard.reviews.selectors.recommendations import heirs

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model
    from numpy.random import Generator

    from heard.reviews.models import Subject

DAY = timedelta(days=1)
ANSWER_WITHIN, SHARED, SINGLE = 56, 3, 4
# What share of landlords accepts, accepts a part, rejects, and hasn't answered.
MANNERS = ("accept", "accept", "accept", "accept", "partly", "partly", "reject", "")
EVIDENCE = 4
LATE, GIVEN_TIME, CHANGED_MIND = 0.2, 0.3, 0.4  # how often
SAID = {  # how many residents say that they see it, a part of it, or nothing of it
    "seen": (19, 2, 1),
    "not-seen": (2, 3, 11),
    "mixed": (8, 4, 5),
    "few": (3, 1, 0),
}


def findings_enter(*, seed: int, today: date) -> int:
    """Enter findings, recommendations, answers and actions of each published review; how many."""
    total = 0
    for review in Review.objects.filter(stage=Stage.PUBLISHED).order_by("period_to"):
        total += _Writer(seed, review, today).enter()
    return total


class _Writer:
    """One review's findings as they are made."""

    def __init__(self, seed: int, review: Review, today: date) -> None:
        self.seed, self.review, self.today = seed, review, today
        self.published = timezone.localdate(review.published_at)
        self.luck: Generator = stream(seed, "findings", review.title)
        self.subjects = list(review.subjects.select_related("landlord").order_by("landlord__name"))
        self.heirs = heirs({one.landlord_id for one in self.subjects}, edges())
        self.made = self.number = self.advised = 0

    def add(self, model: type[Model], **values: Any) -> Any:
        """A row, with a key that the seed gives, written at once: rows are few."""
        self.made += 1
        name = f"heard demo findings {self.seed} {self.review.reference} {self.made}"
        row = model(key=uuid.uuid5(uuid.NAMESPACE_OID, name), **values)
        rows_write(model, [row])
        return row

    def enter(self) -> int:
        """What many landlords share first, then the widest gaps of single landlords."""
        proposals = proposals_of(self.review)
        for shared in proposals.shared[:SHARED]:
            criterion = self._criterion(shared.criterion.pk)
            text = (
                f"Of {shared.of} landlords to which this applies, {len(shared.gaps)} think clearly "
                f"better of themselves than their residents do, and {len(shared.unevidenced)} "
                "brought nothing to show it either way."
            )
            title = f"{criterion.name}: what landlords say and what residents see lie apart"
            told = [one for one in self.subjects if one in {*shared.gaps, *shared.unevidenced}]
            self._finding(None, criterion, title, text, told)
        seen: set[int] = set()
        for gap in proposals.gaps:
            if gap.subject.pk in seen or len(seen) == SINGLE:
                continue
            seen.add(gap.subject.pk)
            criterion = self._criterion(gap.criterion.pk)
            words = proposed_words(self.review, gap.subject, criterion)
            self._finding(gap.subject, criterion, words["title"], words["text"], [gap.subject])
        left = [one for one in self.subjects if one.has_left]
        if left:
            text = (
                "Two landlords merged while this review was under way. Residents of both had said "
                "that they weren’t told what would change for them."
            )
            piece = evidence_choices(self.review, left[0], None).first()
            about = piece.criterion if piece else None
            self._finding(None, about, "Residents weren’t told what a merger means", text, left)
        return self.number

    def _criterion(self, pk: int) -> Criterion:
        return Criterion.objects.select_related("dimension").get(pk=pk)

    def _finding(
        self,
        subject: Subject | None,
        criterion: Criterion | None,
        title: str,
        text: str,
        told: list[Subject],
    ) -> None:
        self.number += 1
        finding = self.add(
            Finding,
            review=self.review,
            number=self.number,
            subject=subject,
            criterion=criterion,
            title=title[:200],
            text=text,
            at=_at(self.published - 20 * DAY),
            by_role=Role.OFFICER,
        )
        for piece in evidence_choices(self.review, subject, criterion)[:EVIDENCE]:
            self.add(FindingEvidence, finding=finding, evidence=piece)
        part = criterion.dimension.code if criterion else "information"
        for number, (words, action) in enumerate(advice.ADVICE[part], start=1):
            self._recommend(finding, number, words, action, told)
        if self.number == 1:
            self._recommend(
                finding,
                len(advice.ADVICE[part]) + 1,
                "Say in the annual report how many residents were asked, and how.",
                "",
                told[:3],
                withdrawn=True,
            )

    def _recommend(
        self,
        finding: Finding,
        number: int,
        words: str,
        action: str,
        told: list[Subject],
        *,
        withdrawn: bool = False,
    ) -> None:
        self.advised += 1
        row = self.add(
            Recommendation,
            finding=finding,
            reference=f"{self.review.reference}-R{self.advised}",
            number=number,
            text=words,
            withdrawn_at=_at(self.published + 30 * DAY) if withdrawn else None,
            withdrawn_because=advice.WITHDRAWN if withdrawn else "",
            at=_at(self.published - 18 * DAY),
            by_role=Role.OFFICER,
        )
        for place, subject in enumerate(told):
            manner = "" if withdrawn else MANNERS[int(self.luck.integers(len(MANNERS)))]
            if subject.landlord.name == "Osiermead Homes" or subject.has_left:
                manner = ("accept", "", "partly")[(self.advised + place) % 3]
            self._address(row, subject, manner, action)

    def _address(self, row: Recommendation, subject: Subject, manner: str, action: str) -> None:
        due = self.published + ANSWER_WITHIN * DAY
        late = int(self.luck.integers(1, 30)) if self.luck.random() < LATE else 0
        given = due + late * DAY if late else due - int(self.luck.integers(1, 40)) * DAY
        by = {"by_role": Role.LANDLORD_LEAD, "by_landlord_id": self.heirs[subject.landlord_id]}
        more = not manner and row.withdrawn_at is None and self.luck.random() < GIVEN_TIME
        reasons = {"partly": advice.PARTLY, "reject": advice.REJECTED}
        reason = _one(self.luck, reasons[manner]) if manner in reasons else ""
        address = self.add(
            Address,
            recommendation=row,
            subject=subject,
            due_on=self.today + 21 * DAY if more else due,
            answer=manner,
            reason=reason,
            answered_at=_at(given) if manner else None,
            answered_role=Role.LANDLORD_LEAD if manner else "",
        )
        if more:
            self._step(address, Deed.DUE_MOVED, due, advice.MORE_TIME, by_role=Role.OFFICER)
        if not manner:
            return
        if manner == "partly" and self.luck.random() < CHANGED_MIND:
            earlier = _one(self.luck, advice.REJECTED)
            self._step(address, Deed.ANSWERED, given - 5 * DAY, earlier, answer=Answer.REJECT, **by)
            self._step(address, Deed.ANSWER_CHANGED, given, reason, answer=manner, **by)
        else:
            self._step(address, Deed.ANSWERED, given, reason, answer=manner, **by)
        if manner != "reject" and action:
            self._act(address, action, given, by)

    def _act(self, address: Address, words: str, given: date, by: dict[str, Any]) -> None:
        """An action in one of the states that there are, by luck."""
        states = ("done", "done", "done", "due", "overdue", "dropped", "none")
        state = states[int(self.luck.integers(len(states)))]
        if state == "none":
            return
        first = given + int(self.luck.integers(60, 150)) * DAY
        due = {
            "due": self.today + int(self.luck.integers(5, 90)) * DAY,
            "overdue": self.today - int(self.luck.integers(3, 60)) * DAY,
        }.get(state, first)
        done = min(first + int(self.luck.integers(-20, 25)) * DAY, self.today - 3 * DAY)
        action = self.add(
            RecommendedAction,
            address=address,
            text=words,
            owner=_one(self.luck, advice.OWNERS),
            first_due_on=first,
            due_on=due,
            done_at=_at(done) if state == "done" else None,
            note=_one(self.luck, advice.DONE) if state == "done" else "",
            dropped_at=_at(done) if state == "dropped" else None,
            dropped_because=advice.DROPPED if state == "dropped" else "",
            at=_at(given, 12),
            **by,
        )
        self._step(address, Deed.ACTION_SET, given, "", action=action, due_on=first, **by)
        if due != first:
            self._step(address, Deed.ACTION_CHANGED, first, advice.MOVED, action=action, **by)
        if state == "done":
            self._step(address, Deed.ACTION_DONE, done, action.note, action=action, **by)
            self._verdicts(action, done)
        if state == "dropped":
            self._step(address, Deed.ACTION_DROPPED, done, advice.DROPPED, action=action, **by)

    def _verdicts(self, action: RecommendedAction, done: date) -> None:
        kinds = (*SAID, "nobody")
        kind = kinds[int(self.luck.integers(len(kinds)))]
        for seen, many in zip(Seen, SAID.get(kind, ()), strict=False):
            if many:
                self.add(
                    ActionVerdict,
                    action=action,
                    verdict=seen,
                    residents=many,
                    entered_by_officer=True,
                    note="Residents’ panel",
                    at=_at(min(done + 2 * DAY, self.today), 16),
                    by_role=Role.OFFICER,
                )

    def _step(self, address: Address, deed: Deed, on: date, words: str, **values: Any) -> None:
        action = values.get("action")
        values.setdefault("due_on", action.due_on if action else address.due_on)
        if action is not None:
            values["text"] = f"{action.text} ({action.owner})"
        hour = 13 if action is not None else 11
        self.add(AnswerStep, address=address, deed=deed, words=words, at=_at(on, hour), **values)


def _one(luck: Generator, words: tuple[str, ...]) -> str:
    return words[int(luck.integers(len(words)))]


def _at(day: date, hour: int = 11) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
