"""What becomes of an action: changed, done, opened again, kept from residents' eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.walkabouts.errors import WalkaboutError
from heard.walkabouts.models import ActionStep, EstateAction, StepKind

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User


def step_add(
    *, action: EstateAction, kind: StepKind, by: User | None, words: str = ""
) -> ActionStep:
    """Put a step on the action's record as it stands now, and into the log."""
    step = ActionStep.objects.create(
        action=action,
        kind=kind,
        what=action.what,
        owner=action.owner,
        due_on=action.due_on,
        words=words,
        **authored(by, landlord_id=action.landlord_id),
    )
    audit_record(
        event=f"walkabout-action.{kind.value}",
        target=action,
        by=by,
        about=action.estate.name,
        reason=words,
        after={"owner": action.owner, "due_on": action.due_on.isoformat()},
    )
    return step


@transaction.atomic
def action_close(
    *, action: EstateAction, words: str, done_on: date, by: User | None
) -> EstateAction:
    """Say that it was done, on which day and how. Residents see it and can say whether it was.

    Raises:
        WalkaboutError: it is closed already, or the day is still to come or before it was set.
    """
    locked = _locked(action)
    if locked.closed_at is not None:
        raise WalkaboutError(_("This action was closed already."))
    if done_on > timezone.localdate():
        raise WalkaboutError(_("Choose today or a day that has passed."), field="done_on")
    if done_on < locked.observation.walkabout.on:
        raise WalkaboutError(_("Choose a day after the walkabout."), field="done_on")
    locked.closed_at, locked.closed_on, locked.closed_words = timezone.now(), done_on, words
    locked.save(update_fields=["closed_at", "closed_on", "closed_words"])
    step_add(action=locked, kind=StepKind.CLOSED, words=words, by=by)
    return locked


@transaction.atomic
def action_reopen(
    *, action: EstateAction, reason: str, due_on: date, by: User | None
) -> EstateAction:
    """Say that it isn't done after all. What residents said of the earlier closing is kept.

    Raises:
        WalkaboutError: it is open, or the new date has passed.
    """
    locked = _locked(action)
    if locked.closed_at is None:
        raise WalkaboutError(_("This action is open."))
    if due_on < timezone.localdate():
        raise WalkaboutError(_("Choose today or a day to come."), field="due_on")
    locked.closed_at = locked.closed_on = None
    locked.closed_words, locked.due_on = "", due_on
    locked.save(update_fields=["closed_at", "closed_on", "closed_words", "due_on"])
    step_add(action=locked, kind=StepKind.REOPENED, words=reason, by=by)
    return locked


@transaction.atomic
def action_change(
    *,
    action: EstateAction,
    what: str,
    owner: str,
    due_on: date,
    reason: str,
    by: User | None,
) -> EstateAction:
    """Word an open action anew, give it to others or another date. The first date stays known.

    Raises:
        WalkaboutError: it is closed, or a new date has passed.
    """
    locked = _locked(action)
    if locked.closed_at is not None:
        raise WalkaboutError(_("This action is closed. Open it again to change it."))
    if due_on != locked.due_on and due_on < timezone.localdate():
        raise WalkaboutError(_("Choose today or a day to come."), field="due_on")
    locked.what, locked.owner, locked.due_on = what, owner, due_on
    locked.save(update_fields=["what", "owner", "due_on"])
    step_add(action=locked, kind=StepKind.CHANGED, words=reason, by=by)
    return locked


@transaction.atomic
def action_hide(*, action: EstateAction, reason: str, by: User | None) -> EstateAction:
    """Keep an action off the public page, such as one that would show where somebody lives."""
    locked = _locked(action)
    if locked.hidden_at is None:
        locked.hidden_at, locked.hidden_because = timezone.now(), reason
        locked.save(update_fields=["hidden_at", "hidden_because"])
        step_add(action=locked, kind=StepKind.HIDDEN, words=reason, by=by)
    return locked


@transaction.atomic
def action_show(*, action: EstateAction, by: User | None) -> EstateAction:
    """Put a hidden action onto the public page again."""
    locked = _locked(action)
    if locked.hidden_at is not None:
        locked.hidden_at, locked.hidden_because = None, ""
        locked.save(update_fields=["hidden_at", "hidden_because"])
        step_add(action=locked, kind=StepKind.SHOWN, by=by)
    return locked


def _locked(action: EstateAction) -> EstateAction:
    locked = (
        EstateAction.objects.select_for_update(of=("self",))
        .select_related("estate", "observation__walkabout")
        .get(pk=action.pk)
    )
    if locked.dropped_at is not None:
        raise WalkaboutError(_("What this action was about was withdrawn."))
    return locked
