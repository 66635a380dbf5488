"""What a landlord does on the record: answers, commits, takes more time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.concerns.clockwork import clocks_of, facts_of
from heard.concerns.errors import ConcernError
from heard.concerns.events import Answer, Audience, Kind
from heard.concerns.models import ContactWay
from heard.concerns.services.casework import commitment_due, parties_to_tell
from heard.concerns.services.timeline import Happened, event_append, events_append
from heard.concerns.state import fold

if TYPE_CHECKING:
    from datetime import date, datetime

    from heard.concerns.actors import Actor
    from heard.concerns.models import Concern, Event
    from heard.uploads.models import StoredFile


@transaction.atomic
def answer_give(
    *,
    concern: Concern,
    answer: str,
    words: str,
    actor: Actor,
    reason: str = "",
    actions: tuple[tuple[str, date], ...] = (),
    files: tuple[StoredFile, ...] = (),
    at: datetime | None = None,
) -> Event:
    """Answer the resident. `actions` are what the landlord commits to, each with its date.

    A no, or a yes in part, needs a reason, which the resident is shown.

    Raises:
        ConcernError: what is missing, by field.
    """
    _may_answer(concern, actor)
    if answer not in Answer.values:
        raise ConcernError(_("Choose yes, in part or no."), field="answer")
    if not words.strip():
        raise ConcernError(_("Write the answer."), field="words")
    if answer != Answer.YES and not reason.strip():
        raise ConcernError(_("Give the reason. The resident is shown it."), field="reason")
    text = f"{words.strip()}\n\n{reason.strip()}".strip()
    happened = [
        Happened(
            Kind.LANDLORD_ANSWERED,
            Audience.ALL,
            at=at,
            text=text,
            landlord=actor.landlord or concern.landlord,
            outcome=answer,
            files=files,
            details={"reason_from": len(words.strip()) if reason.strip() else None},
        )
    ]
    today = timezone.localdate()
    for what, due_on in actions:
        due = commitment_due(due_on, today)
        happened.append(Happened(Kind.COMMITTED, Audience.ALL, text=what, due_on=due))
    if not parties_to_tell(concern) and _somebody_by_email(concern):
        happened.append(Happened(Kind.TOLD, Audience.TEAM, details={"how": "email", "by": "heard"}))
    return events_append(concern=concern, happened=happened, actor=actor)[0]


def commitment_make(*, concern: Concern, words: str, due_on: date, actor: Actor) -> Event:
    """Commit to an action by a date."""
    _may_answer(concern, actor)
    if not words.strip():
        raise ConcernError(_("Say what will be done."), field="words")
    due = commitment_due(due_on, timezone.localdate())
    happened = Happened(Kind.COMMITTED, Audience.ALL, text=words, due_on=due)
    return event_append(concern=concern, happened=happened, actor=actor)


def commitment_change(
    *, concern: Concern, number: int, due_on: date, reason: str, actor: Actor
) -> Event:
    """Give a new date for an action. The old one stays in the timeline, and so does the reason."""
    _commitment(concern, number, actor)
    if not reason.strip():
        raise ConcernError(_("Say why the date moves. The resident is shown it."), field="reason")
    due = commitment_due(due_on, timezone.localdate())
    happened = Happened(
        Kind.COMMITMENT_CHANGED, Audience.ALL, text=reason, due_on=due, about=number
    )
    return event_append(concern=concern, happened=happened, actor=actor)


def commitment_done(
    *,
    concern: Concern,
    number: int,
    words: str,
    actor: Actor,
    files: tuple[StoredFile, ...] = (),
) -> Event:
    """Say that an action was done. The resident is asked whether it was."""
    _commitment(concern, number, actor)
    happened = Happened(Kind.COMMITMENT_DONE, Audience.ALL, text=words, about=number, files=files)
    return event_append(concern=concern, happened=happened, actor=actor)


def files_add(
    *, concern: Concern, words: str, actor: Actor, files: tuple[StoredFile, ...] = ()
) -> Event:
    """Add words or documents to the record, where the resident sees them."""
    _may_answer(concern, actor)
    if not words.strip() and not files:
        raise ConcernError(_("Write something, or add a file."), field="words")
    happened = Happened(Kind.ATTACHED, Audience.ALL, text=words, files=files)
    return event_append(concern=concern, happened=happened, actor=actor)


def clock_extend(*, concern: Concern, rule: str, days: int, reason: str, actor: Actor) -> Event:
    """Take more time under a rule. The reason is shown to the resident."""
    _may_answer(concern, actor)
    if not reason.strip():
        raise ConcernError(_("Say why. The resident is shown it."), field="reason")
    clocks = clocks_of(concern, facts_of(concern), now=timezone.now())
    running = {clock.rule.code: clock for clock in clocks if clock.is_open}
    if rule not in running:
        raise ConcernError(_("That clock isn't running."), field="rule")
    extension = running[rule].rule.extension
    if not extension:
        raise ConcernError(_("This rule allows no more time."), field="rule")
    if not 1 <= days <= extension.most:
        raise ConcernError(
            _("Write a number from 1 to %(most)s.") % {"most": extension.most}, field="days"
        )
    happened = Happened(Kind.EXTENDED, Audience.ALL, text=reason, clock=rule, days=days)
    return event_append(concern=concern, happened=happened, actor=actor)


def clock_pause(*, concern: Concern, rule: str, reason: str, actor: Actor) -> Event:
    """Stop a clock for a while, as when nobody can get in; for the team only to allow."""
    if not reason.strip():
        raise ConcernError(_("Say why. The resident is shown it."), field="reason")
    happened = Happened(Kind.PAUSED, Audience.ALL, text=reason, clock=rule)
    return event_append(concern=concern, happened=happened, actor=actor)


def clock_resume(*, concern: Concern, rule: str, actor: Actor) -> Event:
    """Let a clock run again."""
    happened = Happened(Kind.RESUMED, Audience.ALL, clock=rule)
    return event_append(concern=concern, happened=happened, actor=actor)


def _may_answer(concern: Concern, actor: Actor) -> None:
    """An answer may come from the landlord itself, or be entered by the team from a letter."""
    if not concern.is_open:
        raise ConcernError(_("This concern is closed."))
    if actor.landlord and not concern.sharings.filter(landlord=actor.landlord).exists():
        raise ConcernError(_("This concern isn't shared with you any more."))


def _commitment(concern: Concern, number: int, actor: Actor) -> None:
    facts = facts_of(concern)
    whose = {fact.number: fact.landlord for fact in facts}.get(number)
    anothers = actor.landlord is not None and whose not in {None, actor.landlord.pk}
    if anothers or number not in {each for each, _due in fold(facts).commitments}:
        raise ConcernError(_("That action is done already, or isn't in this concern."))


def _somebody_by_email(concern: Concern) -> bool:
    return (
        concern.parties.filter(left_at=None, person__contact_by=ContactWay.EMAIL)
        .exclude(person__email="")
        .exists()
    )
