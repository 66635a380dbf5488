"""What people do about a warning: take it up, watch, dismiss, share, say what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.accounts.authored import authored
from heard.audit.services import audit_record
from heard.signals.errors import SignalError
from heard.signals.events import Dismissal, Kind, Status, Verdict
from heard.signals.models import MOST_PER_WEEK, By, KnownProblem, Watch
from heard.signals.selectors.sharing import TO_ANSWER, may_share_with
from heard.signals.selectors.standing import state_of
from heard.signals.services.telling import answered_tell, shared_tell
from heard.signals.services.timeline import event_append, warning_locked

if TYPE_CHECKING:
    from datetime import date

    from heard.accounts.models import User
    from heard.landlords.models import Estate, Landlord
    from heard.signals.models import EarlyWarning, WarningEvent


@transaction.atomic
def warning_take_up(*, warning: EarlyWarning, words: str = "", by: User | None) -> EarlyWarning:
    """Somebody of the team looks into it. What was dismissed can be taken up after all."""
    held = warning_locked(warning.pk)
    if held.status in {Status.TAKEN_UP, Status.SETTLED}:
        raise SignalError(_("It is taken up already."))
    kind = Kind.TAKEN_UP if held.is_open else Kind.REOPENED
    return _done(held, kind, by=by, words=words)


@transaction.atomic
def warning_watch(*, warning: EarlyWarning, words: str = "", by: User | None) -> EarlyWarning:
    """Wait and see what the next scans find."""
    held = _open(warning)
    if held.status == Status.WATCHED:
        raise SignalError(_("It is watched already."))
    return _done(held, Kind.WATCHED, by=by, words=words)


@transaction.atomic
def warning_dismiss(
    *, warning: EarlyWarning, reason: str, words: str = "", by: User | None
) -> EarlyWarning:
    """Don't follow it up, and say why.

    Raises:
        SignalError: it is over, or another reason isn't given in words.
    """
    held = _open(warning)
    if reason not in Dismissal.values:
        raise SignalError(_("Choose a reason."), field="reason")
    if reason == Dismissal.OTHER and not words.strip():
        raise SignalError(_("Say what the reason is."), field="words")
    return _done(held, Kind.DISMISSED, by=by, code=reason, words=words)


@transaction.atomic
def warning_share(
    *, warning: EarlyWarning, landlord: Landlord, words: str = "", by: User | None
) -> EarlyWarning:
    """Show it to a landlord whose homes it is about, and ask for an answer in two weeks.

    Raises:
        SignalError: it is over, or isn't about that landlord's homes.
    """
    held = _open(warning)
    if not may_share_with(held, landlord):
        raise SignalError(_("It isn’t about homes of this landlord."), field="landlord")
    event = _event(held, Kind.SHARED, by=by, landlord=landlord, words=words)
    shared_tell(
        warning=held,
        landlord=landlord,
        number=event.number,
        due=timezone.localdate() + TO_ANSWER,
    )
    return held


@transaction.atomic
def warning_answer(
    *, warning: EarlyWarning, landlord: Landlord, words: str, by: User | None
) -> EarlyWarning:
    """A landlord says what it found.

    Raises:
        SignalError: it wasn't shared with it, or nothing is said.
    """
    held = warning_locked(warning.pk)
    if landlord.pk not in state_of(held).shared:
        raise SignalError(_("It wasn’t shared with this landlord."))
    if not words.strip():
        raise SignalError(_("Say what you found."), field="words")
    event = _event(held, Kind.ANSWERED, by=by, landlord=landlord, words=words)
    answered_tell(warning=held, landlord=landlord, number=event.number)
    return held


@transaction.atomic
def warning_note_deed(
    *, warning: EarlyWarning, words: str, on: date, by: User | None
) -> EarlyWarning:
    """Record what was done about it, and when.

    Raises:
        SignalError: nothing is said, or the day is to come.
    """
    held = warning_locked(warning.pk)
    if not words.strip():
        raise SignalError(_("Say what was done."), field="words")
    if on > timezone.localdate():
        raise SignalError(_("That date is in the future."), field="on")
    return _done(held, Kind.DEED, by=by, on=on, words=words)


@transaction.atomic
def warning_settle(
    *, warning: EarlyWarning, verdict: str, words: str = "", by: User | None
) -> EarlyWarning:
    """Say whether it was real, which ends it. Saying it again puts the new answer in its place.

    Raises:
        SignalError: nothing is chosen.
    """
    held = warning_locked(warning.pk)
    if verdict not in Verdict.values:
        raise SignalError(_("Choose what you found out."), field="verdict")
    return _done(held, Kind.SETTLED, by=by, code=verdict, words=words)


@transaction.atomic
def watch_set(*, per_week: int, by_period: str, by: User | None) -> Watch:
    """From the next scan on, list so many warnings a week at most, counted by week or month.

    Raises:
        SignalError: it can't be so many.
    """
    if not 1 <= per_week <= MOST_PER_WEEK:
        raise SignalError(
            _("Choose a number from 1 to %(most)s.") % {"most": MOST_PER_WEEK}, field="per_week"
        )
    if by_period not in By.values:
        raise SignalError(_("Choose week or month."), field="by_period")
    before = Watch.objects.first() or Watch()
    row = Watch.objects.create(per_week=per_week, by_period=by_period, **authored(by))
    audit_record(
        event="watch.set",
        target=row,
        by=by,
        before={"per_week": before.per_week, "by_period": before.by_period},
        after={"per_week": per_week, "by_period": by_period},
    )
    return row


@transaction.atomic
def problem_add(
    *, estate: Estate, category: str, started_on: date, by: User | None
) -> KnownProblem:
    """Note trouble that is known to have been, to try warnings against.

    Raises:
        SignalError: it is noted already, or the day is to come.
    """
    if started_on > timezone.localdate():
        raise SignalError(_("That date is in the future."), field="started_on")
    same = {"estate": estate, "category": category, "started_on": started_on}
    if KnownProblem.objects.filter(removed_at=None, **same).exists():
        raise SignalError(_("It is noted already."))
    row = KnownProblem.objects.create(**same, **authored(by))
    audit_record(event="known-problem.add", target=row, by=by, after={"category": category})
    return row


@transaction.atomic
def problem_remove(*, problem: KnownProblem, by: User | None) -> None:
    """Take a known problem out of later trials. It stays on record."""
    problem.removed_at = timezone.now()
    problem.save(update_fields=["removed_at"])
    audit_record(event="known-problem.remove", target=problem, by=by)


def _open(warning: EarlyWarning) -> EarlyWarning:
    held = warning_locked(warning.pk)
    if not held.is_open:
        raise SignalError(_("It is over. Take it up again first."))
    return held


def _event(
    held: EarlyWarning,
    kind: str,
    *,
    by: User | None,
    code: str = "",
    landlord: Landlord | None = None,
    on: date | None = None,
    words: str = "",
) -> WarningEvent:
    before = held.status
    event = event_append(
        warning=held, kind=kind, by=by, code=code, landlord=landlord, on=on, words=words
    )
    audit_record(
        event=f"warning.{kind}",
        target=held,
        by=by,
        about=held.reference,
        before={"status": str(before)},
        after={"status": str(held.status), "code": str(code)},
    )
    return event


def _done(
    held: EarlyWarning,
    kind: str,
    *,
    by: User | None,
    code: str = "",
    on: date | None = None,
    words: str = "",
) -> EarlyWarning:
    _event(held, kind, by=by, code=code, on=on, words=words)
    return held
