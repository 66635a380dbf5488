"""One's own concern as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from heard.analysis.clocks.words import london_day
from heard.concerns import catalogue
from heard.concerns.events import Kind, Status
from heard.concerns.models import Part
from heard.concerns.outcomes import outcome_label
from heard.concerns.selectors.clocks import clocks_for
from heard.concerns.selectors.viewing import Viewer, timeline_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from heard.analysis.clocks import Clock
    from heard.concerns.models import Concern, Consent, Party
    from heard.concerns.selectors.viewing import EventView

LANDLORDS_TURN = "council-standard.enquiry"


@dataclass(frozen=True, slots=True)
class ClockView:
    """A deadline in plain words, with its rule, sum and source."""

    name: str
    duty: str
    whose: str
    due: str
    state: str
    sum: tuple[str, ...]
    conditions: tuple[str, ...]
    source_title: str
    source_clause: str
    source_url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that the landlord said it will do, by when, and whether it did."""

    words: str
    due_on: date | None
    done: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An event with a title for whoever's concern it is."""

    event: EventView
    title: str


@dataclass(frozen=True, slots=True)
class FollowPage:
    """Everything that the page of one's own concern shows."""

    concern: Concern
    party: Party
    what: str
    status: str
    events: list[Told]
    clocks: list[ClockView]
    promises: list[Promise]
    consents: list[Consent]
    own_words: str
    asks_whether_fixed: bool
    may_add: bool
    may_close: bool
    may_say_not_fixed: bool
    may_share: bool
    asks_felt: bool


def follow_page(party: Party, now: datetime) -> FollowPage:
    """The page for one party. Queries: events, files, facts, consents; however long the case."""
    concern = party.concern
    events = timeline_for(concern, Viewer.of_party(party))
    clocks = clocks_for(concern, now=now)
    consents = list(party.consents.filter(withdrawn_at=None).select_related("landlord"))
    own = party.part != Part.HOUSEHOLD
    ended = concern.status in {Status.MERGED, Status.REFUSED}
    said_fixed = concern.status not in {Status.TO_CHECK, Status.NOT_FIXED}
    return FollowPage(
        concern=concern,
        party=party,
        what=_(catalogue.category_get(concern.category).name),
        status=status_words(concern, clocks, events, now),
        events=[Told(event, title_of(event, concern)) for event in events],
        clocks=[clock_view(clock, concern, now) for clock in clocks if is_for_residents(clock)],
        promises=promises_of(events, london_day(now)),
        consents=consents,
        own_words=concern.description if own else "",
        asks_whether_fixed=concern.status == Status.ANSWERED,
        may_add=not ended,
        may_close=concern.is_open and not concern.is_group,
        may_say_not_fixed=said_fixed and not ended,
        may_share=may_share(party) and not consents,
        asks_felt=not concern.is_open and concern.status != Status.MERGED and not concern.felt,
    )


def title_of(event: EventView, concern: Concern) -> str:
    """What happened, said to the person to whom it happened."""
    landlord = event.landlord or (concern.landlord.name if concern.landlord else _("your landlord"))
    mine = {
        Kind.RECEIVED: _("You raised it"),
        Kind.ADDED: _("You added to it"),
        Kind.NOT_FIXED: _("You said that it is not fixed"),
        Kind.LISTENED: _("You said whether you felt listened to"),
        Kind.CLOSED: _("You closed it"),
        Kind.LANDLORD_AWARE: _("You told your landlord"),
        Kind.COMPLAINT: _("You made a complaint to your landlord"),
        Kind.CONSENT_GIVEN: _("You agreed to share it with %s") % landlord,
        Kind.CONSENT_WITHDRAWN: _("You stopped sharing it with %s") % landlord,
    }
    theirs = {
        Kind.CHECKED: _("We read it and took it up"),
        Kind.REFUSED: _("We did not take it up"),
        Kind.REFERRED: _("We put it to %s") % landlord,
        Kind.LANDLORD_AWARE: _("%s was told") % landlord,
        Kind.CHASED: _("We reminded %s") % landlord,
        Kind.REFERRED_TO_COUNCILLOR: _("We asked a councillor of your ward"),
        Kind.ASKED: _("We asked you"),
        Kind.TOLD: _("We told you"),
        Kind.CLOSED: _("It was closed"),
        Kind.REOPENED: _("We opened it again"),
        Kind.LANDLORD_ANSWERED: _("%s answered") % landlord,
        Kind.COMMITTED: _("%s promised") % landlord,
        Kind.COMMITMENT_CHANGED: _("%s gave another date") % landlord,
        Kind.COMMITMENT_DONE: _("%s says that it is done") % landlord,
        Kind.HOUSEHOLD_JOINED: _("You joined it"),
    }
    kind = Kind(event.kind)
    title = mine.get(kind) if event.is_mine else None
    title = title or theirs.get(kind) or event.label
    return f"{title}: {event.outcome_label}" if event.outcome_label else title


def may_share(party: Party) -> bool:
    """Whether they may agree to share it: it is theirs, and there is a landlord."""
    return party.part != Part.RAISED_BY and party.concern.landlord is not None


def is_for_residents(clock: Clock) -> bool:
    """Deadlines that ended because something else did are no news to anybody."""
    return clock.state != "lapsed"


