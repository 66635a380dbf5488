"""Appending to a concern's timeline, and working out again what follows from it.

Everything that is done to a concern comes through `event_append`: one transaction locks the
concern, adds the event with its words and files, derives where the concern stands, keeps a line in
the audit log and queues what people are to be told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heard.audit.services import audit_record
from heard.concerns.clockwork import clocks_of, facts_of
from heard.concerns.errors import ConcernError
from heard.concerns.events import Audience, Kind
from heard.concerns.models import (
    Attachment,
    Concern,
    Deadline,
    Event,
    LikelyDuplicate,
    Sharing,
    Words,
)
from heard.concerns.services.telling import tell
from heard.concerns.state import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from heard.accounts.models import User
    from heard.analysis.clocks import Clock
    from heard.concerns.actors import Actor
    from heard.concerns.models import Party
    from heard.concerns.state import Fact, State
    from heard.landlords.models import Landlord, Ward
    from heard.uploads.models import StoredFile

LONGEST = 10_000
# What is done to open concerns only.
FOR_OPEN = frozenset(
    {Kind.CHECKED, Kind.REFUSED, Kind.REFERRED, Kind.ASKED, Kind.LANDLORD_ANSWERED, Kind.CLOSED}
)
COMMITMENT = "commitment"  # stands in the place of a rule for an action that a landlord promised


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, for `event_append`: the parts that not every kind has."""

    kind: Kind
    audience: Audience = Audience.TEAM
    at: datetime | None = None
    text: str = ""
    party: Party | None = None
    landlord: Landlord | None = None
    ward: Ward | None = None
    assignee: User | None = None
    target: Concern | None = None
    about: int | None = None
    outcome: str = ""
    clock: str = ""
    hazard: str = ""
    days: int | None = None
    due_on: date | None = None
    details: dict[str, Any] = field(default_factory=dict)
    files: tuple[StoredFile, ...] = ()


@transaction.atomic
def event_append(
    *, concern: Concern, happened: Happened, actor: Actor, telling: bool = True, reason: str = ""
) -> Event:
    """Add an event to a concern's timeline; `concern` is brought up to date in place.

    Raises:
        ConcernError: it says it happened in the future, or its words are too long.
    """
    return events_append(
        concern=concern, happened=[happened], actor=actor, telling=telling, reason=reason
    )[-1]


@transaction.atomic
def events_append(
    *,
    concern: Concern,
    happened: Sequence[Happened],
    actor: Actor,
    telling: bool = True,
    reason: str = "",
) -> list[Event]:
    """Add several events at once, in order, as `event_append` adds one."""
    was_open = concern.is_open
    lock(concern)
    _still_holds(concern, happened, actor, was_open=was_open)
    events = [_insert(concern, one, actor) for one in happened]
    state = concern_refresh(concern)
    for event in events:
        audit_record(
            event=f"concern.{event.kind}",
            target=concern,
            by=actor.user,
            reader_roles=(actor.role,),
            reason=reason,
            after={"event": event.number, "status": state.status.value},
        )
        if telling:
            tell(event=event, concern=concern)
    return events


def _still_holds(
    concern: Concern, happened: Sequence[Happened], actor: Actor, *, was_open: bool
) -> None:
    """What was checked before the lock may have changed since: somebody else was quicker."""
    if was_open and not concern.is_open and any(one.kind in FOR_OPEN for one in happened):
        raise ConcernError(_("This concern was closed a moment ago."))
    if actor.landlord and not concern.sharings.filter(landlord=actor.landlord).exists():
        raise ConcernError(_("This concern isn't shared with you any more."))


def lock(concern: Concern) -> None:
    """Hold the concern until the transaction ends, with its derived columns as they are now."""
    held = Concern.objects.select_for_update().get(pk=concern.pk)
    for each in held._meta.concrete_fields:  # noqa: SLF001 - Django's documented name
        setattr(concern, each.attname, getattr(held, each.attname))


def concern_refresh(concern: Concern, *, now: datetime | None = None) -> State:
    """Work out where the concern stands from its events, and write what follows from it.

    Running it again changes nothing.
    """
    now = now or timezone.now()
    facts = facts_of(concern)
    state = fold(facts)
    clocks = clocks_of(concern, facts, now=now)
    _write(concern, state, facts, clocks)
    _share(concern, state)
    _keep_deadlines(concern, clocks, state)
    if not state.is_open:  # nobody need compare it any more
        pairs = LikelyDuplicate.objects.filter(Q(newer=concern) | Q(older=concern))
        pairs.filter(settled_at=None).update(settled_at=now)
    return state


