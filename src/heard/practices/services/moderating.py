"""The council's team publishes practices, returns them and takes them off, saying why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.practices.errors import PracticeError
from heard.practices.models import Deed, Status, Step
from heard.practices.services.telling import tell_decision
from heard.practices.services.writing import move_add, practice_lock

if TYPE_CHECKING:
    from heard.accounts.models import User
    from heard.practices.models import Move, Practice, Question


@transaction.atomic
def practice_publish(*, practice: Practice, by: User | None) -> Move:
    """Make the version that was sent in public. The one that was public before is kept.

    Raises:
        PracticeError: it isn't with the team.
    """
    practice = _with_team(practice)
    now = timezone.now()
    _supersede(practice)
    version = practice.versions.latest("number")
    version.published_at = now
    version.save(update_fields=["published_at"])
    practice.first_published_at = practice.first_published_at or now
    move = move_add(practice, Deed.PUBLISHED, Status.PUBLISHED, by=by)
    tell_decision(practice, move)
    return move


@transaction.atomic
def practice_return(*, practice: Practice, reason: str, by: User | None) -> Move:
    """Give a practice back to its landlord, who reads the reason.

    Raises:
        PracticeError: it isn't with the team, or there is no reason.
    """
    practice = _with_team(practice)
    move = move_add(practice, Deed.RETURNED, Status.RETURNED, by=by, reason=_reason(reason))
    tell_decision(practice, move)
    return move


@transaction.atomic
def practice_withdraw(*, practice: Practice, reason: str, by: User | None) -> Move:
    """Take a practice off the public pages. Everything said of it is kept.

    The landlord that did it may do so too.

    Raises:
        PracticeError: it isn't public, or there is no reason.
    """
    practice = practice_lock(practice)
    if not _supersede(practice):
        raise PracticeError(_("It isn’t public."))
    reason = _reason(reason)
    move = move_add(practice, Deed.WITHDRAWN, Status.WITHDRAWN, by=by, reason=reason)
    tell_decision(practice, move)
    return move


@transaction.atomic
def practice_hide(*, row: Step | Question, reason: str, by: User | None) -> None:
    """Take an adopter's report, or a question with its answer, off the public page.

    Raises:
        PracticeError: it is hidden already, or there is no reason.
    """
    if row.hidden_at is not None:
        raise PracticeError(_("It is hidden already."))
    row.hidden_because = _reason(reason)
    row.hidden_at = timezone.now()
    row.save(update_fields=["hidden_at", "hidden_because"])
    practice = row.adoption.practice if isinstance(row, Step) else row.practice
    noun = "practice-report" if isinstance(row, Step) else "practice-question"
    audit_record(event=f"{noun}.hide", target=row, by=by, reason=reason, about=practice.reference)


def _with_team(practice: Practice) -> Practice:
    practice = practice_lock(practice)
    if practice.status != Status.SUBMITTED:
        raise PracticeError(_("It isn’t with the team any more: open it again to see why."))
    return practice


def _supersede(practice: Practice) -> int:
    public = Q(published_at__isnull=False, superseded_at=None)
    return practice.versions.filter(public).update(superseded_at=timezone.now())


def _reason(reason: str) -> str:
    if not reason.strip():
        raise PracticeError(_("Give the reason. The landlord reads it."), field="reason")
    return reason.strip()
