"""What landlords answer to recommendations, and what they do about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.reviews.errors import ReviewError
from heard.reviews.models import Address, Answer, AnswerStep, Deed, RecommendedAction, Stage
from heard.reviews.selectors.recommendations import stands_for
from heard.reviews.services.finding import LONGEST
from heard.reviews.services.locking import review_lock, stage_expect
from heard.reviews.services.recommended import answered_tell

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User


@dataclass(frozen=True, slots=True)
class Task:
    """An action: what is to be done, whose task it is by role, and by when."""

    text: str
    owner: str
    due_on: date

    def checked(self, *, before: date | None = None) -> Task:
        """The same without spaces around it. `before` is the day that it was due until now.

        Raises:
            ReviewError: something is missing, or a new day has passed.
        """
        text, owner = self.text.strip(), self.owner.strip()
        if not text:
            raise ReviewError(_("Write what is to be done."), field="text")
        if not owner:
            raise ReviewError(_("Say whose task it is."), field="owner")
        if self.due_on != before and self.due_on < timezone.localdate():
            raise ReviewError(_("Choose today or a day to come."), field="due_on")
        return Task(text[:LONGEST], owner, self.due_on)


@transaction.atomic
def answer_give(*, address: Address, answer: str, reason: str, by: User | None) -> Address:
    """Answer a recommendation: accept it, in part, or reject it with the reason. It is published.

    It may be changed; the earlier answer stays to be read, and the first one's day counts.

    Raises:
        ReviewError: the review isn't published, it was withdrawn, or a reason is missing.
    """
    row = address_lock(address)
    if answer not in Answer.values:
        raise ReviewError(_("Choose an answer."), field="answer")
    reason = reason.strip()
    if not reason and answer != Answer.ACCEPT:
        raise ReviewError(_("Give the reason. It is published with the answer."), field="reason")
    if len(reason) > LONGEST:
        raise ReviewError(
            _("Keep it under %(most)s characters.") % {"most": LONGEST}, field="reason"
        )
    if (row.answer, row.reason) == (answer, reason):
        return row
    again = bool(row.answer)
    said = authored(by, landlord_id=stands_for(row.subject.landlord_id))
    row.answer, row.reason = answer, reason
    row.answered_by, row.answered_role = by, said["by_role"]
    row.answered_at = row.answered_at or timezone.now()
    row.save()
    _step(row, Deed.ANSWER_CHANGED if again else Deed.ANSWERED, by, words=reason)
    if not again:
        answered_tell(row)
    return row


@transaction.atomic
def answer_time_give(*, address: Address, due_on: date, reason: str, by: User | None) -> Address:
    """Give a landlord another day to answer by, with the reason, which is published.

    Raises:
        ReviewError: it has answered, there is no reason, or the day has passed.
    """
    row = address_lock(address)
    if row.answer:
        raise ReviewError(_("This landlord has answered."))
    if due_on < timezone.localdate():
        raise ReviewError(_("Choose today or a day to come."), field="due_on")
    if not reason.strip():
        raise ReviewError(_("Say why there is more time."), field="reason")
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    _step(row, Deed.DUE_MOVED, by, words=reason)
    return row


@transaction.atomic
def action_add(*, address: Address, task: Task, by: User | None) -> RecommendedAction:
    """Say what will be done about a recommendation, by whom and by when.

    Raises:
        ReviewError: the recommendation wasn't accepted, or something is missing.
    """
    row = address_lock(address)
    if row.answer not in {Answer.ACCEPT, Answer.PARTLY}:
        raise ReviewError(_("Accept the recommendation first, all of it or a part."))
    task = task.checked()
    made = RecommendedAction.objects.create(
        address=row,
        text=task.text,
        owner=task.owner,
        first_due_on=task.due_on,
        due_on=task.due_on,
        **authored(by, landlord_id=stands_for(row.subject.landlord_id)),
    )
    _step(row, Deed.ACTION_SET, by, action=made)
    return made


@transaction.atomic
def action_change(
    *, action: RecommendedAction, task: Task, reason: str, by: User | None
) -> RecommendedAction:
    """Word an open action anew, or give it to others or another day. The first day stays known.

    Raises:
        ReviewError: it is done or dropped, there is no reason, or something is missing.
    """
    address, row = _action_lock(action, open_only=True)
    task = task.checked(before=row.due_on)
    if not reason.strip():
        raise ReviewError(_("Say why it changes."), field="reason")
    row.text, row.owner, row.due_on = task.text, task.owner, task.due_on
    row.save(update_fields=["text", "owner", "due_on"])
    _step(address, Deed.ACTION_CHANGED, by, action=row, words=reason)
    return row


@transaction.atomic
def action_done(*, action: RecommendedAction, note: str, by: User | None) -> RecommendedAction:
    """Say that it was done, and how it can be seen. Residents then say whether they see it.

    Raises:
        ReviewError: it is done or dropped, or nothing is said of how.
    """
    address, row = _action_lock(action, open_only=True)
    if not note.strip():
        raise ReviewError(_("Say what was done, and how it can be seen."), field="note")
    row.done_at, row.note = timezone.now(), note.strip()[:LONGEST]
    row.save(update_fields=["done_at", "note"])
    _step(address, Deed.ACTION_DONE, by, action=row, words=note)
    return row


@transaction.atomic
def action_drop(*, action: RecommendedAction, reason: str, by: User | None) -> RecommendedAction:
    """Say that it won't be done, and why. It stays to be read.

    Raises:
        ReviewError: it is done or dropped, or there is no reason.
    """
    address, row = _action_lock(action, open_only=True)
    if not reason.strip():
        raise ReviewError(_("Say why it is dropped."), field="reason")
    row.dropped_at, row.dropped_because = timezone.now(), reason.strip()[:LONGEST]
    row.save(update_fields=["dropped_at", "dropped_because"])
    _step(address, Deed.ACTION_DROPPED, by, action=row, words=reason)
    return row


@transaction.atomic
def action_reopen(*, action: RecommendedAction, reason: str, by: User | None) -> RecommendedAction:
    """Say that it isn't done after all, or will be. What was said before stays on the record.

    Raises:
        ReviewError: it is open, or there is no reason.
    """
    address, row = _action_lock(action)
    if row.done_at is None and row.dropped_at is None:
        raise ReviewError(_("This action is open."))
    if not reason.strip():
        raise ReviewError(_("Say why it is opened again."), field="reason")
    row.done_at = row.dropped_at = None
    row.note = row.dropped_because = ""
    row.save(update_fields=["done_at", "note", "dropped_at", "dropped_because"])
    _step(address, Deed.ACTION_REOPENED, by, action=row, words=reason)
    return row


def address_lock(address: Address) -> Address:
    """A recommendation to a landlord that may be answered, held until the transaction ends.

    Raises:
        ReviewError: the review isn't published, or the recommendation was withdrawn.
    """
    known = address.recommendation.finding
    review = review_lock(known.review)
    stage_expect(review, {Stage.PUBLISHED})
    rows = Address.objects.select_for_update(of=("self",)).select_related(
        "recommendation__finding__review", "subject__landlord", "subject__review"
    )
    row = rows.get(pk=address.pk)
    recommendation = row.recommendation
    if recommendation.withdrawn_at or recommendation.finding.withdrawn_at:
        raise ReviewError(_("This recommendation was withdrawn."))
    return row


def _action_lock(
    action: RecommendedAction, *, open_only: bool = False
) -> tuple[Address, RecommendedAction]:
    address = address_lock(action.address)
    row = RecommendedAction.objects.select_for_update().get(pk=action.pk)
    if open_only and (row.done_at or row.dropped_at):
        raise ReviewError(_("This action is done or dropped. Open it again to change it."))
    return address, row


def _step(
    address: Address,
    deed: Deed,
    by: User | None,
    *,
    action: RecommendedAction | None = None,
    words: str = "",
) -> None:
    """Put a step on the record as things stand now, and into the log."""
    AnswerStep.objects.create(
        address=address,
        action=action,
        deed=deed,
        answer=address.answer if deed in {Deed.ANSWERED, Deed.ANSWER_CHANGED} else "",
        due_on=action.due_on if action else address.due_on,
        text=f"{action.text} ({action.owner})" if action else "",
        words=words.strip(),
        **authored(by, landlord_id=stands_for(address.subject.landlord_id)),
    )
    audit_record(
        event=f"recommendation.{deed.value}",
        target=action or address,
        by=by,
        about=f"{address.recommendation.reference} {address.subject.landlord.slug}",
        after={"answer": address.answer} | ({"due_on": str(action.due_on)} if action else {}),
    )