def _insert(concern: Concern, happened: Happened, actor: Actor) -> Event:
    now = timezone.now()
    at = happened.at or now
    text = happened.text.strip()
    if at > now:
        raise ConcernError(_("That is in the future."), field="at")
    if len(text) > LONGEST:
        raise ConcernError(_("Write at most 10,000 characters."), field="text")
    concern.events_count += 1
    event = Event.objects.create(
        concern=concern,
        number=concern.events_count,
        kind=happened.kind,
        at=at,
        entered_at=now,
        by=actor.user,
        role=actor.role,
        party=happened.party or actor.party,
        landlord=happened.landlord or actor.landlord,
        ward=happened.ward,
        assignee=happened.assignee,
        target=happened.target,
        about=happened.about,
        audience=happened.audience,
        outcome=happened.outcome,
        clock=happened.clock,
        hazard=happened.hazard,
        days=happened.days,
        due_on=happened.due_on,
        details=happened.details,
    )
    if text:
        event.words = Words.objects.create(event=event, text=text)
    _attach(concern, event, happened.files)
    return event


def _attach(concern: Concern, event: Event, files: Iterable[StoredFile]) -> None:
    rows = [Attachment(concern=concern, event=event, file=file) for file in files]
    if rows:
        Attachment.objects.bulk_create(rows)


def _write(concern: Concern, state: State, facts: Sequence[Fact], clocks: Sequence[Clock]) -> None:
    """Write the derived columns."""
    concern.status = state.status
    concern.waiting_on = state.waiting_on
    concern.assigned_to_id = state.assigned_to
    concern.closed_at = state.closed_at
    concern.not_fixed_at = state.not_fixed_at
    concern.outcome = state.outcome
    concern.felt = state.felt
    concern.merged_into_id = state.merged_into
    concern.last_at = state.last_at or concern.raised_at
    concern.events_count = len(facts)
    concern.due_at, concern.due_rule = next_due(state, clocks)
    concern.save(
        update_fields=[
            "status",
            "waiting_on",
            "assigned_to",
            "closed_at",
            "not_fixed_at",
            "outcome",
            "felt",
            "merged_into",
            "last_at",
            "events_count",
            "due_at",
            "due_rule",
        ]
    )


def next_due(state: State, clocks: Sequence[Clock]) -> tuple[datetime | None, str]:
    """The first deadline that still runs, by a rule or by a landlord's commitment."""
    if not state.is_open:
        return None, ""
    dues = [(clock.due_at, clock.rule.code) for clock in clocks if clock.is_open]
    dues += [(_end_of(due), COMMITMENT) for _number, due in state.commitments if due]
    return min(dues, default=(None, ""))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _share(concern: Concern, state: State) -> None:
    """Who beside the team may see it, from now on."""
    want: set[tuple[int | None, int | None]] = {(each, None) for each in state.landlords}
    want |= {(None, each) for each in state.wards}
    rows = list(Sharing.objects.filter(concern=concern))
    have = {(row.landlord_id, row.ward_id): row.pk for row in rows}
    gone = [pk for key, pk in have.items() if key not in want]
    if gone:
        Sharing.objects.filter(pk__in=gone).delete()
    stale = [row.pk for row in rows if row.is_open != state.is_open and row.pk not in gone]
    if stale:
        Sharing.objects.filter(pk__in=stale).update(is_open=state.is_open)
    new = [
        Sharing(concern=concern, landlord_id=landlord, ward_id=ward, is_open=state.is_open)
        for landlord, ward in sorted(want - set(have), key=str)
    ]
    if new:
        Sharing.objects.bulk_create(new)


def _keep_deadlines(concern: Concern, clocks: Sequence[Clock], state: State) -> None:
    Deadline.objects.filter(concern=concern).delete()
    Deadline.objects.bulk_create(deadlines_of(concern, clocks, state))


def deadlines_of(concern: Concern, clocks: Sequence[Clock], state: State) -> list[Deadline]:
    """Rows for the clocks and for what a landlord committed to and hasn't done, unsaved."""
    promised = state.commitments if state.is_open else ()
    return [
        Deadline(
            concern=concern,
            rule=COMMITMENT,
            landlord_id=concern.landlord_id,
            due_at=_end_of(due),
            state="running",
        )
        for _number, due in promised
        if due
    ] + [
        Deadline(
            concern=concern,
            rule=clock.rule.code,
            pack=f"{clock.pack.code} {clock.pack.version}",
            landlord_id=concern.landlord_id,
            started_at=clock.started_at,
            due_at=clock.due_at,
            stopped_at=clock.stopped_at,
            state=clock.state,
            provisional=clock.provisional,
        )
        for clock in clocks
    ]