def status_words(
    concern: Concern, clocks: Sequence[Clock], events: Sequence[EventView], now: datetime
) -> str:
    """Where it stands and whose turn it is, in a sentence or two."""
    landlord = concern.landlord.name if concern.landlord else _("your landlord")
    match concern.status:
        case Status.TO_CHECK:
            by = _("We have it. Somebody in our team reads it by %s.")
            soon = _("We have it. Somebody in our team reads it soon.")
            return _dated(clocks, "check", by, soon, now)
        case Status.WITH_LANDLORD:
            return _with_landlord(clocks, landlord, now)
        case Status.NOT_FIXED:
            by = _("You told us that it is not fixed. We take it up again by %s.")
            soon = _("You told us that it is not fixed. We take it up again.")
            return _dated(clocks, "not-fixed", by, soon, now)
        case Status.REFUSED:
            return _("We did not take it up: %s.") % outcome_label(Kind.REFUSED, concern.outcome)
        case Status.CLOSED:
            return _closed(concern, events)
    return _plain_words(landlord)[concern.status]


def _plain_words(landlord: str) -> dict[str, str]:
    answered = _("%(landlord)s has answered. Please read it and tell us if it is not put right.")
    return {
        Status.NEW: _("Our team is working on it."),
        Status.WITH_TEAM: _("Our team is working on it."),
        Status.WITH_COUNCILLOR: _("We asked a councillor of your ward to help."),
        Status.WITH_RESIDENT: _("We asked you something. Please answer below."),
        Status.ANSWERED: answered % {"landlord": landlord},
        Status.MERGED: _(
            "It was joined to another concern about the same thing. We tell you there."
        ),
    }


def _closed(concern: Concern, events: Sequence[EventView]) -> str:
    """How it ended. Leaving it is never told as its being put right."""
    day = plain_day(concern.closed_at, concern.closed_at) if concern.closed_at else ""
    own = next((e for e in reversed(events) if e.kind == Kind.CLOSED), None)
    label = outcome_label(Kind.CLOSED, concern.outcome)
    if own is not None and own.is_mine:
        return _("You closed it on %(day)s: %(how)s.") % {"day": day, "how": label}
    return _("Closed on %(day)s: %(how)s.") % {"day": day, "how": label}


def _with_landlord(clocks: Sequence[Clock], landlord: str, now: datetime) -> str:
    clock = _running(clocks, LANDLORDS_TURN)
    if clock is None:
        return _("%(landlord)s has it. We wait for their answer.") % {"landlord": landlord}
    named = {"landlord": landlord, "day": plain_day(clock.due_at, now)}
    if clock.is_overdue:
        return (
            _("%(landlord)s should have answered by %(day)s. They have not. We go on asking them.")
            % named
        )
    return _("%(landlord)s has until %(day)s to answer.") % named


def _dated(clocks: Sequence[Clock], rule: str, words: str, otherwise: str, now: datetime) -> str:
    clock = _running(clocks, f"council-standard.{rule}")
    if clock is None or clock.is_overdue:
        return otherwise
    return words % plain_day(clock.due_at, now)


def _running(clocks: Iterable[Clock], rule: str) -> Clock | None:
    return next((one for one in clocks if one.rule.code == rule and one.is_open), None)


def plain_day(at: datetime, now: datetime) -> str:
    """A day as people say it, with its year only where it isn't this one."""
    local = timezone.localtime(at)
    this_year = local.year == timezone.localtime(now).year
    return date_format(local, "l j F" if this_year else "l j F Y")


def clock_view(clock: Clock, concern: Concern, now: datetime) -> ClockView:
    """A deadline in plain words."""
    landlord = concern.landlord.name if concern.landlord else _("Your landlord")
    hours = clock.rule.within.unit == "hours"
    due = plain_day(clock.due_at, now)
    if hours:
        due = f"{due}, {timezone.localtime(clock.due_at):%H:%M}"
    return ClockView(
        name=_(clock.rule.name),
        duty=_(clock.rule.duty),
        whose=landlord if clock.rule.who == "landlord" else _("The council"),
        due=due,
        state=clock_state(clock, now),
        sum=tuple(step.said(_) for step in clock.steps),
        conditions=tuple(step.said(_) for step in clock.conditions),
        source_title=_(clock.rule.source.title),
        source_clause=clock.rule.source.clause,
        source_url=clock.rule.source.url,
        is_open=clock.is_open,
    )


def clock_state(clock: Clock, now: datetime) -> str:
    """Whether it was done, and in time."""
    if clock.is_overdue:
        return _("Overdue")
    if clock.state == "paused":
        return _("Stopped for a while")
    if clock.is_open:
        return _("Running")
    if clock.state == "lapsed":
        return _("No longer applies")
    if clock.stopped_at is None:
        return _("Not done in time")
    done = plain_day(clock.stopped_at, now)
    if clock.state == "missed":
        return _("Done too late, on %s") % done
    return _("Done in time, on %s") % done


def promises_of(events: Sequence[EventView], today: date) -> list[Promise]:
    """What the landlord said it will do, in the order said, with the newest date of each."""
    dues = {e.number: e.due_on for e in events if e.kind == Kind.COMMITTED}
    for event in events:
        if event.kind == Kind.COMMITMENT_CHANGED and event.about in dues:
            dues[event.about] = event.due_on
    done = {e.about for e in events if e.kind == Kind.COMMITMENT_DONE}
    return [
        Promise(
            words=event.text,
            due_on=(due := dues[event.number]),
            done=event.number in done,
            late=due is not None and due < today and event.number not in done,
        )
        for event in events
        if event.kind == Kind.COMMITTED
    ]
